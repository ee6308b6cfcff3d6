package io.medley.campaign.touch.content;

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
 * How content-service is asked.
 *
 * @param url its base address
 * @param issuer sign-in provider that gives the tokens
 * @param clientId this service's name at the sign-in provider
 * @param clientSecret its secret
 * @param scope scope of its tokens
 * @param limit most entries of a page of the feed
 * @param longPoll how long content-service may wait for news before it answers; a fraction of the
 *     lease: what is left of it when an answer is stored must carry sending over the next round
 * @param timeout how long to wait for an answer, for the feed beyond that
 * @param retry pause after a failure
 * @param selectionAge how long a selection may be answered from memory
 * @param enabled false stops reading the feed: all sending of this database then holds
 */
@Validated
@ConfigurationProperties("medley.feed")
record ContentServiceSettings(
    @NotBlank String url,
    @NotNull URI issuer,
    @NotBlank String clientId,
    @NotBlank String clientSecret,
    @DefaultValue("feed") String scope,
    @DefaultValue("500") @Min(1) @Max(5_000) int limit,
    @DefaultValue("500ms") Duration longPoll,
    @DefaultValue("3s") Duration timeout,
    @DefaultValue("500ms") Duration retry,
    @DefaultValue("2s") Duration selectionAge,
    @DefaultValue("true") boolean enabled) {}
