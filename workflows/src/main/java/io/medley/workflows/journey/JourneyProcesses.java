package io.medley.workflows.journey;

import io.medley.workflows.engine.EngineUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the domain asks of journeys. {@code start}, {@code respond} and {@code exit} write an outbox
 * row in the caller's transaction; the rest asks at once.
 */
public interface JourneyProcesses {

  /** Starts a journey; a repeated start of a running attempt changes nothing. */
  void start(JourneyStart start);

  /**
   * The person responded; a journey that does not wait for it ignores it.
   *
   * @param eventId id of the response; claimed before it moves the journey
   * @param type what happened, e.g. {@code OPENED CLICKED REGISTERED ATTENDED QUESTION}
   */
  void respond(UUID enrolmentId, UUID eventId, String type);

  /**
   * The rep answered a suggestion; a journey that does not wait for it ignores it.
   *
   * @param eventId id of the answer; claimed before it moves the journey
   * @param stepId step of the suggestion
   * @param answer {@code COMPLETED}: it was done, {@code DISMISSED}: it will not be done; anything
   *     else leaves the journey waiting
   */
  void answered(UUID enrolmentId, UUID eventId, String stepId, String answer);

  /**
   * The journey waits for the rep's answer until another instant; one that does not wait for an
   * answer just now ignores it.
   *
   * @param eventId id of the postponement; claimed like an answer
   * @param stepId step of the suggestion
   */
  void postponed(UUID enrolmentId, UUID eventId, String stepId, Instant until);

  /**
   * What the journey waits for ends at another instant, because an event of its campaign was moved;
   * one that does not wait for a response just now ignores it.
   *
   * @param eventId id of this change; telling it twice changes nothing
   */
  void replanned(UUID enrolmentId, UUID eventId, Instant until);

  /** Ends the journey early, whatever it waits for; {@link JourneySteps#exited} is told. */
  void exit(UUID enrolmentId, UUID eventId, String reason);

  /**
   * Whether the engine still knows this instance. A network call: never inside a transaction.
   *
   * @throws EngineUnavailable if the engine cannot be asked
   */
  boolean alive(long processInstanceKey);

  /** The journey templates that came with this installation, by title. */
  List<JourneyTemplate> templates();

  /**
   * Reads a journey model somebody made, without deploying it.
   *
   * @throws io.medley.workflows.journey.interpreter.JourneyModelRefused with everything that must
   *     be mended
   */
  JourneyTemplate read(String bpmnXml);

  /**
   * Deploys a journey somebody made, at once; deploying it again changes nothing. A network call:
   * never inside a transaction.
   *
   * @throws io.medley.workflows.journey.interpreter.JourneyModelRefused if the engine does not take
   *     it
   * @throws EngineUnavailable if the engine cannot be asked
   */
  void deploy(JourneyTemplate template);

  /**
   * Lets a running instance go on by another model, where it stands; what it waits for keeps its
   * date. Doing it again changes nothing. A network call: never inside a transaction.
   *
   * @throws EngineUnavailable if the engine cannot be asked
   */
  Moved move(long processInstanceKey, JourneyTemplate from, JourneyTemplate to);

  /**
   * What became of an instance that was to go on by another model.
   *
   * @param outcome what became of it
   * @param why the engine's words if it refused; empty otherwise
   */
  record Moved(Outcome outcome, String why) {
    /** What can become of it. */
    public enum Outcome {
      /** It goes on by the other model. */
      DONE,
      /** The engine does not know the instance. */
      GONE,
      /** It stays as it is; the instance may be between two places just now, so try again. */
      REFUSED
    }
  }

  /**
   * How far starting lags behind: the age of the oldest start not claimed yet, as far as this
   * service can see; empty when nothing waits to be claimed.
   */
  Optional<Duration> oldestClaimJobAge();
}
