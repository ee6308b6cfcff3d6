package io.medley.workflows.journey;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.EventBasedGateway;
import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.IntermediateCatchEvent;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.Task;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeHeader;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperties;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperty;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import io.medley.workflows.engine.Models;
import io.medley.workflows.journey.JourneyTemplate.Kind;
import io.medley.workflows.journey.JourneyTemplate.Step;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the journey templates from their models. */
final class JourneyTemplates {

  private static final Pattern RESPONSE = Pattern.compile("responseType = \"([A-Z_]+)\"");

  private JourneyTemplates() {}

  static List<JourneyTemplate> read() {
    return Models.processes().stream()
        .flatMap(model -> read(model.text()).stream())
        .sorted(Comparator.comparing(JourneyTemplate::title))
        .toList();
  }

  /** The journeys of a model; empty if it holds none. */
  static List<JourneyTemplate> read(String bpmnXml) {
    BpmnModelInstance bpmn =
        Bpmn.readModelFromStream(
            new ByteArrayInputStream(bpmnXml.getBytes(StandardCharsets.UTF_8)));
    return bpmn.getModelElementsByType(Process.class).stream()
        .filter(process -> process.getId().startsWith(Names.PROCESS_PREFIX))
        .map(
            process ->
                new JourneyTemplate(
                    process.getId(),
                    process.getName(),
                    documentation(process),
                    property(process, Names.ENTRY),
                    property(process, Names.GOAL),
                    property(process, Names.HOLDOUT).equals("allowed"),
                    list(property(process, Names.ENTRY_EVENTS)),
                    Reentry.named(property(process, Names.REENTRY)).orElse(Reentry.NEVER),
                    inFlowOrder(process).flatMap(JourneyTemplates::step).toList(),
                    following(process),
                    bpmnXml))
        .toList();
  }

  private static String documentation(BaseElement element) {
    return element.getDocumentations().stream()
        .map(text -> text.getTextContent().strip())
        .collect(Collectors.joining(" "));
  }

  private static String property(Process process, String name) {
    ZeebeProperties properties = process.getSingleExtensionElement(ZeebeProperties.class);
    return properties == null
        ? ""
        : properties.getProperties().stream()
            .filter(property -> name.equals(property.getName()))
            .map(ZeebeProperty::getValue)
            .findFirst()
            .orElse("");
  }

