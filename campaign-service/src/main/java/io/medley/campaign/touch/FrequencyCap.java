package io.medley.campaign.touch;

/**
 * At most {@code max} contacts in any window of {@code days} times 24 hours. The window rolls: it
 * ends at the instant asked about and knows no calendar.
 *
 * @param scope which contacts count
 */
public record FrequencyCap(int days, int max, Scope scope) {

  /** Which contacts count. */
  public enum Scope {
    /** Every contact of the HCP, whatever campaign, brand or channel. */
    TOTAL,
    /** Contacts through the same channel. */
    CHANNEL,
    /** Contacts for the same brand. */
    BRAND
  }

  /** Checks the figures. */
  public FrequencyCap {
    if (days < 1 || max < 0) {
      throw new IllegalArgumentException("A cap needs days ≥ 1 and max ≥ 0");
    }
  }

  /** A cap over all contacts. */
  public static FrequencyCap total(int days, int max) {
    return new FrequencyCap(days, max, Scope.TOTAL);
  }
}
