package io.medley.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.annotation.JobWorker;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.Error;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Gateway;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SendTask;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.Signal;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.Task;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnEdge;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeAssignmentDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListener;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeHeader;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLoopCharacteristics;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeOutput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskSchedule;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeUserTask;
import io.medley.workflows.campaignlaunch.LaunchWorkers;
import io.medley.workflows.engine.Models;
import io.medley.workflows.journey.JourneyWorkers;
import io.medley.workflows.journey.SplitRequest;
import io.medley.workflows.lifecycle.LifecycleWorkers;
import io.medley.workflows.mlrreview.ReviewWorkers;
import io.medley.workflows.production.ProductionWorkers;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the models and the code to each other. */
class BpmnContractTest {

  private static final List<Class<?>> WORKERS =
      List.of(
          ReviewWorkers.class,
          LifecycleWorkers.class,
          JourneyWorkers.class,
          ProductionWorkers.class,
          LaunchWorkers.class);

  @Test
  void shouldHaveAWorkerForEveryJobAndAJobForEveryWorker() {
    Set<String> modelled = new TreeSet<>();
    ModelFiles.elements(ZeebeTaskDefinition.class).forEach(job -> modelled.add(job.getType()));
    ModelFiles.elements(ZeebeExecutionListener.class).forEach(job -> modelled.add(job.getType()));

    assertThat(WORKERS.stream().flatMap(BpmnContractTest::jobTypes))
        .containsExactlyInAnyOrderElementsOf(modelled);
  }

  @Test
  void shouldNameEveryJobTypeByAConstant() {
    for (Class<?> workers : WORKERS) {
      assertThat(constants(workers, "JobTypes").values())
          .containsExactlyInAnyOrderElementsOf(jobTypes(workers).toList());
    }
  }

  @Test
  void shouldNameEveryMessageByAConstant() {
    Set<String> known = new HashSet<>();
    for (Class<?> workers : WORKERS) {
      Map<String, String> names = constants(workers, "Names");
      names.forEach(
          (constant, value) -> {
            if (constant.endsWith("_MESSAGE")) {
              known.add(value);
            } else if (constant.endsWith("START_MESSAGE_PREFIX")) {
              journeys().forEach(journey -> known.add(value + journey.getId()));
            }
          });
    }

    assertThat(ModelFiles.elements(Message.class).map(Message::getName).distinct())
        .containsExactlyInAnyOrderElementsOf(known);
    assertThat(ModelFiles.elements(Error.class)).isEmpty();
    assertThat(ModelFiles.elements(Signal.class)).as("never a signal").isEmpty();
  }

  @Test
  void shouldCorrelateEveryMessageExceptStartsByTheIdTheProcessWorksFor() {
    assertThat(ModelFiles.elements(Message.class))
        .isNotEmpty()
        .allSatisfy(
            message -> {
              ZeebeSubscription subscription =
                  message.getSingleExtensionElement(ZeebeSubscription.class);
              if (message.getName().contains("start")) {
                assertThat(subscription).as(message.getName()).isNull();
              } else {
                assertThat(subscription.getCorrelationKey())
                    .as(message.getName())
                    .isIn(
                        "=reviewId",
                        "=versionId",
                        "=enrolmentId",
                        "=productionId",
                        "=launchId",
                        "=approvalId");
              }
            });
  }

  @Test
  void shouldSayOfEveryTaskWhatItDoesAndHowOftenItIsTried() {
    assertThat(ModelFiles.elements(Task.class))
        .isNotEmpty()
        .allSatisfy(
            task -> assertThat(documentation(task)).as(task.getId()).hasSizeGreaterThan(40));
    assertThat(ModelFiles.elements(Process.class))
        .allSatisfy(process -> assertThat(documentation(process)).hasSizeGreaterThan(80));
    assertThat(
            Stream.concat(
                ModelFiles.elements(ServiceTask.class), ModelFiles.elements(SendTask.class)))
        .allSatisfy(
            task -> {
              String retries =
                  task.getSingleExtensionElement(ZeebeTaskDefinition.class)
                      .getDomElement()
                      .getAttribute("retries");
              assertThat(retries).as(task.getId()).isNotNull().matches("[1-9][0-9]*");
            });
  }

