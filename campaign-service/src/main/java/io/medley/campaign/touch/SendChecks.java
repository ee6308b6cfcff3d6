package io.medley.campaign.touch;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The kept verdicts of content-service's checks before sending. */
public interface SendChecks {

  /** The verdict that is kept of these bytes; empty if it was never asked for. */
  Optional<SendCheck> of(UUID versionId, String contentHash);

  /**
   * Keeps a verdict, with an audit entry if it is another one than before.
   *
   * @param contentHash bytes it is of
   * @return whether it changed what may be sent
   */
  boolean keep(UUID versionId, String contentHash, SendCheck check);

  /**
   * Versions that may be sent by a campaign that runs, whose verdict is older than that or missing,
   * the oldest first.
   *
   * @param seconds age by the database's clock
   */
  List<ToCheck> due(long seconds, int limit);

  /** Versions a campaign may send: those it planned, and those of its brand. */
  List<ToCheck> ofCampaign(UUID campaignId, int limit);

  /** A version to be checked. */
  record ToCheck(UUID versionId, String contentHash, String title, String jobCode) {}
}
