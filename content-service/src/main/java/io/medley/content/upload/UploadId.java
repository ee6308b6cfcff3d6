package io.medley.content.upload;

import java.util.UUID;

/** Identifies an upload. */
public record UploadId(UUID value) {

  /** A new one. */
  public static UploadId random() {
    return new UploadId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
