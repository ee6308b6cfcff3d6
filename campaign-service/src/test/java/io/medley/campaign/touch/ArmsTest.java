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

  private static Arms arms(int perTenThousand, String seed) {
    Duration any = Duration.ofSeconds(1);
    return new Arms(
        new GateSettings(
            perTenThousand, seed, Map.of(), any, any, any, any, any, any, any, any, any, any, any));
  }
}
