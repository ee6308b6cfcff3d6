package io.medley.platform.outbox;

import java.util.List;
import java.util.Set;

/**
 * Does what a message asks for. Called at least once per message, in position order per (topic,
 * key), never inside the writer's transaction and never inside one of the relay's: a handler opens
 * its own if it needs one. Any exception means "again later"; it delays only this topic and key.
 */
public interface OutboxHandler {

  /** Topics this handler wants; a topic has at most one handler per service. */
  Set<String> topics();

  /** Handles one message. */
  void handle(SequencedMessage message) throws Exception;

  /**
   * How many messages {@link #handleTogether} takes at most; 1 = it is never called. A handler says
   * more where many cost little more than one.
   */
  default int together() {
    return 1;
  }

  /**
   * Handles the oldest waiting messages of several keys in one go, each of another key, so nothing
   * of their order is at stake. If it throws, each of them is handled alone, so that a bad one
   * delays its own key only; what was done already is done again.
   */
  default void handleTogether(List<SequencedMessage> messages) throws Exception {
    for (SequencedMessage message : messages) {
      handle(message);
    }
  }
}
