package io.medley.campaign.change;

import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.NeedsMe;
import io.medley.platform.security.Actor;
import java.util.List;
import org.springframework.stereotype.Component;

/** Changes that wait for this person to confirm them. */
@Component
class ChangesNeedingMe implements NeedsMe {

  private final PlanChanges changes;
  private final Campaigns campaigns;
  private final PlanChanging changing;

  ChangesNeedingMe(PlanChanges changes, Campaigns campaigns, PlanChanging changing) {
    this.changes = changes;
    this.campaigns = campaigns;
    this.changing = changing;
  }

  @Override
  public List<Need> of(Actor actor) {
    return changes.open().stream()
        .flatMap(
            change ->
                campaigns.find(change.campaignId()).stream()
                    .filter(campaign -> changing.mayConfirm(campaign, change, actor))
                    .map(
                        campaign ->
                            new Need(
                                1,
                                "needs",
                                "Change",
                                "Confirm the change of “%s”".formatted(campaign.plan().name()),
                                "%s asks for it: %s".formatted(change.proposedBy(), change.why()),
                                "/campaigns/" + campaign.id() + "/changes",
                                "Look at it")))
        .toList();
  }
}
