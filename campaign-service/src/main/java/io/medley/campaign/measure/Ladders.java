package io.medley.campaign.measure;

import io.medley.platform.security.Actor;
import java.util.List;
import java.util.UUID;

/** Evidence of stages. */
public interface Ladders {

  /**
   * Adds evidence with its audit entry, in the caller's transaction or its own.
   *
   * @return false if evidence of this source key was added before
   */
  boolean add(StageEvidence evidence, Actor actor);

  /** Evidence about an HCP, oldest first. */
  List<StageEvidence> of(UUID hcpId);
}
