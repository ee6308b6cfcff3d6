package io.medley.campaign.campaign;

import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How journeys are started and watched.
 *
 * @param rate journeys started per second, over all instances of the service, until the enroller
 *     has found the pace of this engine; moves of journeys go at this pace too
 * @param mostRate most journeys started per second, over all instances, whatever the engine takes
 * @param every how often the enroller looks for work
 * @param claimPatience a start nobody claimed for this long is started again; the enroller pauses
 *     while the oldest unclaimed start is older
 * @param calmUntil the pace grows only while the oldest unclaimed start is younger
 * @param slowsFrom the pace backs off while the oldest unclaimed start is older: an engine driven
 *     with hundreds under way does less than one driven with some dozens, and people wait for it
 * @param reconcileEvery how often rows are compared with the engine
 * @param overdueAfter how long after its date a step may still be open before the engine is asked
 */
@Validated
@ConfigurationProperties("medley.enroller")
public record EnrollerSettings(
    @DefaultValue("20") @DecimalMin("0.1") double rate,
    @DefaultValue("500") @DecimalMin("0.1") double mostRate,
    @DefaultValue("200ms") Duration every,
    @DefaultValue("60s") Duration claimPatience,
    @DefaultValue("500ms") Duration calmUntil,
    @DefaultValue("1500ms") Duration slowsFrom,
    @DefaultValue("60s") Duration reconcileEvery,
    @DefaultValue("60s") Duration overdueAfter) {}
