package io.medley.content.signing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rows of what people asked to sign. */
public interface StatementRequests {

  void add(StatementRequest request);

  Optional<StatementRequest> find(UUID id);

  /** Notes that it was signed; false if it was before. */
  boolean use(UUID id, Instant at);
}
