package io.medley.campaign.consent;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How consent is asked for.
 *
 * @param lapse how long a request can be confirmed
 * @param validity how long a confirmed consent holds before it has to be renewed
 * @param again shortest time between two requests for the same thing, so that nobody can flood a
 *     mailbox
 */
@Validated
@ConfigurationProperties("medley.consent")
public record ConsentSettings(
    @DefaultValue("14d") Duration lapse,
    @DefaultValue("730d") Duration validity,
    @DefaultValue("1d") Duration again) {}