  @Test
  void shouldEndEveryProcessWithTheListenerThatSaysSo() {
    assertThat(ModelFiles.elements(Process.class))
        .isNotEmpty()
        .allSatisfy(
            process -> {
              assertThat(
                      process
                          .getModelInstance()
                          .getModelElementsByType(ZeebeExecutionListener.class))
                  .singleElement()
                  .satisfies(
                      listener -> {
                        assertThat(listener.getType()).endsWith(".ended");
                        assertThat(listener.getRetries()).isNotBlank();
                      });
            });
  }

  @Test
  void shouldBeginEveryProcessWithItsClaim() {
    assertThat(ModelFiles.elements(Process.class))
        .allSatisfy(
            process ->
                assertThat(
                        process.getChildElementsByType(StartEvent.class).stream()
                            .flatMap(start -> start.getSucceedingNodes().list().stream()))
                    .singleElement()
                    .satisfies(
                        first ->
                            assertThat(
                                    first
                                        .getSingleExtensionElement(ZeebeTaskDefinition.class)
                                        .getType())
                                .endsWith(".claim")));
  }

  @Test
  void shouldNameElementsByKindAndPurpose() {
    assertThat(ModelFiles.elements(Task.class)).allMatch(id("task_|touch_"));
    assertThat(ModelFiles.elements(Gateway.class)).allMatch(id("gateway_"));
    assertThat(ModelFiles.elements(StartEvent.class)).allMatch(id("start_"));
    assertThat(ModelFiles.elements(EndEvent.class)).allMatch(id("end_"));
    assertThat(ModelFiles.elements(SubProcess.class)).allMatch(id("subprocess_"));
  }

  @Test
  void shouldDrawEveryElement() {
    Set<String> shapes =
        ModelFiles.elements(BpmnShape.class)
            .map(shape -> shape.getBpmnElement().getId())
            .collect(Collectors.toSet());
    Set<String> edges =
        ModelFiles.elements(BpmnEdge.class)
            .map(edge -> edge.getBpmnElement().getId())
            .collect(Collectors.toSet());

    assertThat(ModelFiles.elements(FlowNode.class).map(BaseElement::getId))
        .allMatch(shapes::contains);
    assertThat(ModelFiles.elements(SequenceFlow.class).map(BaseElement::getId))
        .allMatch(edges::contains);
    assertThat(ModelFiles.elements(FlowElement.class)).isNotEmpty();
  }

  @Test
  void shouldRunOnTheOldestEngine() {
    assertThat(Models.processes())
        .allSatisfy(
            model -> {
              assertThat(model.text()).contains("executionPlatformVersion=\"8.6.0\"");
              assertThat(model.text())
                  .as("8.6 refuses task listeners")
                  .doesNotContain("taskListener");
              assertThat(model.text())
                  .as("dates come from variables of the business clock")
                  .doesNotContain("now()");
            });
  }

  @Test
  void shouldGiveEveryHumanTaskAFormAGroupAndADueDate() {
    Map<String, JsonNode> forms =
        Models.all().stream()
            .filter(model -> model.name().startsWith("forms/"))
            .map(model -> JsonMapper.shared().readTree(model.text()))
            .collect(Collectors.toMap(form -> form.get("id").asString(), form -> form));
    assertThat(ModelFiles.elements(UserTask.class))
        .isNotEmpty()
        .allSatisfy(
            task -> {
              assertThat(task.getSingleExtensionElement(ZeebeUserTask.class)).isNotNull();
              ZeebeFormDefinition form = task.getSingleExtensionElement(ZeebeFormDefinition.class);
              assertThat(forms).containsKey(form.getFormId());
              assertThat(form.getBindingType().name()).isEqualTo("deployment");
              assertThat(
                      task.getSingleExtensionElement(ZeebeAssignmentDefinition.class)
                          .getCandidateGroups())
                  .isNotBlank();
              assertThat(task.getSingleExtensionElement(ZeebeTaskSchedule.class).getDueDate())
                  .isNotBlank();
            });
    assertThat(forms.values())
        .allSatisfy(
            form -> {
              assertThat(form.get("schemaVersion").asInt()).isEqualTo(16);
              assertThat(form.findValuesAsString("type"))
                  .as("comments are written where they are signed")
                  .doesNotContain("textfield", "textarea", "iframe", "filepicker");
            });
  }

