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

  /**
   * Header of a wait: {@code active} if time under a pause does not count; such a wait asks again
   * when its time is over, see {@link WaitResult#waitOver()}.
   */
  public static final String CLOCK = "clock";

  /** Value of {@link #CLOCK}. */
  public static final String ACTIVE = "active";

  /**
   * Header of a wait: it ends a time before or after this event of the campaign, e.g. {@code
   * webinar}; {@link #DEFAULT_WAIT} counts for a campaign that names no date for it.
   */
  public static final String EVENT = "event";

  /** Header of a wait for an {@link #EVENT}: how long after it, ISO 8601; negative = before. */
  public static final String OFFSET = "offset";

  /** Header of a touch: the event of the campaign after which it is worth nothing. */
  public static final String UNTIL = "until";

  /** Header of a split: the fact that decides, see {@link SplitRequest.Fact}. */
  public static final String FACT = "fact";

  /** Header of a split: its paths by value, e.g. {@code priority: 1,2; standard: 3}. */
  public static final String PATHS = "paths";

  /** The path of a split for a value that no path names. */
  public static final String OTHER_PATH = "other";

  /** What a response is called that brings another date and nothing else. */
  public static final String REPLANNED = "REPLANNED";

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
