package io.medley.campaign.measure;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Calls of providers, once each. Writes belong to the caller's transaction. */
public interface ProviderEvents {

  /**
   * Notes a call.
   *
   * @param provider who called, e.g. {@code SMS}
   * @param eventId the provider's own name for it
   * @return false if it came before
   */
  boolean add(String provider, String eventId, String kind, Optional<UUID> contactId, Instant at);
}
