package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stored explanations, for reading. */
public interface TouchTraces {

  /** One explanation. */
  Optional<TouchTrace> find(UUID traceId);

  /** What the decision was made from, as written then; empty if nothing was kept. */
  Optional<String> inputs(UUID traceId);

  /** Everything decided about an HCP, newest first. */
  List<TouchTrace> ofHcp(HcpId hcp);

  /** The newest decisions of a campaign, newest first. */
  List<TouchTrace> ofCampaign(UUID campaignId, int limit);

  /** Decisions of a campaign by outcome; every time a touch was held counts. */
  Map<Outcome, Long> outcomes(UUID campaignId);

  /** Decisions of a campaign by outcome and reason. */
  Map<Outcome, Map<Reason, Long>> reasons(UUID campaignId);
}
