package io.medley.campaign.measure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A campaign in numbers, counted from the stores at the moment of asking.
 *
 * @param enrolled HCPs enrolled
 * @param journeys enrolments by state
 * @param touches touches by outcome: each touch counts once under every outcome it had, so one that
 *     was held and then sent counts under both
 * @param reasons the same by coded reason
 * @param engaged HCPs by what they did
 * @param left journeys that ended early, by coded reason
 */
public record CampaignFigures(
    long enrolled,
    Map<String, Long> journeys,
    Map<String, Long> touches,
    Map<String, Long> reasons,
    Map<String, Long> engaged,
    Map<String, Long> left) {

  /** Enrolments in a state. */
  public long journey(String state) {
    return journeys.getOrDefault(state, 0L);
  }

  /** Touches with an outcome. */
  public long touch(String outcome) {
    return touches.getOrDefault(outcome, 0L);
  }

  /** Why journeys ended early, most frequent first. */
  public List<Map.Entry<String, Long>> leftMostFirst() {
    return left.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  /** HCPs who did this. */
  public long engagedBy(String kind) {
    return engaged.getOrDefault(kind, 0L);
  }

  /** Counting. */
  public interface Counting {
    /** Counts one campaign. */
    default CampaignFigures of(UUID campaignId) {
      return Objects.requireNonNull(of(Set.of(campaignId)).get(campaignId), "asked for");
    }

    /** Counts campaigns together, with as many questions as one takes; each of them is answered. */
    Map<UUID, CampaignFigures> of(Collection<UUID> campaignIds);
  }
}
