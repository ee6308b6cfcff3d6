package io.medley.workflows.engine;

import java.time.Duration;
import java.util.Map;

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

  /** Copies the variables. */
  public EngineMessage {
    variables = Map.copyOf(variables);
  }
}
