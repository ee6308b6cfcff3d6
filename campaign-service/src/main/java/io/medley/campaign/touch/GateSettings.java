package io.medley.campaign.touch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the gate decides and recovers. Durations of the first group are business time, of the second
 * real time.
 *
 * @param holdoutPerTenThousand HCPs of ten thousand that are never contacted, for comparison
 * @param holdoutSeed the same seed keeps every HCP in its arm
 * @param countryZones zone of a country that has only one, for HCPs without a zone of their own
 * @param contentRetry when a touch without content asks again
 * @param approvalRetry when a touch without a valid approval state asks again
 * @param providerRetry when a touch asks again after the provider said "later"
 * @param busyRetry when a touch asks again after finding the channel full or itself on its way
 * @param keepRendered how long rendered messages are kept
 * @param placePatience real: how long a touch waits for a place in the channel
 * @param lease real: how long the approval state counts after a page was asked for, at most; what
 *     content-service grants may be less, and counts
 * @param handOverWait real: how long a withdrawal waits for hand-overs under way; shorter than the
 *     lease, so that what stays in doubt is reported before the lease runs out
 * @param recoveryInterval real: how often sends of dead processes are looked for
 * @param lookupAfter real: how long after its sender gave up a message is looked up; not shorter
 *     than the provider keeps a session alive
 * @param lookupGivesUpAfter real: how long a provider that cannot be asked is asked again
 */
@Validated
@ConfigurationProperties("medley.touch")
public record GateSettings(
    @DefaultValue("0") @Min(0) @Max(10_000) int holdoutPerTenThousand,
    @DefaultValue("medley") String holdoutSeed,
    @DefaultValue Map<String, ZoneId> countryZones,
    @DefaultValue("1m") Duration contentRetry,
    @DefaultValue("5s") Duration approvalRetry,
    @DefaultValue("1m") Duration providerRetry,
    @DefaultValue("5s") Duration busyRetry,
    @DefaultValue("730d") Duration keepRendered,
    @DefaultValue("2s") Duration placePatience,
    @DefaultValue("3s") Duration lease,
    @DefaultValue("2500ms") Duration handOverWait,
    @DefaultValue("2s") Duration recoveryInterval,
    @DefaultValue("30s") Duration lookupAfter,
    @DefaultValue("15m") Duration lookupGivesUpAfter) {

  /** Copies the map. */
  public GateSettings {
    countryZones = Map.copyOf(countryZones);
  }
}
