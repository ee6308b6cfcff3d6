package io.medley.campaign.rejected;

/** Imports content-service, which is only ever met over HTTP. */
public final class KnowsTheOtherService {

  /** The forbidden knowledge. */
  public Class<?> forbidden() {
    return io.medley.content.StandIn.class;
  }
}
