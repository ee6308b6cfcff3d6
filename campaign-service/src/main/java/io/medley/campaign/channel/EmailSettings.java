package io.medley.campaign.channel;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How e-mail leaves.
 *
 * @param host SMTP server
 * @param port its port
 * @param from sender's address
 * @param fromName sender's name as readers see it
 * @param messageDomain right part of every Message-ID; never changes for a running house, because
 *     messages are looked up by it
 * @param startTls true to refuse a server that offers no TLS
 * @param places messages that may be under way at once
 * @param timeout longest time for one message, from connecting to the server's last word; shorter
 *     than the time after which a message in doubt is looked up
 */
@Validated
@ConfigurationProperties("medley.smtp")
public record EmailSettings(
    @NotBlank String host,
    @Min(1) @Max(65535) int port,
    @DefaultValue("no-reply@medley.example") @NotBlank String from,
    @DefaultValue("Northwind Therapeutics (fictional)") @NotBlank String fromName,
    @DefaultValue("send.medley.example") @Pattern(regexp = "[A-Za-z0-9.-]+") String messageDomain,
    @DefaultValue("false") boolean startTls,
    @DefaultValue("16") @Min(1) int places,
    @DefaultValue("20s") Duration timeout) {}
