package io.medley.campaign.touch;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The sender's own copy of the approval state. */
public interface ServableVersions {

  /** What is known of a version. */
  Optional<ServableVersion> find(UUID versionId);

  /**
   * What could serve a brand on a channel now, for readiness pages; never decide a send from it.
   */
  List<ServableVersion> live(String brandId, String channel);
}
