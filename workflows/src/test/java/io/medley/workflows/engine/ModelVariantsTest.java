package io.medley.workflows.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeAssignmentDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListener;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which engine gets which model. */
class ModelVariantsTest {

  private static final GuardedTask GUARD =
      new GuardedTask("mlr-review", "task_lane_verdict", "mlr-review.lane-completing");

  private final List<Models.Model> plain = Models.all();

  @Test
  void shouldGiveOlderEnginesTheModelsAsWritten() {
    for (String version : List.of("8.6.0", "8.5.11", "8.7.20", "7.22.0")) {
      assertThat(variants(version)).as(version).isEqualTo(plain);
    }
    assertThat(plain).noneMatch(model -> model.text().contains("taskListener"));
  }

  @Test
  void shouldAskBeforeALaneCompletesWhereTheEngineCanAsk() {
    for (String version : List.of("8.8.0", "8.9.0-rc3", "8.10.1", "9.0.0")) {
      List<Models.Model> variants = variants(version);

      assertThat(variants).as(version).hasSameSizeAs(plain);
      assertThat(variants)
          .extracting(Models.Model::name)
          .containsExactlyElementsOf(plain.stream().map(Models.Model::name).toList());
      BpmnModelInstance review = read(named(variants, "processes/mlr-review.bpmn"));
      UserTask lane = review.getModelElementById("task_lane_verdict");
      Collection<ZeebeTaskListener> listeners =
          review.getModelElementsByType(ZeebeTaskListener.class);
      assertThat(listeners)
          .singleElement()
          .satisfies(
              listener -> {
                assertThat(listener.getEventType())
                    .isEqualTo(ZeebeTaskListenerEventType.completing);
                assertThat(listener.getType()).isEqualTo(GUARD.jobType());
                assertThat(listener.getParentElement().getParentElement().getParentElement())
                    .isEqualTo(lane);
              });
    }
  }

  @Test
  void shouldChangeNothingElse() {
    Models.Model before = named(plain, "processes/mlr-review.bpmn");
    Models.Model after = named(variants("8.9.0"), "processes/mlr-review.bpmn");

    String without =
        after.text().replaceAll("(?s)\\s*<(\\w+:)?taskListeners>.*?</(\\w+:)?taskListeners>", "");
    assertThat(without).isNotEqualTo(after.text());
    assertThat(Bpmn.convertToString(read(new Models.Model("x.bpmn", without))))
        .isEqualToNormalizingWhitespace(Bpmn.convertToString(read(before)));
    UserTask lane = read(after).getModelElementById("task_lane_verdict");
    assertThat(lane.getSingleExtensionElement(ZeebeFormDefinition.class).getFormId())
        .isEqualTo("mlr-review");
    assertThat(lane.getSingleExtensionElement(ZeebeAssignmentDefinition.class).getCandidateGroups())
        .isEqualTo("=[lanePlan.candidateGroup]");
    assertThat(variants("8.9.0"))
        .filteredOn(model -> !model.name().equals(after.name()))
        .isSubsetOf(plain);
  }

  @Test
  void shouldRefuseToGuardATaskThatIsInNoModel() {
    assertThatThrownBy(
            () ->
                ModelVariants.of(
                    plain,
                    EngineVersion.parse("8.8.0"),
                    List.of(new GuardedTask("mlr-review", "task_renamed", "x.completing"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("task_renamed");
  }

  @Test
  void shouldCompareVersionsAsNumbers() {
    assertThat(EngineVersion.parse("8.10.0").atLeast(EngineVersion.parse("8.9.0"))).isTrue();
    assertThat(EngineVersion.parse("8.6.0").atLeast(EngineVersion.WITH_TASK_LISTENERS)).isFalse();
    assertThatThrownBy(() -> EngineVersion.parse("newest"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Models.Model> variants(String version) {
    return ModelVariants.of(plain, EngineVersion.parse(version), List.of(GUARD));
  }

  private static Models.Model named(List<Models.Model> models, String name) {
    return models.stream().filter(model -> model.name().equals(name)).findFirst().orElseThrow();
  }

  private static BpmnModelInstance read(Models.Model model) {
    return Bpmn.readModelFromStream(
        new ByteArrayInputStream(model.text().getBytes(StandardCharsets.UTF_8)));
  }
}
