package io.medley.local.mail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A mail the sink answered 250 for.
 *
 * @param id the sink's own name for it, in order of arrival
 * @param receivedAt when it was on disk
 * @param messageId its Message-ID without angle brackets, or empty if it had none
 * @param from the envelope's sender
 * @param to the envelope's recipients
 * @param subject decoded
 * @param file the message as received
 */
public record ReceivedMail(
    String id,
    Instant receivedAt,
    String messageId,
    String from,
    List<String> to,
    String subject,
    Path file) {}
