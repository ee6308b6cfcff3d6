package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.medley.campaign.touch.HcpHistory.Meeting;
import io.medley.campaign.touch.HcpHistory.PastPiece;
import io.medley.campaign.touch.HcpHistory.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LikingTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shouldGoByWhatWasImportedUntilSomethingIsSeen() {
    Liking told = of(0.8);
    Liking nothing = of(null);

    assertThat(told.value()).isEqualTo(0.8);
    assertThat(told.basis()).isEqualTo(Liking.Basis.IMPORTED);
    assertThat(nothing.value()).isEqualTo(Liking.UNKNOWN);
    assertThat(nothing.basis()).isEqualTo(Liking.Basis.UNKNOWN);
  }

  @Test
  void shouldBelieveSilenceMoreThanAnImportAndSayThatTheyDiffer() {
    List<PastPiece> unanswered = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      unanswered.add(piece(10 + i, Response.NONE, true));
    }

    Liking liking = of(0.9, unanswered.toArray(PastPiece[]::new));

    assertThat(liking.observed()).isZero();
    assertThat(liking.value()).isLessThan(0.35);
    assertThat(liking.basis()).isEqualTo(Liking.Basis.OBSERVED);
    assertThat(liking.conflict()).isTrue();
    assertThat(liking.words()).contains("imported 0.9", "observed 0.0 from");
  }

  @Test
  void shouldLearnNothingFromSilenceThatCannotBeSeenOrIsFreshOrIsAGhosts() {
    assertThat(of(null, piece(30, Response.NONE, false)).evidence()).isZero();
    assertThat(of(null, piece(2, Response.NONE, true)).evidence()).isZero();
    PastPiece sent = piece(30, Response.NONE, true);
    PastPiece ghost =
        new PastPiece(
            sent.versionId(), null, "EMAIL", "", Set.of(), sent.at(), Response.NONE, true, true);
    assertThat(of(null, ghost).evidence()).isZero();
  }

  @Test
  void shouldWeighAResponseLessTheOlderItIsAndAnOpenLessThanAClick() {
    double fresh = of(null, piece(1, Response.CLICKED, true)).value();
    double halved = of(null, piece(91, Response.CLICKED, true)).value();
    double opened = of(null, piece(1, Response.OPENED, true)).value();
    double ended = of(null, piece(1, Response.UNSUBSCRIBED, true)).value();

    assertThat(of(null, piece(90, Response.CLICKED, true)).evidence()).isCloseTo(0.5, within(1e-9));
    assertThat(fresh).isGreaterThan(halved);
    assertThat(halved).isGreaterThan(0.5);
    assertThat(opened).isBetween(0.5, fresh);
    assertThat(ended).isLessThan(0.25);
  }

  @Test
  void shouldLearnOfRepresentativesFromCallsAndRefusals() {
    HcpHistory history =
        new HcpHistory(
            List.of(),
            List.of(new Meeting(days(20), true), new Meeting(days(10), false)),
            List.of(),
            List.of());

    Liking rep = Liking.ofChannel("REP", history, null, NOW);

    assertThat(rep.evidence()).isBetween(1.7, 2.0);
    assertThat(rep.observed()).isBetween(0.45, 0.5);
    assertThat(Liking.ofChannel("EMAIL", history, null, NOW).evidence()).isZero();
  }

  private static Liking of(@Nullable Double told, PastPiece... pieces) {
    return Liking.ofChannel(
        "EMAIL", new HcpHistory(List.of(pieces), List.of(), List.of(), List.of()), told, NOW);
  }

  private static PastPiece piece(long daysAgo, Response response, boolean visible) {
    return new PastPiece(
        UUID.randomUUID(), null, "EMAIL", "", Set.of(), days(daysAgo), response, false, visible);
  }

  private static Instant days(long ago) {
    return NOW.minus(Duration.ofDays(ago));
  }
}
