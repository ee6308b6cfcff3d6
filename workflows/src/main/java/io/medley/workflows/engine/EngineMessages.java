package io.medley.workflows.engine;

import io.medley.platform.outbox.Outbox;

/** Hands messages for the engine to the outbox, inside the caller's transaction. */
public final class EngineMessages {

  static final String TOPIC = "engine";

  private final Outbox outbox;

  /** Appends to this outbox. */
  public EngineMessages(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Publishes after the caller's commit, in order with the other messages of the same key. */
  public void publish(EngineMessage message) {
    outbox.append(TOPIC, message.correlationKey(), message);
  }
}
