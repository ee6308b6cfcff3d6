package io.medley.content.scorecard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an agency's pieces fared in a stretch of time.
 *
 * @param agency empty for the house's own work
 * @param submissions versions handed over, whether or not a coordinator passed them on
 * @param decided submissions that came to an end
 * @param firstRounds pieces whose first submission came to an end
 * @param firstPass of these, approved at once
 * @param inQc submissions that wait for a coordinator now
 * @param qcReturned submissions that a coordinator returned before any reviewer saw them
 * @param returned reviews that ended with a return
 * @param rejected reviews that ended with a rejection
 * @param blocked submissions that a pre-check stopped
 * @param medianDays from submission to approval, in days; {@code null} if nothing was approved
 * @param causes what stopped pieces most often
 * @param lastQc what was decided about the coordinator's look at its newest submission; {@code
 *     null} before the first
 */
public record AgencyScore(
    String agency,
    long submissions,
    long decided,
    long firstRounds,
    long firstPass,
    long inQc,
    long qcReturned,
    long returned,
    long rejected,
    long blocked,
    @Nullable Double medianDays,
    List<Cause> causes,
    @Nullable QcSaid lastQc) {

  public AgencyScore {
    causes = List.copyOf(causes);
  }

  /** A rule and how many pieces it stopped. */
  public record Cause(String rule, long pieces) {}

  /**
   * What the decision table {@code coordinator-qc} said of a submission.
   *
   * @param looked whether a coordinator had to look
   * @param because the table's reason
   */
  public record QcSaid(boolean looked, String because, Instant at) {}

  /** Share of pieces approved at their first submission, 0 to 1; {@code null} before the first. */
  public @Nullable Double firstPassRate() {
    return firstRounds == 0 ? null : firstPass / (double) firstRounds;
  }
}
