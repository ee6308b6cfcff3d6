package io.medley.platform.notification;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Telling people. The mail server itself is Spring's ({@code spring.mail.host} and {@code .port});
 * without one, people are told in the page only.
 *
 * @param from sender's address
 * @param fromName sender's name as readers see it
 * @param messageDomain right part of every Message-ID
 * @param digestHour hour of the day at which a digest leaves for who chose none
 * @param zone zone of people who chose none
 * @param giveUpAfter a mail that the server kept putting off for so long is given up; the person
 *     still has it in the list
 * @param keepFor how long read and settled notifications are kept
 */
@Validated
@ConfigurationProperties("medley.notification")
public record NotificationProperties(
    @DefaultValue("medley@medley.example") @Email String from,
    @DefaultValue("Medley") @NotBlank String fromName,
    @DefaultValue("notify.medley.example") @Pattern(regexp = "[A-Za-z0-9.-]+") String messageDomain,
    @DefaultValue("8") @Min(0) @Max(23) int digestHour,
    @DefaultValue("UTC") @NotNull ZoneId zone,
    @DefaultValue("24h") @NotNull Duration giveUpAfter,
    @DefaultValue("400d") @NotNull Duration keepFor) {}
