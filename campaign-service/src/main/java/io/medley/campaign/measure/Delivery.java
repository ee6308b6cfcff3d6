package io.medley.campaign.measure;

import java.time.Instant;
import java.util.UUID;

/**
 * What became of a message after its provider took it.
 *
 * @param detail what the provider said; no personal values
 * @param at business time
 */
public record Delivery(UUID contactId, State state, String detail, Instant at) {

  /** States, a later one replaces an earlier one. */
  public enum State {
    /** A portal got it and never showed it; it counts no more. */
    NOT_SHOWN,
    /** The network or the reader's device has it. */
    DELIVERED,
    /** A portal showed it. */
    SHOWN,
    /** It will never arrive. */
    UNDELIVERABLE
  }
}
