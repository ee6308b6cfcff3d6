package io.medley.campaign.campaign;

import java.time.Instant;
import java.util.Optional;

/** The models that journeys of this installation have and had. */
public interface ReleasedJourneys {

  /** The hash of the model a service ran with last; empty if none ever did. */
  Optional<String> newest(String processId);

  /** A model by its hash. */
  Optional<String> find(String processId, String sha256);

  /** Services run with this model from now on. Belongs to the caller's transaction. */
  void released(String processId, String sha256, String bpmnXml, Instant at);
}
