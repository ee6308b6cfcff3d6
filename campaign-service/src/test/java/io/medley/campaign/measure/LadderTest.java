package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LadderTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void shouldKnowNothingWithoutEvidence() {
    assertThat(Ladder.at(List.of(), NOW).stage()).isEqualTo(Stage.UNAWARE);
  }

  @Test
  void shouldStandOnTheHighestRungThatEvidenceSupports() {
    Ladder.Rung rung =
        Ladder.at(
            List.of(seen(Stage.AWARE, 1), seen(Stage.PREPARATION, 30), seen(Stage.AWARE, 60)), NOW);

    assertThat(rung.stage()).isEqualTo(Stage.PREPARATION);
    assertThat(rung.fadesAt()).contains(NOW.plus(Duration.ofDays(150)));
    assertThat(rung.because()).map(StageEvidence::stage).contains(Stage.PREPARATION);
  }

  @ParameterizedTest
  @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "UNAWARE")
  void shouldFallBackExactlyWhenEvidenceFades(Stage stage) {
    List<StageEvidence> evidence = List.of(seen(stage, 0));

    assertThat(Ladder.at(evidence, NOW.plus(stage.lasts()).minusMillis(1)).stage())
        .isEqualTo(stage);
    assertThat(Ladder.at(evidence, NOW.plus(stage.lasts())).stage()).isEqualTo(Stage.UNAWARE);
    assertThat(Ladder.at(evidence, NOW.minusMillis(1)).stage()).isEqualTo(Stage.UNAWARE);
  }

  @Test
  void shouldRefuseEvidenceOfNothing() {
    assertThatThrownBy(() -> seen(Stage.UNAWARE, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static StageEvidence seen(Stage stage, int daysAgo) {
    return new StageEvidence(
        stage + "/" + daysAgo,
        new UUID(0, 1),
        "zelvaro",
        stage,
        "TEST",
        true,
        NOW.minus(Duration.ofDays(daysAgo)));
  }
}
