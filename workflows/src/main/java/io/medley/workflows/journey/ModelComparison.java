package io.medley.workflows.journey;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.EventBasedGateway;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.IntermediateCatchEvent;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.Task;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.medley.workflows.journey.JourneyChange.StepFate;
import io.medley.workflows.journey.JourneyTemplate.Kind;
import io.medley.workflows.journey.JourneyTemplate.Step;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two journey models by what the engine can migrate: an element goes on as the element of
 * the same id, if that is of the same type and in the same scope; what waits for a message goes on
 * as whatever waits for that message at the same place, because an instance cannot wait for one
 * message twice.
 */
final class ModelComparison {

  private final JourneyTemplate from;
  private final JourneyTemplate to;
  private final BpmnModelInstance before;
  private final BpmnModelInstance after;
  private final Map<String, String> elements = new HashMap<>();

  ModelComparison(JourneyTemplate from, JourneyTemplate to) {
    this.from = from;
    this.to = to;
    this.before = read(from);
    this.after = read(to);
  }

  JourneyChange change() {
    before.getModelElementsByType(FlowNode.class).stream()
        .filter(node -> !(node instanceof CatchEvent) || standsAlone(node))
        .forEach(node -> counterpart(node).ifPresent(same -> map(node, same)));
    return new JourneyChange(
        from.steps().stream().map(this::fate).toList(),
        to.steps().stream().filter(step -> from.step(step.stepId()).isEmpty()).toList(),
        elements);
  }

  private void map(FlowNode node, FlowNode same) {
    elements.put(node.getId(), same.getId());
    if (node instanceof EventBasedGateway) {
      mapEvents(caught(node), caught(same));
    } else if (node instanceof SubProcess group && same instanceof SubProcess other) {
      mapEvents(starts(group), starts(other));
    }
  }

  /** What is caught at one place: by message, or by id. */
  private void mapEvents(List<? extends CatchEvent> events, List<? extends CatchEvent> others) {
    for (CatchEvent event : events) {
      String message = message(event);
      others.stream()
          .filter(other -> !elements.containsValue(other.getId()))
          .filter(
              other ->
                  message == null
                      ? event.getId().equals(other.getId()) && waitsForTheSame(event, other)
                      : message.equals(message(other)))
          .findFirst()
          .ifPresent(other -> elements.put(event.getId(), other.getId()));
    }
  }

  private StepFate fate(Step step) {
    Optional<Step> same = to.step(step.stepId());
    if (same.isEmpty()) {
      return new StepFate(step, false, "The new journey has no such step.");
    }
    if (same.get().kind() != step.kind()) {
      return new StepFate(
          step,
          false,
          "The step of this id %s now; before, it %s."
              .formatted(does(same.get().kind()), does(step.kind())));
    }
    for (FlowNode place : places(step.stepId())) {
      if (!elements.containsKey(place.getId())) {
        return new StepFate(
            step,
            false,
            "HCPs stand at “%s” (%s); the new journey has nothing like it in that place."
                .formatted(Objects.requireNonNullElse(place.getName(), "?"), place.getId()));
      }
    }
    return new StepFate(step, true, different(step, same.get()));
  }

  private static @Nullable String different(Step step, Step same) {
    if (!Objects.equals(step.channel(), same.channel())) {
      return "It asks for %s now instead of %s.".formatted(same.channel(), step.channel());
    }
    if (!Objects.equals(step.slot(), same.slot())) {
      return "It takes its piece from slot “%s” now instead of “%s”."
          .formatted(same.slot(), step.slot());
    }
    if (!step.responses().equals(same.responses())) {
      return "It goes on for %s now instead of %s."
          .formatted(
              String.join(", ", same.responses().stream().sorted().toList()),
              String.join(", ", step.responses().stream().sorted().toList()));
    }
    return null;
  }

  private static String does(Kind kind) {
    return switch (kind) {
      case TOUCH -> "sends";
      case WAIT -> "waits";
      case WAIT_FOR -> "waits for a response";
      case SUGGEST -> "suggests something to the representative";
      case SPLIT -> "parts by a fact";
    };
  }

  /** Where time can pass while a person is at a step: its job, and what is waited for after it. */
  private List<FlowNode> places(String stepId) {
    List<FlowNode> places = new ArrayList<>();
    Set<FlowNode> seen = new HashSet<>();
    Deque<FlowNode> ahead = new ArrayDeque<>();
    for (Task task : before.getModelElementsByType(Task.class)) {
      if (stepId.equals(JourneyTemplates.headers(task).get(Names.STEP))) {
        places.add(task);
        seen.add(task);
        ahead.addAll(task.getSucceedingNodes().list());
      }
    }
    for (FlowNode node = ahead.poll(); node != null; node = ahead.poll()) {
      boolean ofAnotherStep =
          node instanceof Task task && JourneyTemplates.headers(task).containsKey(Names.STEP);
      if (ofAnotherStep || !seen.add(node)) {
        continue;
      }
      if (node instanceof EventBasedGateway || standsAlone(node)) {
        places.add(node);
      }
      ahead.addAll(node.getSucceedingNodes().list());
    }
    return places;
  }

  private Optional<FlowNode> counterpart(FlowNode node) {
    return Optional.ofNullable(after.getModelElementById(node.getId()))
        .filter(FlowNode.class::isInstance)
        .map(FlowNode.class::cast)
        .filter(other -> other.getElementType().equals(node.getElementType()))
        .filter(other -> scope(other).equals(scope(node)))
        .filter(other -> Objects.equals(job(other), job(node)))
        .filter(
            other ->
                !(node instanceof CatchEvent event && other instanceof CatchEvent same)
                    || (standsAlone(other) && waitsForTheSame(event, same)));
  }

  /** The id of the group an element is in; empty on the journey itself. */
  private static String scope(FlowNode node) {
    return node.getParentElement() instanceof SubProcess group ? group.getId() : "";
  }

  private static @Nullable String job(FlowNode node) {
    ZeebeTaskDefinition definition = node.getSingleExtensionElement(ZeebeTaskDefinition.class);
    return definition == null ? null : definition.getType();
  }

  private static boolean standsAlone(FlowNode node) {
    return node instanceof IntermediateCatchEvent
        && node.getPreviousNodes().list().stream().noneMatch(EventBasedGateway.class::isInstance);
  }

  private static List<CatchEvent> caught(FlowNode gateway) {
    return gateway.getSucceedingNodes().list().stream()
        .filter(CatchEvent.class::isInstance)
        .map(CatchEvent.class::cast)
        .toList();
  }

  private static List<StartEvent> starts(SubProcess group) {
    return group.getFlowElements().stream()
        .filter(StartEvent.class::isInstance)
        .map(StartEvent.class::cast)
        .toList();
  }

  private static boolean waitsForTheSame(CatchEvent event, CatchEvent other) {
    return definitions(event).equals(definitions(other))
        && Objects.equals(message(event), message(other));
  }

  private static List<String> definitions(CatchEvent event) {
    return event.getEventDefinitions().stream()
        .map(definition -> definition.getElementType().getTypeName())
        .toList();
  }

  private static @Nullable String message(CatchEvent event) {
    for (EventDefinition definition : event.getEventDefinitions()) {
      if (definition instanceof MessageEventDefinition message) {
        return message.getMessage().getName();
      }
    }
    return null;
  }

  private static BpmnModelInstance read(JourneyTemplate template) {
    return Bpmn.readModelFromStream(
        new ByteArrayInputStream(template.bpmnXml().getBytes(StandardCharsets.UTF_8)));
  }
}
