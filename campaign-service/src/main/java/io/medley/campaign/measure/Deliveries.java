package io.medley.campaign.measure;

import java.util.Optional;
import java.util.UUID;

/** What became of messages. Writes belong to the caller's transaction. */
public interface Deliveries {

  /**
   * Keeps what is further than what is known.
   *
   * @return false if it was known or something further is
   */
  boolean put(Delivery delivery);

  /** What became of the contact's message; empty if nobody told. */
  Optional<Delivery> of(UUID contactId);
}
