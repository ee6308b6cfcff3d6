package io.medley.campaign.rejected;

/** Holds an engine type. */
public final class ImportsTheEngine {

  /** The forbidden knowledge. */
  public Class<?> forbidden() {
    return io.camunda.client.CamundaClient.class;
  }
}
