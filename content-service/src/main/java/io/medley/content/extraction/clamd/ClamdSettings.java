package io.medley.content.extraction.clamd;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where clamd listens. Without a host nothing is scanned.
 *
 * @param host name or address
 * @param port clamd's TCPSocket
 * @param time for connecting, and for any one answer
 */
@Validated
@ConfigurationProperties("medley.antivirus")
record ClamdSettings(
    @NotBlank String host,
    @DefaultValue("3310") @Min(1) @Max(65_535) int port,
    @DefaultValue("60s") Duration time) {}
