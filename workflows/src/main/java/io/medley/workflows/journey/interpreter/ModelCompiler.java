package io.medley.workflows.journey.interpreter;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.EventBasedGateway;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.IntermediateCatchEvent;
import io.camunda.zeebe.model.bpmn.instance.IntermediateThrowEvent;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SendTask;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListener;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListeners;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeHeader;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperties;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperty;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import io.medley.workflows.journey.JobTypes;
import io.medley.workflows.journey.Names;
import io.medley.workflows.journey.Reentry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;

/** Reads a model into the elements of a journey, collecting what a journey must not have. */
final class ModelCompiler {

  private static final Set<String> JOBS =
      Set.of(
          JobTypes.CLAIM,
          JobTypes.TOUCH,
          JobTypes.SUGGEST,
          JobTypes.WAIT_UNTIL,
          JobTypes.SPLIT,
          JobTypes.CLAIM_EVENT,
          JobTypes.EXITED,
          JobTypes.COMPLETED);

  private final String bpmnXml;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();

  ModelCompiler(String bpmnXml) {
    this.bpmnXml = bpmnXml;
  }

  JourneyModel compile() {
    Process process = process(read());
    String id = process.getId();
    if (!id.matches(Names.PROCESS_PREFIX + "[a-z0-9][a-z0-9-]{2,60}")) {
      problems.add(
          "The process id \"%s\" must begin with \"%s\" and go on in lower case, digits and hyphens."
              .formatted(id, Names.PROCESS_PREFIX));
    }
    listener(process);
    String first = start(process);
    String exit = "";
    for (FlowElement element : process.getFlowElements()) {
      if (element instanceof SubProcess sub && sub.triggeredByEvent()) {
        if (!exit.isEmpty()) {
          problems.add(
              "There is more than one way to leave early: one event sub-process is meant.");
        }
        exit = exit(sub);
      } else {
        compile(element);
      }
    }
    if (exit.isEmpty()) {
      problems.add(
          "Nothing ends the journey early: it needs an interrupting event sub-process that starts"
              + " with the message %s.".formatted(Names.EXIT_MESSAGE));
    }
    entry(process);
    new ModelRules(nodes, names, first, exit, fills(process), problems).check();
    if (!problems.isEmpty()) {
      throw new JourneyModelRefused(problems.stream().distinct().toList());
    }
    return new JourneyModel(id, nodes, first, exit);
  }

  private BpmnModelInstance read() {
    if (bpmnXml.contains("<!DOCTYPE")) {
      throw new JourneyModelRefused(List.of("The file declares a document type; BPMN needs none."));
    }
    try {
      return Bpmn.readModelFromStream(
          new ByteArrayInputStream(bpmnXml.getBytes(StandardCharsets.UTF_8)));
    } catch (ModelException unreadable) {
      Throwable cause = unreadable.getCause() == null ? unreadable : unreadable.getCause();
      throw new JourneyModelRefused(
          List.of("The file is no BPMN 2.0 model: " + cause.getMessage() + "."));
    }
  }

  private static Process process(BpmnModelInstance model) {
    Collection<Process> processes = model.getModelElementsByType(Process.class);
    if (processes.size() != 1) {
      throw new JourneyModelRefused(
          List.of(
              "A journey is one process; the file has %d of them.".formatted(processes.size())));
    }
    return processes.iterator().next();
  }

  private void listener(Process process) {
    List<String> listeners =
        process.getModelInstance().getModelElementsByType(ZeebeExecutionListener.class).stream()
            .map(ZeebeExecutionListener::getType)
            .toList();
    ZeebeExecutionListeners own = process.getSingleExtensionElement(ZeebeExecutionListeners.class);
    boolean tellsItsEnd =
        own != null
            && own.getExecutionListeners().stream()
                .anyMatch(
                    listener ->
                        listener.getType().equals(JobTypes.ENDED)
                            && listener.getEventType().name().equals("end"));
    if (!tellsItsEnd || listeners.size() != 1) {
      problems.add(
          "The process must have one execution listener, at its end, of type %s."
              .formatted(JobTypes.ENDED));
    }
  }

