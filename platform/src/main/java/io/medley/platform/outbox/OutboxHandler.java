package io.medley.platform.outbox;

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
}
