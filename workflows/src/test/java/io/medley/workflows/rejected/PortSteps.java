package io.medley.workflows.rejected;

import io.camunda.client.api.response.ActivatedJob;

/** A port that asks its implementer to know the engine. */
public interface PortSteps {

  /** Takes an engine type. */
  void step(ActivatedJob job);
}
