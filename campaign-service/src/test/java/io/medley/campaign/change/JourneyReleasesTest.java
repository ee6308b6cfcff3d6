package io.medley.campaign.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.journey.JourneyTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JourneyReleasesTest {

  static java.util.List<JourneyTemplate> templates() {
    return JourneyTemplate.ofThisInstallation();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void shouldTakeAModelThatWasOnlyDrawnOtherwiseForTheSame(JourneyTemplate template) {
    String model = template.bpmnXml();
    String redrawn = model.replace("<dc:Bounds x=\"2", "<dc:Bounds x=\"3");
    String other =
        model.replaceFirst("\"journey.claim\" retries=\"10\"", "\"journey.claim\" retries=\"9\"");

    assertThat(redrawn).isNotEqualTo(model);
    assertThat(other).isNotEqualTo(model);
    assertThat(JourneyReleases.onlyRedrawn(model, redrawn)).isTrue();
    assertThat(JourneyReleases.onlyRedrawn(model, other)).isFalse();
  }
}