  private String start(Process process) {
    List<StartEvent> starts =
        process.getFlowElements().stream()
            .filter(StartEvent.class::isInstance)
            .map(StartEvent.class::cast)
            .toList();
    if (starts.size() != 1) {
      problems.add("A journey has one start event; here are %d.".formatted(starts.size()));
      return "";
    }
    StartEvent start = starts.getFirst();
    String expected = Names.START_MESSAGE_PREFIX + process.getId();
    if (!expected.equals(messageName(start))) {
      problems.add(named(start) + " must start with the message " + expected + ".");
    }
    return next(start);
  }

  private String exit(SubProcess sub) {
    names.put(sub.getId(), named(sub));
    String first = "";
    for (FlowElement element : sub.getFlowElements()) {
      if (element instanceof StartEvent start) {
        if (!Names.EXIT_MESSAGE.equals(messageName(start)) || !start.isInterrupting()) {
          problems.add(
              named(start)
                  + " must interrupt the journey with the message "
                  + Names.EXIT_MESSAGE
                  + ".");
        }
        checkKey(start);
        first = next(start);
      } else {
        compile(element);
      }
    }
    return first;
  }

  private void compile(FlowElement element) {
    if (!(element instanceof FlowNode node)) {
      if (!(element instanceof SequenceFlow)) {
        problems.add(named(element) + unusable(element));
      }
      return;
    }
    names.put(node.getId(), named(node));
    noListeners(node);
    switch (node) {
      case StartEvent start -> {
        // Read where it belongs to.
      }
      case ServiceTask task -> job(task);
      case SendTask task -> job(task);
      case ExclusiveGateway gateway -> choice(gateway);
      case EventBasedGateway gateway -> race(gateway);
      case IntermediateCatchEvent event -> waiting(event);
      case IntermediateThrowEvent event -> {
        if (event.getEventDefinitions().isEmpty()) {
          nodes.put(event.getId(), new Node.Passage(event.getId(), next(event)));
        } else {
          problems.add(named(event) + unusable(event));
        }
      }
      case EndEvent end -> {
        if (!end.getEventDefinitions().isEmpty()) {
          problems.add(named(end) + " must be a plain end.");
        }
        nodes.put(end.getId(), new Node.End(end.getId()));
      }
      default -> {
        problems.add(named(node) + unusable(node));
        // Kept as a passage, so that what comes behind it is looked at as well.
        if (node.getOutgoing().size() == 1) {
          nodes.put(node.getId(), new Node.Passage(node.getId(), next(node)));
        } else {
          nodes.put(node.getId(), new Node.End(node.getId()));
        }
      }
    }
  }

  private static String unusable(BaseElement element) {
    return " is a "
        + element
            .getElementType()
            .getTypeName()
            .replaceAll("([A-Z])", " $1")
            .toLowerCase(java.util.Locale.ROOT)
            .strip()
        + ", which a journey cannot have: it is built from service and send tasks, exclusive and"
        + " event-based gateways, timer and message catch events.";
  }

  private void noListeners(FlowNode node) {
    if (node instanceof Activity activity && activity.getLoopCharacteristics() != null) {
      problems.add(named(node) + " repeats itself; a journey is about one person.");
    }
  }

