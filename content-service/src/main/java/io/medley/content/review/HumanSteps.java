package io.medley.content.review;

import io.medley.workflows.mlrreview.HumanStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people are asked outside the lanes. Every method joins the caller's transaction. */
public interface HumanSteps {

  /**
   * Asks, or asks again; the dates of the first time stay.
   *
   * @return as it stands now
   */
  Asked ask(
      ReviewId id,
      HumanStep step,
      String subject,
      String candidateGroup,
      Instant at,
      Instant dueAt,
      @Nullable Instant silentAt);

  /** What is asked now in this step. */
  Optional<Asked> open(ReviewId id, HumanStep step);

  /** Everything asked in a review, oldest first. */
  List<Asked> ofReview(ReviewId id);

  void close(ReviewId id, HumanStep step, Instant at);

  /** Everything open, most urgent first. */
  List<Waiting> waiting(int limit);

  /**
   * One question to people.
   *
   * @param subject which of its kind, e.g. the key of a market step
   * @param times how often the task was given, from 1
   * @param silentAt when silence counts as consent; null if it never does
   */
  record Asked(
      HumanStep step,
      String subject,
      String candidateGroup,
      boolean open,
      Instant askedAt,
      Instant dueAt,
      @Nullable Instant silentAt,
      int times) {}

  /** An open question with its review. */
  record Waiting(Review review, Asked asked) {}
}
