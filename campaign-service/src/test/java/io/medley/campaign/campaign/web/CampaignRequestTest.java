package io.medley.campaign.campaign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignRefusal.PlanIncomplete;
import io.medley.campaign.campaign.ModuleRule;
import io.medley.campaign.touch.ContactHours;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignRequestTest {

  @Test
  void shouldReadWaitsHoursAndCap() {
    CampaignPlan plan =
        new CampaignRequest(
                "Autumn",
                "journey-launch",
                "zelvaro",
                List.of("gb", "GB", "DE"),
                Map.of("pause", "PT20S"),
                Map.of("GB", "00:00-24:00"),
                new CampaignRequest.Caps(7, 2),
                null,
                List.of("announce: opening = renal-dosing when specialty NEPHROLOGY and tier 1"),
                List.of("meeting_booked", ""),
                Map.of("webinar", "2026-10-25T18:00[Europe/Berlin]"))
            .plan();

    assertThat(plan.countries()).containsExactly("GB", "DE");
    assertThat(plan.waits()).containsEntry("pause", Duration.ofSeconds(20));
    assertThat(plan.contactHours()).containsEntry("GB", ContactHours.ALWAYS);
    assertThat(plan.cap().max()).isEqualTo(2);
    assertThat(plan.goal()).containsExactly("MEETING_BOOKED");
    assertThat(plan.dates().get("webinar"))
        .as("the day clocks go back, in the zone's time")
        .isEqualTo(ZonedDateTime.parse("2026-10-25T18:00+01:00[Europe/Berlin]"));
    assertThat(plan.modules())
        .extracting(ModuleRule::written)
        .containsExactly("announce: opening = renal-dosing when specialty NEPHROLOGY and tier 1");
  }

  @Test
  void shouldCapContactsWhereNoCapIsGiven() {
    CampaignPlan plan =
        new CampaignRequest("A", "t", "b", List.of("GB"), null, null, null, null, null, null, null)
            .plan();

    assertThat(plan.cap()).isEqualTo(CampaignRequest.DEFAULT_CAP);
  }

  @Test
  void shouldSayWhichValueCannotBeRead() {
    CampaignRequest request =
        new CampaignRequest(
            "A",
            "t",
            "b",
            List.of("GB"),
            Map.of("pause", "three days"),
            Map.of("GB", "always"),
            new CampaignRequest.Caps(0, 1),
            null,
            List.of("announce: opening renal", "announce: opening = renal when shoes brown"),
            null,
            Map.of("webinar", "2026-10-25T18:00"));

    PlanIncomplete refusal = catchThrowableOfType(PlanIncomplete.class, request::plan);

    assertThat(refusal.flaws())
        .extracting(PlanIncomplete.Flaw::field)
        .containsExactlyInAnyOrder("waits", "contactHours", "caps", "dates", "modules", "modules");
    assertThat(refusal).hasMessageContaining("\"three days\" for pause");
    assertThat(refusal).hasMessageContaining("\"shoes brown\" is no condition");
  }
}