  private void job(io.camunda.zeebe.model.bpmn.instance.Task task) {
    ZeebeTaskDefinition definition = task.getSingleExtensionElement(ZeebeTaskDefinition.class);
    String type = definition == null ? null : definition.getType();
    if (type == null || !JOBS.contains(type)) {
      problems.add(
          named(task)
              + (type == null ? " has no job type" : " has the job type \"" + type + "\"")
              + "; a journey has "
              + JOBS.stream().sorted().collect(Collectors.joining(", "))
              + ".");
      type = "";
    }
    Map<String, String> headers = new LinkedHashMap<>();
    ZeebeTaskHeaders written = task.getSingleExtensionElement(ZeebeTaskHeaders.class);
    if (written != null) {
      for (ZeebeHeader header : written.getHeaders()) {
        headers.put(header.getKey(), header.getValue() == null ? "" : header.getValue());
      }
    }
    List<Node.Mapping> inputs = new ArrayList<>();
    List<Node.Mapping> outputs = new ArrayList<>();
    ZeebeIoMapping mapping = task.getSingleExtensionElement(ZeebeIoMapping.class);
    if (mapping != null) {
      mapping.getInputs().forEach(in -> map(task, in.getSource(), in.getTarget(), inputs));
      mapping.getOutputs().forEach(out -> map(task, out.getSource(), out.getTarget(), outputs));
    }
    nodes.put(
        task.getId(),
        new Node.Job(
            task.getId(),
            type,
            Map.copyOf(headers),
            List.copyOf(inputs),
            List.copyOf(outputs),
            next(task)));
  }

  private void map(BaseElement at, String source, String target, List<Node.Mapping> into) {
    Feel.Expression expression = expression(at, source);
    if (expression != null) {
      into.add(new Node.Mapping(target, expression));
    }
  }

  private void choice(ExclusiveGateway gateway) {
    SequenceFlow otherwise = gateway.getDefault();
    List<Node.Branch> branches = new ArrayList<>();
    // As the engine does: in the order of the flows in the document, not of the gateway's list.
    for (SequenceFlow flow :
        gateway.getModelInstance().getModelElementsByType(SequenceFlow.class)) {
      if (!gateway.equals(flow.getSource()) || flow.equals(otherwise)) {
        continue;
      }
      String target = flow.getTarget().getId();
      if (flow.getConditionExpression() == null) {
        if (gateway.getOutgoing().size() == 1) {
          nodes.put(gateway.getId(), new Node.Passage(gateway.getId(), target));
          return;
        }
        problems.add(
            "The flow from "
                + named(gateway)
                + " to "
                + named(flow.getTarget())
                + " has no condition and is not the default.");
        continue;
      }
      Feel.Expression condition =
          expression(gateway, flow.getConditionExpression().getTextContent());
      if (condition != null) {
        branches.add(new Node.Branch(condition, target));
      }
    }
    if (otherwise == null && gateway.getOutgoing().size() > 1) {
      problems.add(named(gateway) + " needs a default flow: what happens if no condition holds?");
    }
    nodes.put(
        gateway.getId(),
        new Node.Choice(
            gateway.getId(),
            List.copyOf(branches),
            otherwise == null ? null : otherwise.getTarget().getId()));
  }

  private void race(EventBasedGateway gateway) {
    List<String> runners = new ArrayList<>();
    for (SequenceFlow flow : gateway.getOutgoing()) {
      if (flow.getTarget() instanceof IntermediateCatchEvent) {
        runners.add(flow.getTarget().getId());
      } else {
        problems.add(
            named(gateway) + " must lead to events only, not to " + named(flow.getTarget()) + ".");
      }
    }
    nodes.put(gateway.getId(), new Node.Race(gateway.getId(), List.copyOf(runners)));
  }

  private void waiting(IntermediateCatchEvent event) {
    Collection<EventDefinition> definitions = event.getEventDefinitions();
    EventDefinition definition = definitions.isEmpty() ? null : definitions.iterator().next();
    switch (definition) {
      case TimerEventDefinition timer when timer.getTimeDate() != null -> {
        Feel.Expression date = expression(event, timer.getTimeDate().getTextContent());
        if (date != null) {
          nodes.put(event.getId(), new Node.Timer(event.getId(), date, next(event)));
        }
      }
      case TimerEventDefinition timer ->
          problems.add(
              named(event)
                  + " must wait until a date of a variable (=waitUntil or =heldUntil), not for a"
                  + " duration: waits come from the campaign.");
      case MessageEventDefinition message -> {
        String name = messageName(event);
        if (!Names.RESPONSE_MESSAGE.equals(name)
            && !Names.SUGGESTION_ANSWERED_MESSAGE.equals(name)) {
          problems.add(
              "%s waits for the message \"%s\"; a journey hears %s and %s."
                  .formatted(
                      named(event),
                      name,
                      Names.RESPONSE_MESSAGE,
                      Names.SUGGESTION_ANSWERED_MESSAGE));
        }
        checkKey(event);
        nodes.put(event.getId(), new Node.Hearing(event.getId(), "" + name, next(event)));
      }
      case null, default ->
          problems.add(named(event) + " must wait until a date or for a message.");
    }
  }

