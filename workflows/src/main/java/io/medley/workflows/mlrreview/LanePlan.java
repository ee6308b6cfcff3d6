package io.medley.workflows.mlrreview;

import java.time.Instant;
import java.util.Locale;

/**
 * One lane to open, with its absolute dates on the business clock.
 *
 * @param lane {@code MEDICAL LEGAL REGULATORY PHARMACOVIGILANCE PRIVACY FINAL COORDINATOR}
 * @param candidateGroup who sees the task: {@link #candidateGroup(String, String)}; unique per lane
 *     within a review, because the task of a lane is found by it
 * @param dueAt when the verdict is due (100 % of the service level)
 * @param remindAt when its group is reminded (50 %)
 * @param escalateAt when the delegate is told (100 %)
 * @param coordinatorAt when the coordinator is told (150 %)
 */
public record LanePlan(
    String lane,
    String candidateGroup,
    Instant dueAt,
    Instant remindAt,
    Instant escalateAt,
    Instant coordinatorAt) {

  /** The candidate group of a lane in a market, e.g. {@code medical-gb}. */
  public static String candidateGroup(String lane, String market) {
    return (lane + "-" + market).toLowerCase(Locale.ROOT);
  }

  /**
   * The lane a candidate group belongs to, the inverse of {@link #candidateGroup(String, String)}.
   */
  public static String laneOf(String candidateGroup) {
    int dash = candidateGroup.lastIndexOf('-');
    return (dash < 0 ? candidateGroup : candidateGroup.substring(0, dash)).toUpperCase(Locale.ROOT);
  }
}
