package io.medley.content.scorecard;

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
    List<Cause> causes) {

  /** Submissions in the window from which on quality speaks for itself. */
  public static final int ENOUGH = 20;

  /** First-pass rate from which on the coordinator's look is skipped. */
  public static final double TRUSTED = 0.9;

  public AgencyScore {
    causes = List.copyOf(causes);
  }

  /** A rule and how many pieces it stopped. */
  public record Cause(String rule, long pieces) {}

  /** Share of pieces approved at their first submission, 0 to 1; {@code null} before the first. */
  public @Nullable Double firstPassRate() {
    return firstRounds == 0 ? null : firstPass / (double) firstRounds;
  }

  /**
   * Whether its next piece goes to the lanes without the coordinator's look, as the decision table
   * {@code coordinator-qc} is delivered.
   */
  public boolean trusted() {
    Double rate = firstPassRate();
    return submissions >= ENOUGH && rate != null && rate >= TRUSTED;
  }
}
