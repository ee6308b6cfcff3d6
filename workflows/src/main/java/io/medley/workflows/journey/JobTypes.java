package io.medley.workflows.journey;

/** Types of the jobs in every journey. */
public final class JobTypes {
  /** Claims the enrolment; the first job of every instance. */
  public static final String CLAIM = "journey.claim";

  /** Takes one touch through the gate. */
  public static final String TOUCH = "journey.touch";

  /** Looks up until when a step waits. */
  public static final String WAIT_UNTIL = "journey.wait-until";

  /** Decides by a fact which path the journey takes. */
  public static final String SPLIT = "journey.split";

  /** Suggests an action to the rep. */
  public static final String SUGGEST = "journey.suggest";

  /** Counts an event once. */
  public static final String CLAIM_EVENT = "journey.claim-event";

  /** Records that the journey ended early. */
  public static final String EXITED = "journey.exited";

  /** Records that the journey reached its end. */
  public static final String COMPLETED = "journey.completed";

  /** Tells that the instance has ended. */
  public static final String ENDED = "journey.ended";

  private JobTypes() {}
}
