package io.medley.content.review;

import io.medley.content.signing.Lane;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A must-fix remark of a lane that approved with changes, as it stood when the lanes had signed.
 *
 * @param review the review in which it was made a condition
 * @param remark the annotation it came from
 * @param quote the words it is about; they stand from {@code start} to {@code end} of their section
 *     in the version that was reviewed
 * @param note what the coordinator wrote when deciding; empty if nothing
 */
public record Condition(
    ReviewId review,
    UUID remark,
    Lane lane,
    String category,
    int section,
    int start,
    int end,
    String quote,
    String body,
    String printedName,
    State state,
    String note,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt) {

  /** Whether it is met. */
  public enum State {
    OPEN,
    MET,
    NOT_MET
  }

  TextChange.Span span() {
    return new TextChange.Span(section, start, end);
  }
}
