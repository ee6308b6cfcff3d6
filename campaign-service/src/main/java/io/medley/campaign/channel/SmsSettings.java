package io.medley.campaign.channel;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How text messages leave and how the provider tells of them.
 *
 * @param url base address of the provider; absent = the channel cannot be used
 * @param token bearer token the provider knows this house by
 * @param from number or name the readers see
 * @param signingSecret secret the provider signs its receipts and answers with; absent = none is
 *     believed
 * @param lookup whether the provider says authoritatively whether it has a message
 * @param places messages that may be under way at once
 * @param timeout longest time for one message
 * @param mostSegments longest message, in segments as the networks count them (3GPP TS 23.038)
 */
@Validated
@ConfigurationProperties("medley.sms")
public record SmsSettings(
    @Nullable String url,
    @DefaultValue("") String token,
    @DefaultValue("NORTHWIND") @NotBlank String from,
    @Nullable String signingSecret,
    @DefaultValue("true") boolean lookup,
    @DefaultValue("16") @Min(1) int places,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("6") @Min(1) @Max(10) int mostSegments) {}
