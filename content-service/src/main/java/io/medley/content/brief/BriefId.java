package io.medley.content.brief;

import java.util.UUID;

/** Identifies a brief. */
public record BriefId(UUID value) {

  /** A new one. */
  public static BriefId random() {
    return new BriefId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
