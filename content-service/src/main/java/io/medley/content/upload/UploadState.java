package io.medley.content.upload;

/** Where an upload is. */
public enum UploadState {
  /** Bytes are still coming, or are waited for. */
  RECEIVING,
  /** All bytes are here and durable; the file waits to be read. */
  RECEIVED,
  /** The file became a version. */
  TAKEN_IN,
  /** The archive's files were handed to the rows of their import. */
  UNPACKED,
  /** The file was refused; reason and message say why. */
  REFUSED,
  /** Nobody went on with it, or its sender gave it up; its bytes are gone. */
  ENDED
}
