package io.medley.campaign.campaign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DiagramStepsTest {

  @Test
  void shouldFindTouchesAtTheirTaskAndWaitsWherePeopleWait() throws IOException {
    assertThat(DiagramSteps.of(model("journey-launch")))
        .containsEntry("announce", "touch_announce")
        .containsEntry("await-response", "gateway_response")
        .containsEntry("follow-up", "touch_follow_up")
        .containsEntry("pause", "wait_pause")
        .containsEntry("reminder", "touch_reminder")
        .hasSize(5);
  }

  private static String model(String id) throws IOException {
    try (InputStream model =
        Objects.requireNonNull(
            DiagramStepsTest.class.getResourceAsStream("/processes/" + id + ".bpmn"))) {
      return new String(model.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
