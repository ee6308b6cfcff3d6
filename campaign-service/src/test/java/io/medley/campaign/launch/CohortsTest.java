package io.medley.campaign.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.touch.Liking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CohortsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Set<String> EMAIL = Set.of("EMAIL");
  private static final LaunchPlan PILOT_AND_THREE_WAVES = new LaunchPlan(10, 14, 3, 7, List.of());

  @Test
  void shouldGiveEverybodyOnePlaceAndWavesOfEqualSize() {
    List<HcpProfile> audience = PilotSampleTest.audience();

    List<Cohorts.Place> places =
        Cohorts.plan(audience, PILOT_AND_THREE_WAVES, known(EMAIL, Map.of()), "campaign");

    assertThat(places.stream().map(Cohorts.Place::hcp))
        .containsExactlyInAnyOrderElementsOf(audience.stream().map(HcpProfile::id).toList());
    assertThat(
            places.stream()
                .collect(Collectors.groupingBy(Cohorts.Place::cohort, Collectors.counting())))
        .isEqualTo(Map.of(0, 100L, 1, 300L, 2, 300L, 3, 300L));
  }

  @Test
  void shouldDrawAPilotFromItsTerritoriesOnly() {
    List<HcpProfile> audience = PilotSampleTest.audience();
    Set<HcpId> there = audience.stream().limit(40).map(HcpProfile::id).collect(Collectors.toSet());
    Cohorts.Known known =
        new Cohorts.Known(EMAIL, Map.of(), Map.of(), Map.of(), Optional.of(there), NOW);

    List<Cohorts.Place> places =
        Cohorts.plan(
            audience,
            new LaunchPlan(100, 14, 3, 7, List.of(), List.of("GB-LON")),
            known,
            "campaign");

    assertThat(places.stream().filter(place -> place.cohort() == 0).map(Cohorts.Place::hcp))
        .containsExactlyInAnyOrderElementsOf(there);
    assertThat(places).hasSize(audience.size());
    assertThat(new LaunchPlan(100, 14, 3, 7, List.of()).flaws(5_000))
        .as("half of everybody at most")
        .anyMatch(flaw -> flaw.contains("between 1 and 50 %"));
    assertThat(new LaunchPlan(0, 14, 1, 7, List.of(), List.of("GB-LON")).flaws(10))
        .anyMatch(flaw -> flaw.contains("no pilot"));
  }

  @Test
  void shouldEnrolTheLikeliestToRespondFirst() {
    List<HcpProfile> audience = PilotSampleTest.audience();
    Map<HcpId, Long> engagements = Map.of(audience.get(3).id(), 3L, audience.get(7).id(), 1L);

    List<Cohorts.Place> places =
        Cohorts.plan(
            audience, new LaunchPlan(0, 1, 3, 7, List.of()), known(EMAIL, engagements), "campaign");

    for (int wave = 1; wave < 3; wave++) {
      int here = wave;
      double least =
          places.stream()
              .filter(place -> place.cohort() == here)
              .mapToDouble(Cohorts.Place::propensity)
              .min()
              .orElseThrow();
      double most =
          places.stream()
              .filter(place -> place.cohort() == here + 1)
              .mapToDouble(Cohorts.Place::propensity)
              .max()
              .orElseThrow();
      assertThat(least).isGreaterThanOrEqualTo(most);
    }
    assertThat(places.getFirst().hcp()).isEqualTo(audience.get(3).id());
  }

  @Test
  void shouldCountLikingMostThenEngagementThenTier() {
    HcpProfile likes = PilotSampleTest.hcp("A", "GB", 4, "X", Map.of("EMAIL", 1.0));
    HcpProfile dislikes = PilotSampleTest.hcp("B", "GB", 4, "X", Map.of("EMAIL", 0.0));
    HcpProfile unknown = PilotSampleTest.hcp("C", "GB", 1, "X", Map.of("REP", 1.0));

    Cohorts.Known nothing = known(EMAIL, Map.of());
    assertThat(Cohorts.propensity(likes, nothing)).isEqualTo(0.6);
    assertThat(Cohorts.propensity(dislikes, known(EMAIL, Map.of(dislikes.id(), 9L))))
        .isEqualTo(0.3);
    assertThat(Cohorts.propensity(unknown, nothing)).isEqualTo(0.4);
    assertThat(Cohorts.propensity(unknown, known(Set.of("REP_EMAIL"), Map.of()))).isEqualTo(0.7);
  }

  @Test
  void shouldBelieveWhatHcpsDoMoreThanWhatWasImportedAndLetOldResponsesFade() {
    HcpProfile told = PilotSampleTest.hcp("A", "GB", 4, "X", Map.of("EMAIL", 1.0));
    HcpProfile unknown = PilotSampleTest.hcp("B", "GB", 4, "X", Map.of());

    double silent = Cohorts.propensity(told, learned(told, new Liking.Learned(0, 12, NOW)));
    double keen = Cohorts.propensity(unknown, learned(unknown, new Liking.Learned(12, 12, NOW)));
    double once =
        Cohorts.propensity(
            unknown,
            learned(unknown, new Liking.Learned(12, 12, NOW.minus(Duration.ofDays(3 * 365)))));

    assertThat(silent).as("imported 1, of twelve mails none answered").isEqualTo(0.6 * 0.25);
    assertThat(keen).isGreaterThan(0.5);
    assertThat(once).as("long ago says next to nothing").isBetween(0.29, 0.31);
  }

  @Test
  void shouldGoByTheTierForTheBrandWhereThereIsOne() {
    HcpProfile hcp = PilotSampleTest.hcp("A", "GB", 4, "X", Map.of());
    Cohorts.Known ofBrand =
        new Cohorts.Known(EMAIL, Map.of(), Map.of(), Map.of(hcp.id(), 1), Optional.empty(), NOW);

    assertThat(Cohorts.propensity(hcp, ofBrand))
        .isCloseTo(Cohorts.propensity(hcp, known(EMAIL, Map.of())) + 0.1, within(1e-9));
  }

  private static Cohorts.Known known(Set<String> channels, Map<HcpId, Long> engagements) {
    return new Cohorts.Known(channels, Map.of(), engagements, Map.of(), Optional.empty(), NOW);
  }

  private static Cohorts.Known learned(HcpProfile hcp, Liking.Learned email) {
    return new Cohorts.Known(
        EMAIL, Map.of(hcp.id(), Map.of("EMAIL", email)), Map.of(), Map.of(), Optional.empty(), NOW);
  }
}
