package io.medley.workflows.journey;

import java.time.Duration;

/** Names that the journey templates share with the code. */
public final class Names {
  /** Every journey's process id begins with it. */
  public static final String PROCESS_PREFIX = "journey-";

  /** The start message of a journey is this and its process id. */
  public static final String START_MESSAGE_PREFIX = "journey.start.";

  /** The person responded; variables {@code eventId}, {@code responseType}. */
  public static final String RESPONSE_MESSAGE = "journey.response";

  /**
   * The rep answered; variables {@code eventId}, {@code answeredStep}, {@code answer}, and {@code
   * waitUntil} if the answer is that there is none yet.
   */
  public static final String SUGGESTION_ANSWERED_MESSAGE = "journey.suggestion-answered";

  /** The journey must end; variables {@code eventId}, {@code exitReason}. */
  public static final String EXIT_MESSAGE = "journey.exit";

  /** How long a response or an answer is kept: it can come before its journey waits for it. */
  public static final Duration RESPONSE_KEPT = Duration.ofMinutes(10);

  /** How long a postponement is kept: as long as a journey that waits may be in a job. */
  public static final Duration POSTPONEMENT_KEPT = Duration.ofSeconds(10);

  /** How long a request to end is kept: longer than a start may lag. */
  public static final Duration EXIT_KEPT = Duration.ofHours(1);

  /** Header: id of the step. */
  public static final String STEP = "step";

  /** Header: channel of a touch, or of the material of a suggestion. */
  public static final String CHANNEL = "channel";

  /** Header: content slot. */
  public static final String SLOT = "slot";

  /** Header: how long a step waits unless a campaign says otherwise, ISO 8601. */
  public static final String DEFAULT_WAIT = "defaultWait";

  /** Header: what a suggestion asks of the rep. */
  public static final String ACTION = "action";

  /** Header: tiers a suggestion is for, e.g. {@code 1,2}; absent = all. */
  public static final String TIERS = "tiers";

  /** Header: fields of the handover a step needs. */
  public static final String NEEDS = "needs";

  /** Header of a step and property of a process: fields of the handover it fills. */
  public static final String FILLS = "fills";

  /** Property of a process: what brings a person into it, in the user's words. */
  public static final String ENTRY = "entry";

  /** Property of a process: what it is measured by, in the user's words. */
  public static final String GOAL = "goal";

  /** Property of a process: {@code allowed} or {@code never}. */
  public static final String HOLDOUT = "holdout";

  /** Property of a process: events that bring a person into it, e.g. {@code CALL_RECORDED}. */
  public static final String ENTRY_EVENTS = "entryEvents";

  /** Property of a process: whether a person can enter it again, see {@link Reentry}. */
  public static final String REENTRY = "reentry";

  private Names() {}
}
