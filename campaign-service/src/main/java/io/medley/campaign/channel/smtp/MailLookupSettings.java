package io.medley.campaign.channel.smtp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where messages can be looked up.
 *
 * @param url address of the look-up; absent = this mail server cannot be asked, a message in doubt
 *     stays so
 * @param enabled false if it must not be asked, whatever the address
 * @param timeout how long to wait for its answer
 */
@Validated
@ConfigurationProperties("medley.mail-lookup")
record MailLookupSettings(
    @Nullable String url,
    @DefaultValue("true") boolean enabled,
    @DefaultValue("3s") Duration timeout) {}
