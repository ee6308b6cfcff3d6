package io.medley.content.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.claim.ClaimVersion.Obstacle.Kind;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimVersionTest {

  private static final LocalDate FROM = LocalDate.of(2026, 6, 1);
  private static final LocalDate TO = LocalDate.of(2027, 5, 31);
  private static final ClaimWording WORDING =
      new ClaimWording("en-GB", "It works.", List.of("GB"), List.of("HCP"), List.of("EMAIL"));
  private static final ClaimUse USE =
      new ClaimUse(
          List.of("hypertension-adults"),
          List.of("GB"),
          "en-GB",
          List.of("HCP"),
          List.of("EMAIL"),
          FROM,
          TO);

  @Test
  void shouldStandInNobodysWayInsideItsScope() {
    assertThat(claim(ClaimState.APPROVED, null).obstacles(WORDING, USE)).isEmpty();
  }

  @Test
  void shouldNameEveryThingOutsideItsScope() {
    ClaimUse elsewhere =
        new ClaimUse(
            List.of("heart-failure"),
            List.of("GB", "DE"),
            "de-DE",
            List.of("PATIENT"),
            List.of("PRINT"),
            FROM,
            TO);

    assertThat(claim(ClaimState.APPROVED, null).obstacles(WORDING, elsewhere))
        .extracting(ClaimVersion.Obstacle::kind)
        .containsExactly(
            Kind.INDICATION,
            Kind.COUNTRY,
            Kind.COUNTRY,
            Kind.AUDIENCE,
            Kind.CHANNEL,
            Kind.LANGUAGE);
  }

  @ParameterizedTest
  @EnumSource(value = ClaimState.class, mode = EnumSource.Mode.EXCLUDE, names = "APPROVED")
  void shouldNotBeUsableInAnyOtherState(ClaimState state) {
    assertThat(claim(state, null).obstacles(WORDING, USE))
        .extracting(ClaimVersion.Obstacle::kind)
        .containsExactly(Kind.STATE);
  }

  @Test
  void shouldEndByItselfOnTheDayAfterItsLast() {
    ClaimVersion claim = claim(ClaimState.APPROVED, FROM);

    assertThat(claim.stateOn(FROM)).isEqualTo(ClaimState.APPROVED);
    assertThat(claim.stateOn(FROM.plusDays(1))).isEqualTo(ClaimState.EXPIRED);
    assertThat(claim.obstacles(WORDING, USE))
        .singleElement()
        .satisfies(obstacle -> assertThat(obstacle.kind()).isEqualTo(Kind.VALIDITY));
  }

  @Test
  void shouldNeverComeBackFromAnEnd() {
    for (ClaimState end :
        EnumSet.of(ClaimState.WITHDRAWN, ClaimState.EXPIRED, ClaimState.ABANDONED)) {
      assertThat(end.successors()).isEmpty();
    }
  }

  private static ClaimVersion claim(ClaimState state, @Nullable LocalDate to) {
    return new ClaimVersion(
        "c-1",
        1,
        "zelvaro",
        state,
        List.of("hypertension-adults"),
        List.of("GB"),
        LocalDate.of(2026, 1, 1),
        to,
        false,
        List.of(WORDING),
        List.of(),
        "cora.coordinator",
        List.of());
  }
}
