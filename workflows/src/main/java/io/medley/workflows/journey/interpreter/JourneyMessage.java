package io.medley.workflows.journey.interpreter;

import io.medley.workflows.journey.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A message to a journey, kept for a while if the journey does not wait for it yet.
 *
 * @param name its name
 * @param variables what it carries
 * @param kept how long it is kept
 */
public record JourneyMessage(String name, Map<String, Object> variables, Duration kept) {

  /** Copies the variables. */
  public JourneyMessage {
    variables = Map.copyOf(variables);
  }

  /** The person responded. */
  public static JourneyMessage response(UUID eventId, String type) {
    return new JourneyMessage(
        Names.RESPONSE_MESSAGE,
        Map.of("eventId", eventId.toString(), "responseType", type),
        Names.RESPONSE_KEPT);
  }

  /** What it waits for ends at another instant. */
  public static JourneyMessage replanned(UUID eventId, Instant until) {
    return new JourneyMessage(
        Names.RESPONSE_MESSAGE,
        Map.of(
            "eventId", eventId.toString(),
            "responseType", Names.REPLANNED,
            "waitUntil", until.toString()),
        Names.POSTPONEMENT_KEPT);
  }

  /** The rep answered. */
  public static JourneyMessage answer(UUID eventId, String stepId, String answer) {
    return new JourneyMessage(
        Names.SUGGESTION_ANSWERED_MESSAGE,
        Map.of("eventId", eventId.toString(), "answeredStep", stepId, "answer", answer),
        Names.RESPONSE_KEPT);
  }

  /** The journey must end. */
  public static JourneyMessage exit(UUID eventId, String reason) {
    return new JourneyMessage(
        Names.EXIT_MESSAGE,
        Map.of("eventId", eventId.toString(), "exitReason", reason),
        Names.EXIT_KEPT);
  }
}
