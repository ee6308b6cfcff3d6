package io.medley.content.review;

import io.medley.content.signing.Lane;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a lane wants changed or suggests. Written on the desk or the signing page, never in a
 * process variable.
 *
 * @param page the page, slide or section it is about; null for the whole piece
 */
public record ReviewComment(
    UUID id,
    ReviewId review,
    Lane lane,
    String author,
    String printedName,
    Kind kind,
    @Nullable Integer page,
    String body,
    Instant writtenAt) {

  /** Whether the agency has to act on it. */
  public enum Kind {
    MUST_FIX,
    SUGGESTION
  }
}
