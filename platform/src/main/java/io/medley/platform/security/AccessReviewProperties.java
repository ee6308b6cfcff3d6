package io.medley.platform.security;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often grants are looked at.
 *
 * @param every from one confirmation to the next; half a year unless set
 */
@Validated
@ConfigurationProperties("medley.access-review")
record AccessReviewProperties(@NotNull @DefaultValue("182d") Duration every) {}
