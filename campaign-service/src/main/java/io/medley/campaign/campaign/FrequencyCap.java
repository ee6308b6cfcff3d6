package io.medley.campaign.campaign;

/**
 * How often one HCP may be contacted.
 *
 * @param days length of the rolling window in days, 1 to 365
 * @param max most contacts in any such window, 0 to 1000
 */
public record FrequencyCap(int days, int max) {

  /** Refuses values outside their ranges. */
  public FrequencyCap {
    if (days < 1 || days > 365 || max < 0 || max > 1000) {
      throw new IllegalArgumentException(
          "A frequency cap is at most 1000 contacts in 1 to 365 days");
    }
  }
}
