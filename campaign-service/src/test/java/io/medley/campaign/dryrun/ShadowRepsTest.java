package io.medley.campaign.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShadowRepsTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void shouldGiveAPersonNoMoreThanTheirDayWhereverItBegins() {
    ShadowReps reps = reps(2, 0, Optional.empty());

    assertThat(ask(reps, 0)).isEmpty();
    assertThat(ask(reps, 23)).isEmpty();
    assertThat(ask(reps, 23)).hasValue("NO_CAPACITY");
    assertThat(ask(reps, 24)).as("the first is a day ago").isEmpty();
    assertThat(ask(reps, 46)).hasValue("NO_CAPACITY");

    assertThat(reps.load()).containsExactly(new DryRunReport.RepLoad("rob", 2, 3, 2, 2));
  }

  @Test
  void shouldCountWhatWasAskedBeforeTheRunThroughItsFirstDay() {
    ShadowReps reps = reps(2, 2, Optional.empty());

    assertThat(ask(reps, 1)).hasValue("NO_CAPACITY");
    assertThat(ask(reps, 25)).isEmpty();
  }

  @Test
  void shouldAskNobodyWhereNobodyLooksAfterTheHcp() {
    ShadowReps reps = reps(5, 0, Optional.of("NO_REPRESENTATIVE"));

    assertThat(ask(reps, 1)).hasValue("NO_REPRESENTATIVE");
    assertThat(reps.load()).isEmpty();
  }

  private static Optional<String> ask(ShadowReps reps, long hours) {
    HcpProfile hcp =
        new HcpProfile(
            HcpId.random(), "", "HCP", "GB", "en-GB", null, "", "MD", 1, Map.of(), false);
    return reps.ask(hcp, "CALL", START.plus(Duration.ofHours(hours)));
  }

  private static ShadowReps reps(int perDay, long already, Optional<String> against) {
    return new ShadowReps(
        (hcp, action, now) -> new RepRoom.Asked("rob", against, perDay, already), START);
  }
}
