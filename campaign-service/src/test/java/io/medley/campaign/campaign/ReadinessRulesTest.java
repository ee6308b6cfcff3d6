package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.audience.Makeup;
import io.medley.campaign.campaign.Readiness.Coverage;
import io.medley.campaign.campaign.Readiness.Finding;
import io.medley.campaign.campaign.Readiness.Level;
import io.medley.workflows.journey.JourneyTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadinessRulesTest {

  private static final JourneyTemplate LAUNCH = template("journey-launch");

  @Test
  void shouldStopALaunchWhereHardlyAnybodyAgrees() {
    assertThat(level("CONSENT/EMAIL/GB", new Makeup("GB", "en-GB", 100, 4, 0, 100, 0, 100)))
        .isEqualTo(Level.RED);
    assertThat(level("CONSENT/EMAIL/GB", new Makeup("GB", "en-GB", 100, 5, 0, 100, 0, 100)))
        .isEqualTo(Level.AMBER);
    assertThat(level("CONSENT/EMAIL/GB", new Makeup("GB", "en-GB", 100, 30, 0, 100, 0, 100)))
        .isEqualTo(Level.GREEN);
  }

  @Test
  void shouldAskForZonesOnlyWhereACountryHasSeveral() {
    Makeup noZones = new Makeup("US", "en-US", 100, 50, 0, 79, 0, 100);

    assertThat(level("ZONE/US", noZones)).isEqualTo(Level.RED);
    assertThat(level("ZONE/US", new Makeup("US", "en-US", 1_000, 500, 0, 999, 0, 1_000)))
        .as("one HCP without a zone is one who is never written to")
        .isEqualTo(Level.AMBER);
    assertThat(
            ReadinessRules.judge(LAUNCH, List.of(noZones), List.of(), true, Set.of("US")).stream()
                .map(Finding::key))
        .doesNotContain("ZONE/US");
  }

  @Test
  void shouldAskForRepresentativesOnlyOfJourneysThatSuggest() {
    Makeup placed = new Makeup("GB", "en-GB", 100, 50, 50, 100, 40, 100);

    assertThat(judge(LAUNCH, placed).stream().map(Finding::key))
        .noneMatch(key -> key.startsWith("REPRESENTATIVE"));
    assertThat(judge(template("journey-rep-call-follow-up"), placed))
        .filteredOn(finding -> finding.key().equals("REPRESENTATIVE/GB"))
        .extracting(Finding::level)
        .containsExactly(Level.RED);
  }

  @Test
  void shouldNameEveryGapWithItsHcps() {
    Coverage gap = new Coverage("announce", "Announce", "EMAIL", "US", "en-US", 40, List.of());
    List<Finding> findings =
        ReadinessRules.judge(
            LAUNCH,
            List.of(new Makeup("US", "en-US", 40, 40, 0, 40, 0, 40)),
            List.of(gap),
            true,
            Set.of());

    assertThat(findings)
        .filteredOn(finding -> finding.level() == Level.RED)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.key()).isEqualTo("CONTENT/announce/US/en-US");
              assertThat(finding.text()).contains("40 HCPs");
              assertThat(finding.gap()).isEqualTo(gap);
            });
  }

  @Test
  void shouldSayNothingElseOfAnEmptyAudience() {
    assertThat(ReadinessRules.judge(LAUNCH, List.of(), List.of(), true, Set.of()))
        .extracting(Finding::key)
        .containsExactly("AUDIENCE");
  }

  private static Level level(String key, Makeup makeup) {
    return judge(LAUNCH, makeup).stream()
        .filter(finding -> finding.key().equals(key))
        .findFirst()
        .orElseThrow()
        .level();
  }

  private static List<Finding> judge(JourneyTemplate template, Makeup makeup) {
    return ReadinessRules.judge(template, List.of(makeup), List.of(), true, Set.of());
  }

  private static JourneyTemplate template(String id) {
    return JourneyTemplate.ofThisInstallation().stream()
        .filter(template -> template.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldBlockWhereNoFormHasWhatARuleDemands() {
    Coverage any =
        new Coverage("announce", "Announce", "EMAIL", "GB", "en-GB", 9, List.of("Piece"));
    Coverage demanded =
        new Coverage(
            "announce",
            "Announce",
            "EMAIL",
            "GB",
            "en-GB",
            9,
            List.of(),
            Map.of("opening", "cool"));

    List<Finding> findings =
        ReadinessRules.judge(
            LAUNCH,
            List.of(new Makeup("GB", "en-GB", 9, 9, 0, 9, 0, 9)),
            List.of(any, demanded),
            true,
            Set.of());

    assertThat(findings)
        .filteredOn(finding -> finding.key().startsWith("CONTENT/"))
        .extracting(Finding::key, Finding::level)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("CONTENT/announce/GB/en-GB", Level.GREEN),
            org.assertj.core.groups.Tuple.tuple(
                "CONTENT/announce/GB/en-GB/opening = cool", Level.RED));
    assertThat(findings)
        .extracting(Finding::subject)
        .anyMatch(one -> one.contains("with opening = cool"));
  }
}
