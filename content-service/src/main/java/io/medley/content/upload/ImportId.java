package io.medley.content.upload;

import java.util.UUID;

/** Identifies a bulk import. */
public record ImportId(UUID value) {

  /** A new one. */
  public static ImportId random() {
    return new ImportId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