  private void checkKey(CatchEvent event) {
    Message message = message(event);
    ZeebeSubscription subscription =
        message == null ? null : message.getSingleExtensionElement(ZeebeSubscription.class);
    if (subscription == null || !"=enrolmentId".equals(subscription.getCorrelationKey())) {
      problems.add(
          "The message of " + named(event) + " must have the correlation key \"=enrolmentId\".");
    }
  }

  private static @Nullable Message message(CatchEvent event) {
    return event.getEventDefinitions().stream()
        .filter(MessageEventDefinition.class::isInstance)
        .map(definition -> ((MessageEventDefinition) definition).getMessage())
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String messageName(CatchEvent event) {
    Message message = message(event);
    return message == null ? null : message.getName();
  }

  private Feel.@Nullable Expression expression(BaseElement at, @Nullable String written) {
    try {
      Feel.Expression expression = Feel.parse(written == null ? "" : written);
      if (expression.text().contains("now()") || expression.text().contains("today()")) {
        problems.add(
            named(at) + " asks the engine for the time; dates come from the jobs (=waitUntil).");
      }
      return expression;
    } catch (Feel.Unreadable unreadable) {
      problems.add(named(at) + ": " + unreadable.getMessage() + ".");
      return null;
    }
  }

  /** The one element behind; empty, with a problem, if there is not exactly one. */
  private String next(FlowNode node) {
    if (node.getOutgoing().size() != 1) {
      problems.add(
          "%s must have one flow out of it; it has %d."
              .formatted(named(node), node.getOutgoing().size()));
      return "";
    }
    return node.getOutgoing().iterator().next().getTarget().getId();
  }

  /** How a person comes into the journey, and whether again. */
  private void entry(Process process) {
    String events = properties(process).getOrDefault(Names.ENTRY_EVENTS, "");
    if (!events.isEmpty() && !events.matches("[A-Z][A-Z_]*(,[A-Z][A-Z_]*)*")) {
      problems.add(
          "The property %s names events as \"CALL_RECORDED,REQUESTED\", not \"%s\"."
              .formatted(Names.ENTRY_EVENTS, events));
    }
    String reentry = properties(process).getOrDefault(Names.REENTRY, Reentry.NEVER.modelName());
    if (Reentry.named(reentry).isEmpty()) {
      problems.add(
          "The property %s is never, after-exit or by-key, not \"%s\"."
              .formatted(Names.REENTRY, reentry));
    }
  }

  private static Map<String, String> fills(Process process) {
    Map<String, String> properties = new HashMap<>(properties(process));
    properties.keySet().retainAll(Set.of(Names.FILLS));
    return properties;
  }

  private static Map<String, String> properties(Process process) {
    ZeebeProperties properties = process.getSingleExtensionElement(ZeebeProperties.class);
    return properties == null
        ? Map.of()
        : properties.getProperties().stream()
            .collect(
                Collectors.toMap(
                    ZeebeProperty::getName, ZeebeProperty::getValue, (one, two) -> two));
  }

  private static String named(BaseElement element) {
    String name = element.getAttributeValue("name");
    return name == null || name.isBlank()
        ? "\"" + element.getId() + "\""
        : "\"" + name.strip() + "\" (" + element.getId() + ")";
  }
}
