package io.medley.platform.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Bytes addressed by their SHA-256 in lower-case hex. What was put is durable. */
public interface ObjectStore {

  /**
   * What was stored.
   *
   * @param sha256 address of the bytes
   * @param size number of bytes
   */
  record StoredObject(String sha256, long size) {}

  /** Reads the stream to its end and keeps the bytes; the caller closes the stream. */
  StoredObject put(InputStream in) throws IOException;

  /**
   * Keeps the bytes of a file as they lie on the disk where that is possible, without writing them
   * again. Nobody may write to the file any more; to delete it stays the caller's.
   *
   * @param sha256 of the file, as the caller read or wrote it
   * @throws IOException also if the bytes turn out to be others
   */
  StoredObject put(Path file, String sha256) throws IOException;

  /**
   * Opens stored bytes; the caller closes the stream.
   *
   * @throws ObjectMissing if nothing is stored under that address
   */
  InputStream open(String sha256) throws IOException;

  /** True if bytes are stored under that address. */
  boolean has(String sha256);

  /** Erases the bytes under that address; harmless if there are none. */
  void remove(String sha256) throws IOException;
}
