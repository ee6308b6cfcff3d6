package io.medley.campaign.launch;

import java.util.List;

/** Comparing a pilot with the criteria written before it. */
public final class GoNoGo {

  private GoNoGo() {}

  /** How a criterion came out. */
  public enum Result {
    /** As it has to be. */
    MET,
    /** Not as it has to be. */
    MISSED,
    /** Nobody it could be measured of. */
    NOT_MEASURED
  }

  /**
   * One criterion against the figures.
   *
   * @param share what was measured
   */
  public record Measured(Criterion criterion, PilotFigures.Share share, Result result) {}

  /** Compares all criteria. */
  public static List<Measured> compare(List<Criterion> criteria, PilotFigures figures) {
    return criteria.stream().map(criterion -> compare(criterion, figures)).toList();
  }

  private static Measured compare(Criterion criterion, PilotFigures figures) {
    PilotFigures.Share share = figures.share(criterion.measure());
    Result result;
    if (share.of() == 0) {
      result = Result.NOT_MEASURED;
    } else {
      // Compared as whole numbers, so that 30 of 100 is 30 %, whatever a division makes of it.
      double left = 100.0 * share.hcps();
      double right = criterion.percent() * share.of();
      boolean met =
          switch (criterion.bound()) {
            case AT_LEAST -> left >= right;
            case AT_MOST -> left <= right;
          };
      result = met ? Result.MET : Result.MISSED;
    }
    return new Measured(criterion, share, result);
  }

  /** Whether every criterion is met. */
  public static boolean allMet(List<Measured> measured) {
    return measured.stream().allMatch(one -> one.result() == Result.MET);
  }
}
