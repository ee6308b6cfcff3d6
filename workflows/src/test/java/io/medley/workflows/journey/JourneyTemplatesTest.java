package io.medley.workflows.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.journey.JourneyTemplate.Kind;
import io.medley.workflows.journey.JourneyTemplate.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JourneyTemplatesTest {

  @Test
  void shouldReadWhatAMarketerChoosesFrom() {
    JourneyTemplate launch =
        JourneyTemplates.read().stream()
            .filter(template -> template.id().equals("journey-launch"))
            .findFirst()
            .orElseThrow();

    assertThat(launch.title()).isEqualTo("Launch: announce, follow up or remind");
    assertThat(launch.description()).contains("reminder");
    assertThat(launch.entry()).contains("announced");
    assertThat(launch.goal()).contains("follow-up");
    assertThat(launch.holdout()).isTrue();
    assertThat(launch.bpmnXml()).startsWith("<?xml").contains("BPMNDiagram");
    assertThat(launch.steps())
        .containsExactly(
            new Step(
                "announce", Kind.TOUCH, "EMAIL", "announce", "Send the announcement", null, null),
            new Step(
                "await-response",
                Kind.WAIT_FOR,
                null,
                null,
                "How long to wait for a response",
                Duration.ofDays(3),
                null,
                Set.of("CLICKED")),
            new Step("pause", Kind.WAIT, null, null, "How long to pause", Duration.ofDays(4), null),
            new Step(
                "follow-up", Kind.TOUCH, "EMAIL", "follow-up", "Send the follow-up", null, null),
            new Step("reminder", Kind.TOUCH, "EMAIL", "reminder", "Send the reminder", null, null));
    assertThat(launch.defaultWaits())
        .isEqualTo(Map.of("await-response", Duration.ofDays(3), "pause", Duration.ofDays(4)));
  }

  @Test
  void shouldKnowWhatBringsAPersonInAndWhetherAgain() {
    assertThat(template("journey-launch").entryEvents()).as("a launch enrols").isEmpty();
    assertThat(template("journey-launch").reentry()).isEqualTo(Reentry.NEVER);
    assertThat(template("journey-rep-call-follow-up").entryEvents())
        .containsExactly("CALL_RECORDED");
    assertThat(template("journey-rep-call-follow-up").reentry()).isEqualTo(Reentry.AFTER_EXIT);
    assertThat(template("journey-web-request").reentry()).isEqualTo(Reentry.BY_KEY);
    assertThat(template("journey-webinar").awaited())
        .containsExactlyInAnyOrder("REGISTERED", "ATTENDED", "QUESTION");
    assertThat(template("journey-webinar").awaitedAt("attendance")).containsExactly("ATTENDED");
  }

  @Test
  void shouldKnowWhatWaitsGoByAndWhatIsAhead() {
    JourneyTemplate webinar = template("journey-webinar");
    assertThat(webinar.events()).containsExactly("webinar");
    assertThat(webinar.step("registration"))
        .hasValueSatisfying(
            step -> {
              assertThat(step.kind()).isEqualTo(Kind.WAIT_FOR);
              assertThat(step.rule().event()).isEqualTo("webinar");
              assertThat(step.rule().offset()).isEqualTo(Duration.ofDays(-7));
            });
    assertThat(webinar.step("until-day-before")).map(Step::kind).contains(Kind.WAIT_FOR);
    assertThat(webinar.step("reminder")).map(Step::untilEvent).contains("webinar");
    assertThat(webinar.touchesBefore("open-question")).containsExactly("slides");
    assertThat(webinar.ahead("open-question"))
        .extracting(Step::stepId)
        .containsExactly("open-question", "answer-question");
    assertThat(webinar.ahead(null)).isEqualTo(webinar.steps());

    JourneyTemplate ladder = template("journey-depth-ladder");
    assertThat(ladder.events()).isEmpty();
    assertThat(ladder.step("after-paper")).map(step -> step.rule().active()).contains(true);
    assertThat(ladder.step("after-paper")).map(Step::kind).contains(Kind.WAIT);
    assertThat(ladder.nextTouch("after-paper")).map(Step::stepId).contains("expert-video");
    assertThat(template("journey-web-request").step("priority"))
        .map(Step::kind)
        .contains(Kind.SPLIT);
  }

  @Test
  void shouldFindTheTouchThatComesNextIfNothingHappens() {
    JourneyTemplate launch = template("journey-launch");

    assertThat(launch.nextTouch(null)).map(Step::stepId).contains("announce");
    assertThat(launch.nextTouch("announce")).map(Step::stepId).contains("announce");
    assertThat(launch.nextTouch("await-response"))
        .as("nobody clicks")
        .map(Step::stepId)
        .contains("reminder");
    assertThat(launch.nextTouch("pause")).map(Step::stepId).contains("reminder");
    assertThat(template("journey-consent").nextTouch("confirmation")).isEmpty();
  }

  private static JourneyTemplate template(String id) {
    return JourneyTemplates.read().stream()
        .filter(template -> template.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
