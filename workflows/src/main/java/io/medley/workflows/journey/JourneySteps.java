package io.medley.workflows.journey;

import java.util.UUID;

/**
 * What every journey asks of the domain. Every call may be repeated and must then answer as it did
 * the first time; an exception means "not now".
 */
public interface JourneySteps {

  /**
   * The first job of an instance claims the enrolment.
   *
   * @return true if the enrolment's attempt is this one and its instance is empty or this one; an
   *     instance that loses ends at once
   */
  boolean claim(UUID enrolmentId, int attempt, long processInstanceKey);

  /** Takes one touch through the gate. */
  TouchResult touch(TouchRequest request);

  /**
   * Until when a wait step waits, from the campaign's parameters, with jitter. The same enrolment
   * and step always get the same instant, unless the wait is in active time and there was a pause,
   * or it is bound to an event that was moved.
   */
  WaitResult waitUntil(UUID enrolmentId, String stepId);

  /**
   * Which path a journey takes where it parts: one of the request's, or {@link Names#OTHER_PATH}.
   */
  String split(SplitRequest request);

  /**
   * Puts an action before the person's rep. The journey goes on by itself when nobody answers in
   * time. The same enrolment, step and occurrence always find the same suggestion.
   */
  SuggestionResult suggest(SuggestionRequest request);

  /**
   * Claims an event that moved the journey.
   *
   * @return false if the event was claimed before by another visit; the journey then ignores it
   */
  boolean claimEvent(UUID enrolmentId, UUID eventId);

  /** The journey ended early. */
  void exited(UUID enrolmentId, String reason);

  /** The journey reached its end. */
  void completed(UUID enrolmentId);

  /** The instance has ended. Only the claiming instance's end counts. */
  void ended(UUID enrolmentId, int attempt, long processInstanceKey);
}
