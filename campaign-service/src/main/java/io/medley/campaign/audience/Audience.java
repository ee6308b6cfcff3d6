package io.medley.campaign.audience;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One version of a saved audience.
 *
 * @param version rises with every change; a version never changes
 * @param kind whether members are found when asked or were fixed when it was made
 * @param conditions all of them have to hold
 * @param createdAt when this version was made; a snapshot's instant
 */
public record Audience(
    UUID id,
    String name,
    int version,
    Kind kind,
    List<Condition> conditions,
    String createdBy,
    Instant createdAt) {

  /** Copies the list. */
  public Audience {
    conditions = List.copyOf(conditions);
  }

  private static final UUID EVERYBODY = new UUID(0, 0);

  /** Who belongs to a campaign nobody chose an audience for: everybody, decided when asked. */
  public static Audience everybody() {
    return new Audience(EVERYBODY, "Everybody", 1, Kind.LIVE, List.of(), "", Instant.EPOCH);
  }

  /** When members are decided. */
  public enum Kind {
    /** Whoever meets the conditions when asked. */
    LIVE,
    /** Whoever met them when the version was made. */
    SNAPSHOT
  }
}
