package io.medley.campaign.rep;

import java.util.List;

/**
 * How suggestions fare.
 *
 * @param groups by representative, region, driver, journey, action and week, the newest week first
 * @param reasons why they were dismissed, most frequent first
 */
public record Adoption(List<Group> groups, List<ReasonShare> reasons) {

  /** Copies the lists. */
  public Adoption {
    groups = List.copyOf(groups);
    reasons = List.copyOf(reasons);
  }

  /**
   * How the suggestions of one group fared. What was accepted and then done counts in both.
   *
   * @param by what is grouped by
   * @param made how many were made
   * @param shown how many came on the screen of whom they are for
   * @param expired how many nobody answered in time
   * @param recalled how many were taken back because the journey ended
   * @param open how many wait for an answer
   */
  public record Group(
      String by,
      String key,
      long made,
      long shown,
      long accepted,
      long done,
      long dismissed,
      long expired,
      long recalled,
      long open) {

    /** Share of those answered or run out that were done, in percent; -1 while there are none. */
    public long donePercent() {
      long over = done + dismissed + expired;
      return over == 0 ? -1 : Math.round(100.0 * done / over);
    }
  }

  /** A reason and how often it was given. */
  public record ReasonShare(DismissReason reason, long times) {}
}
