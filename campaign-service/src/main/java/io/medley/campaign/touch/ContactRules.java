package io.medley.campaign.touch;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The house's rules of contact, which no campaign can loosen. Data, so in force with the next
 * decision after a restart.
 *
 * @param weights contact points by channel; a channel without an entry weighs one
 * @param standingCaps caps over everything the house sends or says, beside those of the campaign
 * @param jitter most a touch is delayed after its hours open, so that nobody's morning is
 *     everybody's; more while more wait than the engine takes in that time
 * @param holidays holiday calendar by country, e.g. {@code gb} or, for a part of it, {@code gb-eng}
 * @param purposes what touches are for, by {@code template} or {@code template/step}; one without
 *     an entry nurtures
 * @param mix wanted share of contacts in percent, by country and channel; absent = no target
 */
@Validated
@ConfigurationProperties("medley.contact")
public record ContactRules(
    @DefaultValue Map<String, Integer> weights,
    @DefaultValue List<FrequencyCap> standingCaps,
    @DefaultValue("30m") @NotNull Duration jitter,
    @DefaultValue Map<String, String> holidays,
    @DefaultValue Map<String, TouchPurpose> purposes,
    @DefaultValue Map<String, Map<String, Integer>> mix) {

  /** So far back contacts are counted when shares of channels are reckoned. */
  public static final Duration MIX_WINDOW = Duration.ofDays(30);

  /** Copies the collections and checks the figures. */
  public ContactRules {
    weights = Map.copyOf(weights);
    standingCaps = List.copyOf(standingCaps);
    holidays = Map.copyOf(holidays);
    purposes = Map.copyOf(purposes);
    mix = Map.copyOf(mix);
    weights.forEach(
        (channel, weight) -> {
          if (weight < 0) {
            throw new IllegalArgumentException("A contact weighs at least 0: " + channel);
          }
        });
  }

  /** Contact points of one contact through the channel. */
  public int weight(String channel) {
    return weights.getOrDefault(channel, 1);
  }

  /** What a touch of a journey template is for. */
  public TouchPurpose purpose(String templateId, String stepId) {
    return purposes.getOrDefault(
        templateId + "/" + stepId, purposes.getOrDefault(templateId, TouchPurpose.NURTURE));
  }
}
