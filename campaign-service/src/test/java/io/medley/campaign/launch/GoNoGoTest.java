package io.medley.campaign.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.launch.Criterion.Bound;
import io.medley.campaign.launch.Criterion.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoNoGoTest {

  private static final PilotFigures FIGURES = new PilotFigures(110, 100, 30, 7, 1, 11, 10);

  @Test
  void shouldMeetWhatIsReachedExactly() {
    assertThat(result(Measure.CONTACTED, Bound.AT_LEAST, 100)).isEqualTo(GoNoGo.Result.MET);
    assertThat(result(Measure.OPENED, Bound.AT_LEAST, 30)).isEqualTo(GoNoGo.Result.MET);
    assertThat(result(Measure.OPENED, Bound.AT_LEAST, 30.1)).isEqualTo(GoNoGo.Result.MISSED);
    assertThat(result(Measure.CLICKED, Bound.AT_LEAST, 7)).isEqualTo(GoNoGo.Result.MET);
    assertThat(result(Measure.UNSUBSCRIBED, Bound.AT_MOST, 1)).isEqualTo(GoNoGo.Result.MET);
    assertThat(result(Measure.UNSUBSCRIBED, Bound.AT_MOST, 0.9)).isEqualTo(GoNoGo.Result.MISSED);
    assertThat(result(Measure.NOT_MADE, Bound.AT_MOST, 10)).isEqualTo(GoNoGo.Result.MET);
  }

  @Test
  void shouldNotCallAnythingMetThatNobodyWasMeasuredFor() {
    List<GoNoGo.Measured> measured =
        GoNoGo.compare(
            List.of(new Criterion(Measure.UNSUBSCRIBED, Bound.AT_MOST, 1)),
            new PilotFigures(10, 0, 0, 0, 0, 10, 0));

    assertThat(measured.getFirst().result()).isEqualTo(GoNoGo.Result.NOT_MEASURED);
    assertThat(GoNoGo.allMet(measured)).isFalse();
  }

  @Test
  void shouldSayACriterionInWords() {
    assertThat(new Criterion(Measure.OPENED, Bound.AT_LEAST, 15).sentence())
        .isEqualTo("HCPs who opened: at least 15 % of those contacted");
    assertThatThrownBy(() -> new Criterion(Measure.OPENED, Bound.AT_LEAST, 101))
        .hasMessageContaining("between 0 and 100 percent");
  }

  @Test
  void shouldLaunchOnlySmallCampaignsWithoutAPilot() {
    assertThat(LaunchPlan.ONE_SITTING.flaws(1_000)).isEmpty();
    assertThat(LaunchPlan.ONE_SITTING.flaws(1_001))
        .containsExactly(
            "Only up to 1,000 HCPs are launched without a pilot; this audience has 1,001.");
    assertThat(LaunchPlan.USUAL.flaws(50_000)).isEmpty();
    assertThat(new LaunchPlan(60, 0, 0, 0, List.of()).flaws(50_000)).hasSize(5);
  }

  private static GoNoGo.Result result(Measure measure, Bound bound, double percent) {
    return GoNoGo.compare(List.of(new Criterion(measure, bound, percent)), FIGURES)
        .getFirst()
        .result();
  }
}
