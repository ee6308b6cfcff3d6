package io.medley.campaign.measure;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a campaign brought, counted from the stores at the moment of asking.
 *
 * @param outcome HCPs with independent evidence of a higher stage since their first contact,
 *     contacted against held out
 * @param moved net rungs climbed by stage reached, of those contacted
 * @param openedByPeople HCPs who opened a message themselves, as far as can be told
 * @param openedByMachines HCPs whose message only a program opened
 * @param notMade touches that were not made or are held, by outcome and reason, most first
 */
public record Measurement(
    Comparison outcome,
    Map<String, Long> moved,
    long openedByPeople,
    long openedByMachines,
    List<NotMade> notMade) {

  /**
   * Touches that were not made, or not yet.
   *
   * @param touches send keys whose newest answer this is
   */
  public record NotMade(String outcome, String reason, String channel, long touches) {}

  /** Counting. */
  public interface Counting {
    /** Counts one campaign. */
    Measurement of(UUID campaignId, String brandId);
  }
}
