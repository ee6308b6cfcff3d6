package io.medley.campaign.campaign;

import static io.medley.campaign.campaign.Somebody.bean;
import static io.medley.campaign.campaign.Somebody.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.AudienceKeeping;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.platform.security.Actor;
import io.medley.platform.security.AuthorityMissing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A campaign is copied: its plan and its people, nothing of its life. */
class CampaignCopyingIT {

  private static final Actor MIA = new Actor("mia.copies", "Mia", Set.of(), null);

  private final CampaignCopying copying = bean(CampaignCopying.class);
  private final Campaigns campaigns = bean(Campaigns.class);
  private final CampaignMembers members = bean(CampaignMembers.class);

  @Test
  void shouldMakeADraftWithPlanAndAudienceAndNobodyInIt() {
    Somebody.campaigns(MIA.id());
    CampaignPlan plan =
        new CampaignPlan(
            "Autumn",
            "journey-launch",
            "zelvaro",
            List.of("GB"),
            Map.of("pause", Duration.ofDays(9)),
            Map.of(),
            FrequencyCap.total(7, 2),
            Map.of("reminder", List.of(UUID.randomUUID())),
            Map.of(),
            List.of(ModuleRule.parse("announce: opening = warm when tier 1")));
    Campaign first = bean(CampaignPlanning.class).create(plan, MIA);
    Audience audience =
        bean(AudienceKeeping.class)
            .create("Copied " + first.id(), Audience.Kind.LIVE, List.of(), MIA);
    bean(CampaignAudiences.class).choose(first.id(), audience.id(), MIA);
    Somebody.TRANSACTIONS.executeWithoutResult(
        status -> campaigns.launched(first.id(), "mia", now()));
    Somebody.enrolled(Somebody.hcp("rep.copies"), first.id());

    Campaign copy = copying.copy(first.id(), MIA);

    assertThat(copy.state()).isEqualTo(CampaignState.DRAFT);
    assertThat(campaigns.require(copy.id()).plan()).isEqualTo(plan.named("Copy of Autumn"));
    assertThat(members.audience(copy.id()).id()).isEqualTo(audience.id());
    assertThat(bean(Enrolments.class).openOf(copy.id())).isEmpty();
    assertThatThrownBy(() -> copying.copy(first.id(), new Actor("nobody", "N", Set.of(), null)))
        .isInstanceOf(AuthorityMissing.class);
  }
}
