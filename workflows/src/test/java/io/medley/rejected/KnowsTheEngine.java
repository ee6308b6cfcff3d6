package io.medley.rejected;

import io.camunda.client.CamundaClient;

/** Outside of workflows and still holding an engine type. */
public record KnowsTheEngine(CamundaClient client) {}
