package io.medley.campaign.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CohortsTest {

  private static final Set<String> EMAIL = Set.of("EMAIL");
  private static final LaunchPlan PILOT_AND_THREE_WAVES = new LaunchPlan(10, 14, 3, 7, List.of());

  @Test
  void shouldGiveEverybodyOnePlaceAndWavesOfEqualSize() {
    List<HcpProfile> audience = PilotSampleTest.audience();

    List<Cohorts.Place> places =
        Cohorts.plan(audience, PILOT_AND_THREE_WAVES, EMAIL, Map.of(), "campaign");

    assertThat(places.stream().map(Cohorts.Place::hcp))
        .containsExactlyInAnyOrderElementsOf(audience.stream().map(HcpProfile::id).toList());
    assertThat(
            places.stream()
                .collect(Collectors.groupingBy(Cohorts.Place::cohort, Collectors.counting())))
        .isEqualTo(Map.of(0, 100L, 1, 300L, 2, 300L, 3, 300L));
  }

  @Test
  void shouldEnrolTheLikeliestToRespondFirst() {
    List<HcpProfile> audience = PilotSampleTest.audience();
    Map<HcpId, Long> engagements = Map.of(audience.get(3).id(), 3L, audience.get(7).id(), 1L);

    List<Cohorts.Place> places =
        Cohorts.plan(
            audience, new LaunchPlan(0, 1, 3, 7, List.of()), EMAIL, engagements, "campaign");

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

    assertThat(Cohorts.propensity(likes, EMAIL, 0)).isEqualTo(0.6);
    assertThat(Cohorts.propensity(dislikes, EMAIL, 9)).isEqualTo(0.3);
    assertThat(Cohorts.propensity(unknown, EMAIL, 0)).isEqualTo(0.4);
    assertThat(Cohorts.propensity(unknown, Set.of("REP_EMAIL"), 0)).isEqualTo(0.7);
  }
}
