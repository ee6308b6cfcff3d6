package io.medley.campaign.change;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new version of a running campaign's plan, as somebody asks for it.
 *
 * @param id its id
 * @param campaignId the campaign
 * @param fromVersion the version it was made from
 * @param plan what the next version says
 * @param gone what becomes of those who are at a step the new journey does not have, by step; who
 *     is at a step without an entry is kept
 * @param catchUp whether those who are still in an older journey go on by this one, too
 * @param why said by whoever asks for it
 * @param state where it stands
 * @param proposedBy person id
 * @param proposedAt business time
 * @param decidedBy person id; null while it is open
 * @param decidedAt business time; null while it is open
 */
public record PlanChange(
    UUID id,
    CampaignId campaignId,
    int fromVersion,
    CampaignPlan plan,
    Map<String, Gone> gone,
    boolean catchUp,
    String why,
    State state,
    String proposedBy,
    Instant proposedAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt) {

  /** Copies the map. */
  public PlanChange {
    gone = Map.copyOf(gone);
  }

  /** What becomes of those who are at a step. */
  public Gone choice(String stepId) {
    return gone.getOrDefault(stepId, Gone.KEEP);
  }

  /** What can become of somebody who cannot go on by the new journey. */
  public enum Gone {
    /** Goes on by the old one to its end. */
    KEEP,
    /** The journey ends for them now. */
    FINISH
  }

  /** Where a change stands. */
  public enum State {
    /** Waits for somebody who leads the brand. */
    PROPOSED,
    /** Is the campaign's plan, or was. */
    CONFIRMED,
    /** Was taken back or refused. */
    WITHDRAWN
  }
}
