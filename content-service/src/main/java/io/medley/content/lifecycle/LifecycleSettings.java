package io.medley.content.lifecycle;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the life of an approved version goes by.
 *
 * @param term longest term of a certification; 12 months where a market says nothing
 * @param terms longer or shorter terms by market: in the United Kingdom two years (ABPI clause 8)
 * @param answer how long a channel may take to answer a recall before it is escalated
 * @param sentChannels channels that senders of ours serve: the withdrawal's own protocol empties
 *     them; every other channel is emptied by people
 * @param safetyWait how long a safety-relevant change may wait for its decision before the version
 *     is suspended without one
 */
@Validated
@ConfigurationProperties("medley.lifecycle")
public record LifecycleSettings(
    @DefaultValue("P12M") @NotNull Period term,
    @DefaultValue Map<String, Period> terms,
    @DefaultValue("15m") @NotNull Duration answer,
    @DefaultValue("EMAIL") Set<String> sentChannels,
    @DefaultValue("10s") @NotNull Duration safetyWait) {

  private static final Map<String, Period> OF_MARKETS = Map.of("GB", Period.ofYears(2));

  public LifecycleSettings {
    terms = Map.copyOf(terms);
    sentChannels = Set.copyOf(sentChannels);
  }

  /** Longest term of a certification in a market. */
  public Period termIn(String market) {
    return terms.getOrDefault(market, OF_MARKETS.getOrDefault(market, term));
  }
}
