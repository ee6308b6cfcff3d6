package io.medley.campaign.hcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows from facts that contradict each other. */
class BeliefTest {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");

  @Test
  void shouldBelieveWhatWasDoneOverWhatWasSaid() {
    Belief belief =
        belief(fact("REP", Basis.DECLARED, 1, 30), fact("EMAIL", Basis.OBSERVED, 0.9, 10));

    assertThat(belief.value()).isEqualTo("EMAIL");
    assertThat(belief.conflict()).isTrue();
    assertThat(belief.why()).contains("Observed").contains("10 days ago").contains("REP");
  }

  @Test
  void shouldLetAnObservationFadeUntilTheDeclarationCountsAgain() {
    Fact declared = fact("REP", Basis.DECLARED, 1, 0);

    assertThat(belief(declared, fact("EMAIL", Basis.OBSERVED, 0.9, 0)).value()).isEqualTo("EMAIL");
    assertThat(belief(declared, fact("EMAIL", Basis.OBSERVED, 0.9, 180)).value()).isEqualTo("REP");
  }

  @Test
  void shouldWeighAnObservationHalfAfterItsHalfLife() {
    Belief belief = belief(fact("EMAIL", Basis.OBSERVED, 1, 90));

    assertThat(belief.facts().getFirst().weight()).isEqualTo(0.5);
  }

  @Test
  void shouldNeverOverruleADeclaredOptOutHoweverOldItIs() {
    Belief belief =
        belief(
            fact("NEVER", Basis.DECLARED, 0.1, 3000),
            fact("EMAIL", Basis.OBSERVED, 1, 0),
            fact("EMAIL", Basis.REP, 1, 0));

    assertThat(belief.value()).isEqualTo("NEVER");
    assertThat(belief.why()).contains("opt-out always wins");
  }

  @Test
  void shouldNotTakeSomebodyElsesWordForAnOptOut() {
    Belief belief =
        belief(fact("NEVER", Basis.INFERRED, 1, 0), fact("EMAIL", Basis.OBSERVED, 1, 0));

    assertThat(belief.value()).isEqualTo("EMAIL");
  }

  @Test
  void shouldAddUpIndependentWitnesses() {
    Belief belief =
        belief(
            fact("REP", Basis.DECLARED, 1, 0),
            fact("WEB", Basis.REP, 0.9, 0),
            fact("WEB", Basis.INFERRED, 1, 0));

    // 1 - (1 - 0.54) * (1 - 0.4) = 0.724, against 0.7.
    assertThat(belief.value()).isEqualTo("WEB");
  }

  @Test
  void shouldUseNothingTheHcpDidNotAgreeToAndSaySo() {
    Fact scoped =
        new Fact(1, "preferred_channel", "EMAIL", Basis.OBSERVED, "web", 1, NOW, "PROFILING", null);

    Belief without = Belief.of(List.of(scoped), Set.of(), NOW).getFirst();
    Belief with = Belief.of(List.of(scoped), Set.of("PROFILING"), NOW).getFirst();

    assertThat(without.value()).isNull();
    assertThat(without.facts().getFirst().unused()).isEqualTo("no consent for profiling");
    assertThat(with.value()).isEqualTo("EMAIL");
  }

  @Test
  void shouldLeaveOutWhatSomebodySaidIsWrong() {
    Fact muted =
        new Fact(
            1,
            "preferred_channel",
            "EMAIL",
            Basis.OBSERVED,
            "web",
            1,
            NOW,
            null,
            "a colleague uses this address");

    Belief belief =
        Belief.of(List.of(muted, fact("REP", Basis.REP, 0.2, 200)), Set.of(), NOW).getFirst();

    assertThat(belief.value()).isEqualTo("REP");
    assertThat(belief.conflict()).isFalse();
    assertThat(belief.facts().getLast().unused()).contains("a colleague uses this address");
  }

  @Test
  void shouldKeepNamesApart() {
    Fact topic = new Fact(1, "topic:dosing", "0.8", Basis.OBSERVED, "web", 1, NOW, null, null);

    assertThat(Belief.of(List.of(topic, fact("REP", Basis.REP, 1, 0)), Set.of(), NOW))
        .extracting(Belief::name)
        .containsExactly("preferred_channel", "topic:dosing");
  }

  private static Belief belief(Fact... facts) {
    return Belief.of(List.of(facts), Set.of(), NOW).getFirst();
  }

  private static Fact fact(String value, Basis basis, double confidence, int daysAgo) {
    return new Fact(
        1,
        "preferred_channel",
        value,
        basis,
        basis.name().toLowerCase(Locale.ROOT),
        confidence,
        NOW.minus(Duration.ofDays(daysAgo)),
        null,
        null);
  }
}
