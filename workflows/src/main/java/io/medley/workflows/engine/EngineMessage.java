package io.medley.workflows.engine;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A message for the engine.
 *
 * @param name name of the message in the models
 * @param correlationKey the id of what the process works for
 * @param messageId the same whenever this message is repeated; the engine drops a repetition while
 *     it still holds the first
 * @param timeToLive how long the engine holds it for a process that does not wait for it yet; zero
 *     for a start, because a held start would begin a second process when the first ends
 * @param variables ids, flags and decisions only
 */
public record EngineMessage(
    String name,
    String correlationKey,
    String messageId,
    Duration timeToLive,
    Map<String, Object> variables) {

  /** Long enough for a process that is in a job just now and waits only afterwards. */
  private static final Duration UNTIL_IT_WAITS = Duration.ofMinutes(10);

  /** Copies the variables. */
  public EngineMessage {
    variables = Map.copyOf(variables);
  }

  /**
   * Starts a process for a row, as {@code attempt} of it. A repetition changes nothing while an
   * instance runs; one that comes later loses the claim that every process begins with.
   *
   * @param variable what the process calls the row's id
   */
  public static EngineMessage start(String name, String variable, UUID id, int attempt) {
    return new EngineMessage(
        name,
        id.toString(),
        name + "/" + id + "/" + attempt,
        Duration.ZERO,
        Map.of(variable, id, "attempt", attempt));
  }

  /**
   * Tells a process that something happened to what it works for, so that it looks again. It says
   * nothing of what happened; a late or repeated telling is harmless.
   */
  public static EngineMessage changed(String name, UUID id) {
    return new EngineMessage(
        name, id.toString(), name + "/" + UUID.randomUUID(), UNTIL_IT_WAITS, Map.of());
  }
}
