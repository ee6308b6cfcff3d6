package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.change.ChangeProposal;
import io.medley.campaign.change.PlanChange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a running campaign as a program asks for it; what is absent stays as it is.
 *
 * @param winners by slot, the arm everybody gets from now on
 * @param gone {@code KEEP} or {@code FINISH} by step of the old journey
 * @param catchUp whether those still in an older journey go on by the campaign's, too
 * @param why kept with it
 */
record ChangeRequest(
    @Nullable String templateId,
    @Nullable Map<String, String> waits,
    @Nullable Map<String, String> contactHours,
    CampaignRequest.@Nullable Caps caps,
    @Nullable Map<String, List<UUID>> content,
    @Nullable Map<String, String> winners,
    @Nullable Map<String, PlanChange.Gone> gone,
    @Nullable Boolean catchUp,
    @Nullable String why) {

  ChangeProposal proposal(Campaign campaign) {
    CampaignPlan read =
        new CampaignRequest(
                campaign.plan().name(),
                templateId,
                campaign.plan().brandId(),
                campaign.plan().countries(),
                waits,
                contactHours,
                caps,
                content,
                null,
                null,
                null)
            .plan();
    return new ChangeProposal(
        templateId,
        waits == null ? null : read.waits(),
        contactHours == null ? null : read.contactHours(),
        caps == null ? null : read.cap(),
        content,
        Objects.requireNonNullElse(winners, Map.of()),
        Objects.requireNonNullElse(gone, Map.of()),
        Objects.requireNonNullElse(catchUp, false));
  }
}
