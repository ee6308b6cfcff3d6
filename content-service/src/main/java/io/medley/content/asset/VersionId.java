package io.medley.content.asset;

import java.util.UUID;

/** Names one version of an asset: exactly one file, by its hash, with its metadata. */
public record VersionId(UUID value) {

  /** A new id that nothing bears yet. */
  public static VersionId random() {
    return new VersionId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
