package io.medley.campaign.touch;

import io.medley.platform.security.Actor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stops sending at once. Read at the decision, at the claim and at the hand-over; a switch that is
 * committed stops every hand-over that begins after it.
 */
public interface KillSwitches {

  /** Namespace of the lock every hand-over holds shared while it reads the switches. */
  String LOCKS = "kill-switches";

  /** The one lock in it. */
  String LOCK = "all";

  /** What a switch stops. */
  enum Scope {
    /** All sending of this service; the key is {@code *}. */
    ALL,
    /** A campaign, by id. */
    CAMPAIGN,
    /** A brand, by id. */
    BRAND,
    /** A brand in one country, e.g. {@code GB/zelvaro}. */
    BRAND_IN_COUNTRY,
    /** A country, ISO 3166 alpha-2. */
    COUNTRY,
    /** A channel. */
    CHANNEL,
    /** A channel in one country, e.g. {@code GB/SMS}. */
    CHANNEL_IN_COUNTRY,
    /** All versions of an asset, by the asset's id. */
    ASSET
  }

  /** Who a switch belongs to. */
  enum Kind {
    /** Whoever campaigns there pauses and resumes. */
    PAUSE,
    /**
     * Drug safety and medical hold; nobody else lets go. What an HCP has to know for safety's sake
     * still leaves.
     */
    SAFETY
  }

  /** One switch that is on. */
  record Switch(Scope scope, String key, String why, String by, java.time.Instant at, Kind kind) {

    /** One stored before there were kinds is a pause. */
    public Switch {
      kind = kind == null ? Kind.PAUSE : kind;
    }

    /** A pause. */
    public Switch(Scope scope, String key, String why, String by, java.time.Instant at) {
      this(scope, key, why, by, at, Kind.PAUSE);
    }

    /** How traces name it. */
    public String name() {
      return (kind == Kind.SAFETY ? "SAFETY " : "") + scope + " " + key;
    }
  }

  /** Puts a switch on, in the caller's transaction or its own. Twice is once. */
  void engage(Scope scope, String key, Kind kind, String why, Actor actor);

  /** Takes a switch off, in the caller's transaction or its own. Twice is once. */
  void release(Scope scope, String key, Kind kind, String why, Actor actor);

  /** Pauses. */
  void engage(Scope scope, String key, String why, Actor actor);

  /** Ends a pause; a safety hold stays. */
  void release(Scope scope, String key, String why, Actor actor);

  /**
   * Waits until every hand-over that began before is decided, in a transaction of its own. Those
   * that begin after it read every switch committed by now.
   */
  void barrier();

  /** Times something was paused or held, those that go on or ended after this instant. */
  List<Span> spans(java.time.Instant since);

  /**
   * A time something was paused or held.
   *
   * @param until null = it goes on
   */
  record Span(Scope scope, String key, java.time.Instant from, java.time.@Nullable Instant until) {}

  /** All switches that are on. */
  List<Switch> engaged();

  /**
   * Those of all but campaigns, and this campaign's own: the campaigns a house stopped are many.
   */
  List<Switch> engaged(UUID campaign);
}
