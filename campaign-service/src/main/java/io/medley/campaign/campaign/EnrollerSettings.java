package io.medley.campaign.campaign;

import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How journeys are started and watched.
 *
 * @param rate most journeys started per second, over all instances of the service
 * @param every how often the enroller looks for work
 * @param claimPatience a start nobody claimed for this long is started again; the enroller pauses
 *     while the oldest unclaimed start is older
 * @param slowsFrom the pace backs off while the oldest unclaimed start is older: at a pace of
 *     twenty some forty are under way then, and an engine is driven best with fewer than a hundred
 * @param reconcileEvery how often rows are compared with the engine
 * @param overdueAfter how long after its date a step may still be open before the engine is asked
 */
@Validated
@ConfigurationProperties("medley.enroller")
public record EnrollerSettings(
    @DefaultValue("20") @DecimalMin("0.1") double rate,
    @DefaultValue("200ms") Duration every,
    @DefaultValue("60s") Duration claimPatience,
    @DefaultValue("2s") Duration slowsFrom,
    @DefaultValue("60s") Duration reconcileEvery,
    @DefaultValue("60s") Duration overdueAfter) {}
