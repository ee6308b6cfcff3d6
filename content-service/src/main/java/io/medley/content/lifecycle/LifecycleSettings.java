package io.medley.content.lifecycle;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the life of an approved version goes by.
 *
 * @param answer how long a channel may take to answer a recall before it is escalated
 * @param sentChannels channels that senders of ours serve: the withdrawal's own protocol empties
 *     them; every other channel is emptied by people
 * @param safetyWait how long a safety-relevant change may wait for its decision before the version
 *     is suspended without one
 */
@Validated
@ConfigurationProperties("medley.lifecycle")
public record LifecycleSettings(
    @DefaultValue("15m") @NotNull Duration answer,
    @DefaultValue("EMAIL") Set<String> sentChannels,
    @DefaultValue("10s") @NotNull Duration safetyWait) {

  public LifecycleSettings {
    sentChannels = Set.copyOf(sentChannels);
  }
}