  @Test
  void shouldKeepTheVariablesOfALaneInTheLane() {
    List<SubProcess> lanes =
        ModelFiles.elements(SubProcess.class)
            .filter(
                sub ->
                    sub.getLoopCharacteristics() != null
                        && sub.getLoopCharacteristics()
                                .getSingleExtensionElement(ZeebeLoopCharacteristics.class)
                            != null)
            .toList();
    assertThat(lanes)
        .isNotEmpty()
        .allSatisfy(
            lane -> {
              Set<String> local =
                  lane.getSingleExtensionElement(ZeebeIoMapping.class).getInputs().stream()
                      .map(ZeebeInput::getTarget)
                      .collect(Collectors.toSet());
              lane.getFlowElements().stream()
                  .filter(Task.class::isInstance)
                  .map(Task.class::cast)
                  .forEach(
                      task ->
                          assertThat(
                                  task
                                      .getSingleExtensionElement(ZeebeIoMapping.class)
                                      .getOutputs()
                                      .stream()
                                      .map(ZeebeOutput::getTarget))
                              .as(task.getId())
                              .isNotEmpty()
                              .allMatch(local::contains));
            });
  }

  @Test
  void shouldGiveEveryStepOfAJourneyWhatTheDomainNeeds() {
    assertThat(journeys())
        .isNotEmpty()
        .allSatisfy(
            journey -> {
              assertThat(journey.getName()).isNotBlank();
              List<Map<String, String>> steps =
                  journey.getFlowElements().stream()
                      .filter(Task.class::isInstance)
                      .map(element -> headers((Task) element))
                      .filter(headers -> headers.containsKey("step"))
                      .toList();
              assertThat(steps.stream().map(step -> step.get("step"))).doesNotHaveDuplicates();
              assertThat(steps)
                  .allSatisfy(
                      step -> {
                        if (step.containsKey("slot")) {
                          assertThat(step.getOrDefault("channel", "").split(","))
                              .isSubsetOf(
                                  "EMAIL", "SMS", "PORTAL", "REP_EMAIL", "CLM", "WEB", "PRINT");
                        }
                        if (step.containsKey("fact")) {
                          assertThat(SplitRequest.paths(step.getOrDefault("paths", "")))
                              .isPresent();
                        } else if (step.containsKey("action") || !step.containsKey("slot")) {
                          assertThat(step.get("defaultWait")).startsWith("P");
                        }
                      });
            });
  }

  private static Stream<Process> journeys() {
    return ModelFiles.elements(Process.class)
        .filter(process -> process.getId().startsWith("journey-"));
  }

  private static java.util.function.Predicate<BaseElement> id(String prefixes) {
    return element -> element.getId().matches("(" + prefixes + ")[a-z0-9_]+");
  }

  private static String documentation(BaseElement element) {
    return element.getDocumentations().stream()
        .map(text -> text.getTextContent().strip())
        .collect(Collectors.joining());
  }

  private static Map<String, String> headers(Task task) {
    ZeebeTaskHeaders headers = task.getSingleExtensionElement(ZeebeTaskHeaders.class);
    return headers == null
        ? Map.of()
        : headers.getHeaders().stream()
            .collect(Collectors.toMap(ZeebeHeader::getKey, ZeebeHeader::getValue));
  }

  private static Stream<String> jobTypes(Class<?> workers) {
    return Arrays.stream(workers.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JobWorker.class))
        .map(method -> method.getAnnotation(JobWorker.class).type());
  }

  private static Map<String, String> constants(Class<?> beside, String className) {
    try {
      Class<?> holder = Class.forName(beside.getPackageName() + "." + className);
      Map<String, String> constants = new java.util.TreeMap<>();
      for (Field field : holder.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
          field.setAccessible(true);
          constants.put(field.getName(), (String) field.get(null));
        }
      }
      return constants;
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError(missing.getMessage(), missing);
    }
  }
}
