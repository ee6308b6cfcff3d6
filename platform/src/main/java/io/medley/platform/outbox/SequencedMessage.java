package io.medley.platform.outbox;

import java.time.Instant;

/**
 * A committed message with its place in the one order that everybody sees.
 *
 * @param position rising, given after commit; never reused
 * @param createdAt real time of the append
 */
public record SequencedMessage(long position, OutboxMessage message, Instant createdAt) {}
