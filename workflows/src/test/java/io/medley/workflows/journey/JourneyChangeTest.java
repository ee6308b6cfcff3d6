package io.medley.workflows.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.journey.JourneyChange.StepFate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JourneyChangeTest {

  static final JourneyTemplate LAUNCH =
      JourneyTemplate.ofThisInstallation().stream()
          .filter(template -> template.id().equals("journey-launch"))
          .findFirst()
          .orElseThrow();

  /** The launch journey under an id of its own, with what a test changes in it. */
  static JourneyTemplate changed(String... replacements) {
    String id = "journey-launch-" + UUID.randomUUID();
    String xml =
        LAUNCH
            .bpmnXml()
            .replace("\"journey-launch\"", "\"" + id + "\"")
            .replace("journey.start.journey-launch", "journey.start." + id);
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(xml).contains(replacements[i]);
      xml = xml.replace(replacements[i], replacements[i + 1]);
    }
    return JourneyTemplates.read(xml).getFirst();
  }

  static java.util.List<JourneyTemplate> templates() {
    return JourneyTemplate.ofThisInstallation();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void shouldLetEverybodyGoOnWhereNothingChanges(JourneyTemplate template) {
    JourneyChange change = JourneyChange.between(template, template);

    assertThat(change.added()).isEmpty();
    assertThat(change.steps())
        .hasSameSizeAs(template.steps())
        .allSatisfy(fate -> assertThat(fate.why()).isNull())
        .allMatch(StepFate::goesOn);
    assertThat(change.elements()).allSatisfy((from, to) -> assertThat(to).isEqualTo(from));
  }

  @Test
  void shouldNameTheStepThatIsGoneAndTheOneThatIsNew() {
    JourneyChange change =
        JourneyChange.between(LAUNCH, changed("value=\"reminder\"", "value=\"last-call\""));

    assertThat(change.at("reminder").orElseThrow().goesOn()).isFalse();
    assertThat(change.at("reminder").orElseThrow().why())
        .isEqualTo("The new journey has no such step.");
    assertThat(change.at("pause").orElseThrow().goesOn()).isTrue();
    assertThat(change.added())
        .extracting(JourneyTemplate.Step::stepId)
        .containsExactly("last-call");
  }

  @Test
  void shouldKeepNobodyWaitingWhereTheNewModelHasNothingLikeIt() {
    JourneyChange change =
        JourneyChange.between(LAUNCH, changed("\"wait_pause\"", "\"wait_elsewhere\""));

    assertThat(change.at("pause").orElseThrow().goesOn()).isFalse();
    assertThat(change.at("pause").orElseThrow().why()).contains("“Pause” (wait_pause)");
    assertThat(change.elements()).doesNotContainKey("wait_pause");
    assertThat(change.at("await-response").orElseThrow().goesOn()).isTrue();
  }

  @Test
  void shouldFollowWhatWaitsForTheSameMessageUnderAnotherId() {
    JourneyChange change =
        JourneyChange.between(
            LAUNCH,
            changed("\"wait_response\"", "\"hears_something\"", "\"start_exit\"", "\"told_to\""));

    assertThat(change.elements())
        .containsEntry("wait_response", "hears_something")
        .containsEntry("start_exit", "told_to")
        .containsEntry("timeout_response", "timeout_response");
    assertThat(change.steps()).allMatch(StepFate::goesOn);
  }

  @Test
  void shouldSayWhatIsDifferentWhereTheyGoOn() {
    JourneyChange change =
        JourneyChange.between(
            LAUNCH,
            changed(
                "<zeebe:header key=\"slot\" value=\"reminder\"/>",
                "<zeebe:header key=\"slot\" value=\"news\"/>"));

    assertThat(change.at("reminder").orElseThrow())
        .extracting(StepFate::goesOn, StepFate::why)
        .containsExactly(true, "It takes its piece from slot “news” now instead of “reminder”.");
  }
}
