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
    assertThat(HCPS).noneMatch(arms(0, "seed")::holdout);
  }

  @Test
  void shouldHoldOutTheShareAskedFor() {
    long heldOut = HCPS.stream().filter(arms(500, "seed")::holdout).count();

    // Five percent of 20,000, give or take five standard deviations.
    assertThat(heldOut).isBetween(845L, 1_155L);
  }

  @Test
  void shouldKeepEveryHcpInItsArmForTheLifeOfTheSeed() {
    Arms before = arms(500, "seed");
    Arms after = arms(500, "seed");

    assertThat(HCPS).allMatch(hcp -> before.holdout(hcp) == after.holdout(hcp));
    assertThat(HCPS).anyMatch(hcp -> before.holdout(hcp) != arms(500, "other").holdout(hcp));
  }

  @Test
  void shouldKeepHoldoutsOfBrandAndCampaignApartAndGrowThemOnly() {
    Arms arms = arms(0, "seed");

    long brand = HCPS.stream().filter(hcp -> held(arms, hcp, Holdouts.Scope.BRAND, 1_000)).count();
    assertThat(brand).isBetween(HCPS.size() / 13L, HCPS.size() / 7L);
    assertThat(HCPS)
        .filteredOn(hcp -> held(arms, hcp, Holdouts.Scope.BRAND, 500))
        .isNotEmpty()
        .allMatch(hcp -> held(arms, hcp, Holdouts.Scope.BRAND, 1_000))
        .allMatch(hcp -> held(arms(0, "seed"), hcp, Holdouts.Scope.BRAND, 500));
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

  private static Arms arms(int perTenThousand, String seed) {
    Duration any = Duration.ofSeconds(1);
    return new Arms(
        new GateSettings(
            perTenThousand, seed, Map.of(), any, any, any, any, any, any, any, any, any, any, any));
  }
}
