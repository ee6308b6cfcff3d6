package io.medley.campaign.journey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action a journey put before a rep.
 *
 * @param occurrence visit of the step, from 1
 * @param action {@code CALL REMOTE_CALL SEND_EMAIL ASK_CONSENT ANSWER_QUESTION MEDICAL_CONTACT}
 * @param channel channel of the material to use; null for an action without material
 * @param slot content slot of that material
 * @param material the approved piece to use; null for an action without material, or if none fits
 * @param drivers why, in plain words, strongest first
 * @param envelope what was handed over to the rep
 * @param score what ranks it, 0 to 100
 * @param dueAt after it the journey goes on by itself, business time
 * @param answeredAt when it left the rep's list; null while it is there
 * @param reason coded reason of the answer; null without one
 */
public record RepSuggestion(
    UUID id,
    UUID enrolmentId,
    UUID hcpId,
    UUID campaignId,
    String stepId,
    int occurrence,
    String action,
    @Nullable String channel,
    @Nullable String slot,
    @Nullable Material material,
    List<Driver> drivers,
    HandoverEnvelope envelope,
    int score,
    State state,
    Instant dueAt,
    Instant createdAt,
    @Nullable Instant answeredAt,
    @Nullable String reason) {

  /** Copies the list. */
  public RepSuggestion {
    drivers = List.copyOf(drivers);
  }

  /**
   * The approved piece a suggestion names, as it was when the suggestion was made.
   *
   * @param contentHash SHA-256 of the approved bytes
   * @param validTo end of its approval, exclusive; null = open
   */
  public record Material(
      UUID versionId,
      String title,
      String jobCode,
      String contentHash,
      @Nullable Instant validTo) {}

  /**
   * One reason for the suggestion.
   *
   * @param driver its code, e.g. {@code TIER}; a rep can mute it
   * @param why one sentence
   * @param evidence path of the page that shows it; null if there is nothing to show
   */
  public record Driver(String driver, String why, @Nullable String evidence) {}

  /** Where a suggestion stands. */
  public enum State {
    /** In front of the rep. */
    OPEN,
    /** The rep will do it. */
    ACCEPTED,
    /** The rep put it off; the journey does not wait longer for it. */
    SNOOZED,
    /** Done. */
    COMPLETED,
    /** Will not be done. */
    DISMISSED,
    /** Nobody answered in time. */
    EXPIRED,
    /** Taken back: the journey ended, or what it needed is gone. */
    RECALLED;

    /** True while the rep can still answer it. */
    public boolean unanswered() {
      return this == OPEN || this == ACCEPTED || this == SNOOZED;
    }
  }
}
