package io.medley.content.wrong.product;

import io.camunda.client.CamundaClient;
import org.jspecify.annotations.Nullable;

/** Wrong on purpose: goes past workflows. */
public final class ProductThatCallsTheEngine {

  /** The engine it must not know. */
  public @Nullable CamundaClient engine;
}
