package io.medley.content.review;

import java.util.UUID;

/** Names the review of one submitted version. */
public record ReviewId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
