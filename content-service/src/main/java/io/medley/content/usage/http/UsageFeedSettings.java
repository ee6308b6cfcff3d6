package io.medley.content.usage.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How campaign-service is asked for usage. Without an address nothing is asked, and usage stays
 * empty.
 *
 * @param url base address of campaign-service
 * @param issuer sign-in provider that gives the tokens
 * @param clientId this service's name at the sign-in provider
 * @param clientSecret its secret
 * @param scope scope of its tokens
 * @param limit most changes of a page
 * @param longPoll how long campaign-service may wait for news before it answers
 * @param timeout how long to wait for an answer beyond that
 * @param every pause after a page that was the last: during a launch something is new at every
 *     look, and counting costs campaign-service more than the touch that is counted
 * @param retry pause after a failure
 */
@Validated
@ConfigurationProperties("medley.usage")
record UsageFeedSettings(
    @NotBlank String url,
    @NotNull URI issuer,
    @NotBlank String clientId,
    @NotBlank String clientSecret,
    @DefaultValue("feed") String scope,
    @DefaultValue("1000") @Min(1) @Max(5000) int limit,
    @DefaultValue("5s") Duration longPoll,
    @DefaultValue("5s") Duration timeout,
    @DefaultValue("2s") Duration every,
    @DefaultValue("2s") Duration retry) {}
