package io.medley.campaign.touch;

/**
 * At most {@code max} contact points in any window of {@code days} times 24 hours. The window
 * rolls: it ends at the instant asked about and knows no calendar. What one contact weighs depends
 * on its channel (see {@link ContactRules}); an e-mail is one point.
 *
 * @param scope which contacts count
 */
public record FrequencyCap(int days, int max, Scope scope) {

  /** Which contacts count. */
  public enum Scope {
    /** Every contact of the HCP, whatever campaign, brand or channel, rep calls among them. */
    TOTAL,
    /** Contacts through the same channel. */
    CHANNEL,
    /** Contacts for the same brand. */
    BRAND,
    /** Contacts the HCP did not ask for. */
    UNSOLICITED
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
