package io.medley.platform.outbox;

import java.util.UUID;

/** Where a service puts what others must hear about, inside the transaction that decides it. */
public interface Outbox {

  /** Appends with a new random id. Refuses to run without a transaction. */
  void append(String topic, String key, Object payload);

  /** Appends once per id: a second append with the same id does nothing. */
  void append(UUID id, String topic, String key, Object payload);
}
