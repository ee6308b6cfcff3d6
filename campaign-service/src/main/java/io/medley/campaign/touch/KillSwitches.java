package io.medley.campaign.touch;

import io.medley.platform.security.Actor;
import java.util.List;

/**
 * Stops sending at once. Read at the decision, at the claim and at the hand-over; a switch that is
 * committed stops every hand-over that begins after it.
 */
public interface KillSwitches {

  /** What a switch stops. */
  enum Scope {
    /** All sending of this service; the key is {@code *}. */
    ALL,
    /** A campaign, by id. */
    CAMPAIGN,
    /** A brand, by id. */
    BRAND,
    /** A country, ISO 3166 alpha-2. */
    COUNTRY,
    /** A channel. */
    CHANNEL
  }

  /** One switch that is on. */
  record Switch(Scope scope, String key, String why, String by, java.time.Instant at) {}

  /** Puts a switch on, in the caller's transaction or its own. Twice is once. */
  void engage(Scope scope, String key, String why, Actor actor);

  /** Takes a switch off. */
  void release(Scope scope, String key, Actor actor);

  /** All switches that are on. */
  List<Switch> engaged();
}
