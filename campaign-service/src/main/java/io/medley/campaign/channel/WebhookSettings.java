package io.medley.campaign.channel;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How webhooks are called.
 *
 * @param places calls that may be under way at once
 * @param timeout longest time for one call
 * @param mostAttempts how often a call that is not taken is tried before it becomes a dead letter
 * @param overlap how long the secret before the newest one still signs
 * @param allowLoopback whether plain HTTP to this machine is allowed, for trying out
 */
@Validated
@ConfigurationProperties("medley.webhook")
public record WebhookSettings(
    @DefaultValue("16") @Min(1) int places,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("8") @Min(1) int mostAttempts,
    @DefaultValue("24h") Duration overlap,
    @DefaultValue("false") boolean allowLoopback) {}