  private static Set<String> list(String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Breadth first from the start event: the order in which a person meets the steps. */
  private static Stream<FlowNode> inFlowOrder(Process process) {
    Set<FlowNode> seen = new LinkedHashSet<>();
    Deque<FlowNode> ahead =
        new ArrayDeque<>(
            process.getFlowElements().stream()
                .filter(FlowNode.class::isInstance)
                .map(FlowNode.class::cast)
                .filter(node -> node.getIncoming().isEmpty() && !(node instanceof SubProcess))
                .toList());
    for (FlowNode node = ahead.poll(); node != null; node = ahead.poll()) {
      if (seen.add(node)) {
        node.getOutgoing().forEach(flow -> ahead.add(flow.getTarget())); // in the document's order
      }
    }
    return seen.stream();
  }

  /** Which steps can come next after each step, without another step between. */
  private static Map<String, List<String>> following(Process process) {
    Map<String, List<String>> following = new HashMap<>();
    for (Task task : process.getModelInstance().getModelElementsByType(Task.class)) {
      String step = headers(task).get(Names.STEP);
      if (step != null) {
        following.put(step, after(task, step));
      }
    }
    return following;
  }

  private static List<String> after(Task task, String step) {
    Set<String> found = new LinkedHashSet<>();
    Set<FlowNode> seen = new HashSet<>();
    Deque<FlowNode> ahead = new ArrayDeque<>(timersFirst(task));
    for (FlowNode node = ahead.poll(); node != null; node = ahead.poll()) {
      if (!seen.add(node)) {
        continue;
      }
      String next = node instanceof Task other ? headers(other).get(Names.STEP) : null;
      if (next == null) {
        timersFirst(node).reversed().forEach(ahead::addFirst);
      } else {
        found.add(next);
      }
    }
    found.remove(step);
    return List.copyOf(found);
  }

  /** What runs out first, then what a choice takes by default, then as the model is written. */
  private static List<FlowNode> timersFirst(FlowNode node) {
    SequenceFlow usual = node instanceof ExclusiveGateway choice ? choice.getDefault() : null;
    return node.getOutgoing().stream()
        .sorted(
            Comparator.comparing((SequenceFlow flow) -> !isTimer(flow.getTarget()))
                .thenComparing(flow -> !flow.equals(usual)))
        .map(SequenceFlow::getTarget)
        .toList();
  }

  private static Stream<Step> step(FlowNode node) {
    if (!(node instanceof Task task)) {
      return Stream.empty();
    }
    Map<String, String> headers = headers(task);
    String step = headers.get(Names.STEP);
    if (step == null) {
      return Stream.empty();
    }
    Kind kind = kind(task);
    return Stream.of(
        new Step(
            step,
            kind,
            headers.get(Names.CHANNEL),
            headers.get(Names.SLOT),
            task.getName(),
            defaultWait(headers.get(Names.DEFAULT_WAIT)),
            headers.get(Names.ACTION),
            kind == Kind.WAIT_FOR ? responses(task) : Set.of(),
            StepHeaders.waitRule(headers),
            headers.get(Names.UNTIL)));
  }

  /** What the choice behind the message asks for. */
  private static Set<String> responses(Task task) {
    Set<String> responses = new TreeSet<>();
    Deque<FlowNode> ahead = new ArrayDeque<>(task.getSucceedingNodes().list());
    Set<FlowNode> seen = new HashSet<>();
    for (FlowNode node = ahead.poll(); node != null; node = ahead.poll()) {
      if (!seen.add(node)) {
        continue;
      }
      if (isPastChoice(node)) {
        behind(node).filter(EventBasedGateway.class::isInstance).forEach(ahead::add);
      } else if (node instanceof ExclusiveGateway) {
        node.getOutgoing().stream()
            .map(SequenceFlow::getConditionExpression)
            .filter(Objects::nonNull)
            .flatMap(condition -> RESPONSE.matcher(condition.getTextContent()).results())
            .forEach(match -> responses.add(match.group(1)));
      } else if (!isTimer(node)) {
        ahead.addAll(node.getSucceedingNodes().list());
      }
    }
    return responses;
  }

  /** Whether it is the choice that leaves out a wait whose date is past already. */
  private static boolean isPastChoice(FlowNode node) {
    return node instanceof ExclusiveGateway
        && node.getOutgoing().stream()
            .map(SequenceFlow::getConditionExpression)
            .filter(Objects::nonNull)
            .anyMatch(condition -> condition.getTextContent().contains("waitPast"));
  }

  private static Stream<FlowNode> behind(FlowNode node) {
    return node.getSucceedingNodes().list().stream();
  }

  private static boolean isTimer(FlowNode node) {
    return node instanceof IntermediateCatchEvent event
        && event.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance);
  }

  private static Kind kind(Task task) {
    ZeebeTaskDefinition definition = task.getSingleExtensionElement(ZeebeTaskDefinition.class);
    if (definition.getType().equals(JobTypes.TOUCH)) {
      return Kind.TOUCH;
    }
    if (definition.getType().equals(JobTypes.SUGGEST)) {
      return Kind.SUGGEST;
    }
    if (definition.getType().equals(JobTypes.SPLIT)) {
      return Kind.SPLIT;
    }
    boolean forResponse =
        task.getSucceedingNodes().list().stream()
            .flatMap(next -> isPastChoice(next) ? behind(next) : Stream.of(next))
            .anyMatch(EventBasedGateway.class::isInstance);
    return forResponse ? Kind.WAIT_FOR : Kind.WAIT;
  }

  private static @Nullable Duration defaultWait(@Nullable String text) {
    return text == null ? null : Duration.parse(text);
  }

  static Map<String, String> headers(Task task) {
    ZeebeTaskHeaders headers = task.getSingleExtensionElement(ZeebeTaskHeaders.class);
    return headers == null
        ? Map.of()
        : headers.getHeaders().stream()
            .collect(Collectors.toMap(ZeebeHeader::getKey, ZeebeHeader::getValue));
  }
}
