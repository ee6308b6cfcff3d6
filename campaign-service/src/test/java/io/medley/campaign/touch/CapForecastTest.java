package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.hcp.HcpId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which touches to come find a cap full. */
class CapForecastTest {

  private static final Instant NOW = Instant.parse("2026-03-03T12:00:00Z");

  private final HcpId hcp = HcpId.random();
  private final List<PastContact> made = new ArrayList<>();
  private final List<FrequencyCap> standing = new ArrayList<>();

  @Test
  void shouldNameTheLaterTouchTheCapAndWhoGoesFirst() {
    CapForecast.Due first = due("zelvaro", 1, FrequencyCap.total(7, 1));
    CapForecast.Due second = due("other", 3, FrequencyCap.total(7, 1));

    List<CapForecast.Collision> collisions = forecast(second, first);

    assertThat(collisions)
        .singleElement()
        .satisfies(
            hit -> {
              assertThat(hit.touch()).isEqualTo(second.touch());
              assertThat(hit.at()).isEqualTo(second.at());
              assertThat(hit.used()).isEqualTo(1);
              assertThat(hit.before()).containsExactly(first.touch().sendKey());
              assertThat(hit.frees()).isEqualTo(first.at().plus(Duration.ofDays(7)));
            });
  }

  @Test
  void shouldSeeNoCollisionOnceTheWindowHasMovedOn() {
    assertThat(
            forecast(
                due("zelvaro", 1, FrequencyCap.total(7, 1)),
                due("other", 8, FrequencyCap.total(7, 1))))
        .isEmpty();
  }

  @Test
  void shouldCountWhatWasMadeAndWeighCalls() {
    made.add(new PastContact(NOW.minus(Duration.ofDays(2)), "CALL", "zelvaro", 3, true));
    standing.add(FrequencyCap.total(7, 3));

    assertThat(forecast(due("zelvaro", 1, FrequencyCap.total(30, 9))))
        .singleElement()
        .satisfies(
            hit -> {
              assertThat(hit.cap()).isEqualTo(FrequencyCap.total(7, 3));
              assertThat(hit.before()).as("what was made fills it").isEmpty();
              assertThat(hit.frees()).isEqualTo(NOW.plus(Duration.ofDays(5)));
            });
  }

  @Test
  void shouldLetWhatWasAskedForPassAndCountIt() {
    CapForecast.Due asked =
        new CapForecast.Due(
            due("zelvaro", 1, FrequencyCap.total(7, 1)).touch().purpose(TouchPurpose.REQUESTED),
            NOW.plus(Duration.ofDays(1)));
    made.add(new PastContact(NOW, "EMAIL", "zelvaro", 1, true));
    CapForecast.Due after = due("zelvaro", 2, FrequencyCap.total(7, 2));

    assertThat(forecast(asked, after))
        .extracting(CapForecast.Collision::touch)
        .containsExactly(after.touch());
  }

  @Test
  void shouldNotLetATouchThatDoesNotFitCrowdOutOthers() {
    made.add(new PastContact(NOW, "EMAIL", "zelvaro", 1, true));

    assertThat(
            forecast(
                due("zelvaro", 1, FrequencyCap.total(7, 1)),
                due("zelvaro", 2, FrequencyCap.total(7, 2))))
        .hasSize(1);
  }

  private List<CapForecast.Collision> forecast(CapForecast.Due... due) {
    return CapForecast.of(
        List.of(due),
        made,
        new GateReads.Rules(
            null,
            Map.of("CALL", 3),
            standing,
            Duration.ZERO,
            Map.of(),
            Duration.ofMinutes(1),
            Duration.ofSeconds(5)));
  }

  private CapForecast.Due due(String brand, int days, FrequencyCap cap) {
    return new CapForecast.Due(
        new TouchCommand(
            new SendKey(UUID.randomUUID(), "announce", 1),
            hcp,
            UUID.randomUUID(),
            brand,
            "EMAIL",
            "announce",
            "HCP",
            new ContactPolicy(Map.of(), List.of(cap), Duration.ofDays(30)),
            false,
            List.of()),
        NOW.plus(Duration.ofDays(days)));
  }
}
