package io.medley.campaign.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign.
 *
 * @param id its id
 * @param version of its plan, from 1; a confirmed change makes the next
 * @param plan what it does
 * @param state where it stands
 * @param createdBy person id
 * @param createdAt business time
 * @param launchedBy person id; null until launched
 * @param launchedAt business time; null until launched
 * @param stoppedBy person id; null unless stopped
 * @param stoppedAt business time; null unless stopped
 */
public record Campaign(
    CampaignId id,
    int version,
    CampaignPlan plan,
    CampaignState state,
    String createdBy,
    Instant createdAt,
    @Nullable String launchedBy,
    @Nullable Instant launchedAt,
    @Nullable String stoppedBy,
    @Nullable Instant stoppedAt) {

  /** The same campaign as it went by a model that an earlier release had of its journey. */
  public Campaign asReleased(String sha256) {
    return new Campaign(
        id,
        version,
        plan.asReleased(sha256),
        state,
        createdBy,
        createdAt,
        launchedBy,
        launchedAt,
        stoppedBy,
        stoppedAt);
  }

  /** The first version. */
  public Campaign(
      CampaignId id,
      CampaignPlan plan,
      CampaignState state,
      String createdBy,
      Instant createdAt,
      @Nullable String launchedBy,
      @Nullable Instant launchedAt,
      @Nullable String stoppedBy,
      @Nullable Instant stoppedAt) {
    this(id, 1, plan, state, createdBy, createdAt, launchedBy, launchedAt, stoppedBy, stoppedAt);
  }
}
