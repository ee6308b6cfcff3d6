package io.medley.campaign.rep;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is asked of representatives, and how long their answers hold.
 *
 * @param perDay new suggestions per person in 24 hours, unless another figure was set for the
 *     person
 * @param rest length of a rest period after an HCP declined
 * @param wrongTiming how long a journey stays quiet after "wrong timing"
 * @param notRelevant how long a reason stays muted after "not relevant"
 */
@Validated
@ConfigurationProperties("medley.rep")
public record RepSettings(
    @DefaultValue("5") int perDay,
    @DefaultValue("30d") Duration rest,
    @DefaultValue("14d") Duration wrongTiming,
    @DefaultValue("90d") Duration notRelevant) {}
