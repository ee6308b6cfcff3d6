package io.medley.campaign.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PilotSampleTest {

  private static final List<HcpProfile> AUDIENCE = audience();

  @Test
  void shouldDrawTheShareOfEveryCountryTierAndSpecialty() {
    Set<HcpId> pilot = PilotSample.draw(AUDIENCE, 10, "campaign");

    assertThat(pilot).hasSize(AUDIENCE.size() / 10);
    Map<String, Long> drawn =
        AUDIENCE.stream()
            .filter(hcp -> pilot.contains(hcp.id()))
            .collect(Collectors.groupingBy(PilotSampleTest::stratum, Collectors.counting()));
    Map<String, Long> all =
        AUDIENCE.stream()
            .collect(Collectors.groupingBy(PilotSampleTest::stratum, Collectors.counting()));
    all.forEach(
        (stratum, size) ->
            assertThat(drawn.getOrDefault(stratum, 0L))
                .as(stratum)
                .isBetween(size / 10, size / 10 + 1));
  }

  @Test
  void shouldDrawTheSamePeopleWhateverTheOrder() {
    List<HcpProfile> shuffled = new ArrayList<>(AUDIENCE);
    Collections.shuffle(shuffled, new Random(7));

    assertThat(PilotSample.draw(shuffled, 10, "campaign"))
        .isEqualTo(PilotSample.draw(AUDIENCE, 10, "campaign"));
  }

  @Test
  void shouldDrawOthersForAnotherCampaign() {
    assertThat(PilotSample.draw(AUDIENCE, 10, "another"))
        .isNotEqualTo(PilotSample.draw(AUDIENCE, 10, "campaign"));
  }

  @Test
  void shouldDrawNobodyAtNoneAndSomebodyOfAFew() {
    assertThat(PilotSample.draw(AUDIENCE, 0, "campaign")).isEmpty();
    assertThat(PilotSample.draw(AUDIENCE.subList(0, 3), 1, "campaign")).hasSize(1);
    assertThat(PilotSample.draw(List.of(), 10, "campaign")).isEmpty();
    assertThat(PilotSample.draw(AUDIENCE, 100, "campaign")).hasSize(AUDIENCE.size());
  }

  private static String stratum(HcpProfile hcp) {
    return hcp.country() + "/" + hcp.tier() + "/" + hcp.specialty();
  }

  static List<HcpProfile> audience() {
    List<HcpProfile> audience = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      audience.add(
          hcp(
              "P-" + i,
              i % 3 == 0 ? "DE" : "GB",
              1 + i % 4,
              i % 5 == 0 ? "NEPHROLOGY" : "CARDIOLOGY",
              Map.of()));
    }
    return audience;
  }

  static HcpProfile hcp(
      String name, String country, int tier, String specialty, Map<String, Double> affinities) {
    return new HcpProfile(
        new HcpId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
        name,
        name,
        country,
        country.equals("DE") ? "de-DE" : "en-GB",
        null,
        specialty,
        "MD",
        tier,
        affinities,
        false);
  }
}
