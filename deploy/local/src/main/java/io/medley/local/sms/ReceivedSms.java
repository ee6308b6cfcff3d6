package io.medley.local.sms;

import java.time.Instant;

/**
 * A text message the sink took.
 *
 * @param id the sender's name for it
 * @param receivedAt when it was on disk
 */
public record ReceivedSms(String id, Instant receivedAt, String from, String to, String text) {}
