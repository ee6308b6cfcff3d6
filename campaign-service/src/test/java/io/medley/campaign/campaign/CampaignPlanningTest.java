package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.medley.campaign.campaign.CampaignRefusal.PlanIncomplete;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CampaignPlanningTest {

  private static final JourneyTemplate TEMPLATE =
      new JourneyTemplate(
          "journey-test",
          "Test",
          "For tests",
          "Somebody tests.",
          "Tested.",
          true,
          List.of(
              new JourneyTemplate.Step(
                  "announce",
                  JourneyTemplate.Kind.TOUCH,
                  "EMAIL",
                  "announce",
                  "Announce",
                  null,
                  null),
              new JourneyTemplate.Step(
                  "pause",
                  JourneyTemplate.Kind.WAIT,
                  null,
                  null,
                  "Pause",
                  Duration.ofDays(3),
                  null)),
          "<xml/>");

  @Test
  void shouldAcceptACompletePlan() {
    assertThatCode(
            () ->
                CampaignPlanning.check(
                    plan(
                        "Autumn",
                        List.of("GB", "DE"),
                        Map.of("pause", Duration.ofSeconds(20)),
                        Map.of("announce", List.of(UUID.randomUUID()))),
                    TEMPLATE))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldNameEveryFlawAtOnce() {
    CampaignPlan plan =
        new CampaignPlan(
            " ",
            "journey-test",
            "",
            List.of("Germany"),
            Map.of("announce", Duration.ofDays(1), "pause", Duration.ofDays(401)),
            Map.of("FR", ContactHours.ALWAYS),
            FrequencyCap.total(7, 3),
            Map.of("nowhere", List.of()));

    PlanIncomplete refusal =
        catchThrowableOfType(PlanIncomplete.class, () -> CampaignPlanning.check(plan, TEMPLATE));

    assertThat(refusal.flaws())
        .extracting(PlanIncomplete.Flaw::field)
        .containsExactlyInAnyOrder(
            "name", "brandId", "countries", "waits", "waits", "content", "contactHours");
  }

  @Test
  void shouldRefuseAPlanWithoutCountries() {
    PlanIncomplete refusal =
        catchThrowableOfType(
            PlanIncomplete.class,
            () -> CampaignPlanning.check(plan("Autumn", List.of(), Map.of(), Map.of()), TEMPLATE));

    assertThat(refusal.flaws()).extracting(PlanIncomplete.Flaw::field).containsExactly("countries");
  }

  private static CampaignPlan plan(
      String name,
      List<String> countries,
      Map<String, Duration> waits,
      Map<String, List<UUID>> content) {
    return new CampaignPlan(
        name,
        "journey-test",
        "zelvaro",
        countries,
        waits,
        Map.of(),
        FrequencyCap.total(7, 3),
        content);
  }
}
