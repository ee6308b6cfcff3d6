package io.medley.campaign.channel;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All webhook endpoints, and the calls made to them. Writes belong to the caller's transaction. */
public interface WebhookEndpoints {

  /**
   * A call.
   *
   * @param messageId what it carried
   * @param answer what came of it; "under way" until then
   */
  record Attempt(String messageId, Instant at, String answer) {}

  /** Endpoints that are called, by country. */
  List<WebhookEndpoint> all();

  /** An endpoint, retired ones among them. */
  Optional<WebhookEndpoint> find(UUID id);

  /** The endpoint of a country, its own before the one for every country. */
  Optional<WebhookEndpoint> of(String country);

  /**
   * Adds one.
   *
   * @return false if the country has one
   */
  boolean add(WebhookEndpoint endpoint);

  /** Gives it the next secret; the one before signs, too, until then. */
  void rotate(UUID id, Instant previousUntil);

  /**
   * Calls it no more.
   *
   * @return false if it was retired before
   */
  boolean retire(UUID id, Instant at);

  /** Notes that a call begins. */
  long begin(String messageId, UUID endpoint);

  /** Notes what came of it. */
  void answered(long attempt, String answer);

  /**
   * The newest call for a message.
   *
   * @param answer what came of it; null if its process did not live to see
   * @param lookupUrl what can be asked; null if nothing can
   */
  record Newest(@Nullable String answer, @Nullable URI lookupUrl) {}

  /** The newest call for a message; empty if none ever began. */
  Optional<Newest> newest(String messageId);

  /** The newest calls to an endpoint. */
  List<Attempt> attempts(UUID endpoint, int limit);
}
