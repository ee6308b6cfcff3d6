package io.medley.campaign.measure;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What arrived in the mailbox, once each. Writes belong to the caller's transaction. */
public interface MailArrivals {

  /**
   * Notes an arrival.
   *
   * @param digest SHA-256 of the message
   * @return false if it arrived before
   */
  boolean add(String digest, Optional<UUID> contactId, String kind, Instant at);

  /** Arrivals that answer a campaign's messages, by kind. */
  Map<String, Long> counts(UUID campaignId);
}
