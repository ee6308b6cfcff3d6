package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.hcp.HcpId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArmsTest {

  private static final List<HcpId> HCPS = Stream.generate(HcpId::random).limit(20_000).toList();

  @Test
  void shouldHoldNobodyOutByDefault() {
    assertThat(HCPS).noneMatch(hcp -> arms("seed").holdout(hcp, 0));
  }

  @Test
  void shouldHoldOutTheShareAskedFor() {
    long heldOut = HCPS.stream().filter(hcp -> arms("seed").holdout(hcp, 500)).count();

    // Five percent of 20,000, give or take five standard deviations.
    assertThat(heldOut).isBetween(845L, 1_155L);
  }

  @Test
  void shouldKeepEveryHcpInItsArmForTheLifeOfTheSeed() {
    Arms before = arms("seed");
    Arms after = arms("seed");

    assertThat(HCPS).allMatch(hcp -> before.holdout(hcp, 500) == after.holdout(hcp, 500));
    assertThat(HCPS).anyMatch(hcp -> before.holdout(hcp, 500) != arms("other").holdout(hcp, 500));
  }

  @Test
  void shouldKeepEverybodyHeldOutWhoWasWhenTheShareOfEverythingGrows() {
    Arms arms = arms("seed");

    assertThat(HCPS)
        .filteredOn(hcp -> arms.holdout(hcp, 300))
        .isNotEmpty()
        .allMatch(hcp -> arms.holdout(hcp, 500));
    assertThat(HCPS)
        .filteredOn(hcp -> arms.holdout(hcp, 500))
        .anyMatch(hcp -> !arms.holdout(hcp, 300));
  }

  @Test
  void shouldKeepHoldoutsOfBrandAndCampaignApartAndGrowThemOnly() {
    Arms arms = arms("seed");

    long brand = HCPS.stream().filter(hcp -> held(arms, hcp, Holdouts.Scope.BRAND, 1_000)).count();
    assertThat(brand).isBetween(HCPS.size() / 13L, HCPS.size() / 7L);
    assertThat(HCPS)
        .filteredOn(hcp -> held(arms, hcp, Holdouts.Scope.BRAND, 500))
        .isNotEmpty()
        .allMatch(hcp -> held(arms, hcp, Holdouts.Scope.BRAND, 1_000))
        .allMatch(hcp -> held(arms("seed"), hcp, Holdouts.Scope.BRAND, 500));
    assertThat(HCPS)
        .anyMatch(
            hcp ->
                held(arms, hcp, Holdouts.Scope.BRAND, 1_000)
                    != held(arms, hcp, Holdouts.Scope.CAMPAIGN, 1_000));
    assertThat(HCPS).noneMatch(hcp -> held(arms, hcp, Holdouts.Scope.BRAND, 0));
  }

  private static boolean held(Arms arms, HcpId hcp, Holdouts.Scope scope, int share) {
    return arms.holdout(hcp, scope, "zelvaro", share);
  }

  private static Arms arms(String seed) {
    Duration any = Duration.ofSeconds(1);
    return new Arms(
        new GateSettings(0, seed, Map.of(), any, any, any, any, any, any, any, any, any, any, any));
  }
}
