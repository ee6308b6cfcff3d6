package io.medley.workflows.journey;

import io.medley.platform.outbox.Outbox;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.engine.EngineMessage;
import io.medley.workflows.engine.EngineMessages;
import io.medley.workflows.engine.ModelRejected;
import io.medley.workflows.journey.interpreter.JourneyModel;
import io.medley.workflows.journey.interpreter.JourneyModelRefused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Hands what the domain asks of journeys to the outbox. */
final class OutboxJourneyProcesses implements JourneyProcesses {

  static final String START_TOPIC = "engine.journey-start";

  private final Outbox outbox;
  private final EngineMessages messages;
  private final Engine engine;
  private final ClaimLag lag;
  private final List<JourneyTemplate> templates;

  OutboxJourneyProcesses(
      Outbox outbox,
      EngineMessages messages,
      Engine engine,
      ClaimLag lag,
      List<JourneyTemplate> templates) {
    this.outbox = outbox;
    this.messages = messages;
    this.engine = engine;
    this.lag = lag;
    this.templates = templates;
  }

  @Override
  public void start(JourneyStart start) {
    if (!start.templateId().startsWith(Names.PROCESS_PREFIX)) {
      throw new IllegalArgumentException("No journey is called " + start.templateId());
    }
    outbox.append(START_TOPIC, start.enrolmentId().toString(), start);
  }

  @Override
  public void respond(UUID enrolmentId, UUID eventId, String type) {
    messages.publish(
        new EngineMessage(
            Names.RESPONSE_MESSAGE,
            enrolmentId.toString(),
            eventId.toString(),
            Names.RESPONSE_KEPT,
            Map.of("eventId", eventId, "responseType", type)));
  }

  @Override
  public void answered(UUID enrolmentId, UUID eventId, String stepId, String answer) {
    messages.publish(
        new EngineMessage(
            Names.SUGGESTION_ANSWERED_MESSAGE,
            enrolmentId.toString(),
            eventId.toString(),
            Names.RESPONSE_KEPT,
            Map.of("eventId", eventId, "answeredStep", stepId, "answer", answer)));
  }

  @Override
  public void exit(UUID enrolmentId, UUID eventId, String reason) {
    messages.publish(
        new EngineMessage(
            Names.EXIT_MESSAGE,
            enrolmentId.toString(),
            eventId.toString(),
            Names.EXIT_KEPT,
            Map.of("eventId", eventId, "exitReason", reason)));
  }

  @Override
  public boolean alive(long processInstanceKey) {
    try {
      return engine.alive(processInstanceKey);
    } catch (RuntimeException failure) {
      throw new EngineUnavailable("The workflow engine cannot be asked now", failure);
    }
  }

  @Override
  public List<JourneyTemplate> templates() {
    return templates;
  }

  @Override
  public JourneyTemplate read(String bpmnXml) {
    JourneyModel.compile(bpmnXml);
    return JourneyTemplates.read(bpmnXml).getFirst();
  }

  @Override
  public void deploy(JourneyTemplate template) {
    try {
      engine.deploy(template.id() + ".bpmn", template.bpmnXml());
    } catch (ModelRejected rejected) {
      throw new JourneyModelRefused(
          List.of("The workflow engine does not take the model: " + rejected.getMessage()));
    } catch (RuntimeException failure) {
      throw new EngineUnavailable("The workflow engine cannot be asked now", failure);
    }
  }

  @Override
  public Optional<Duration> oldestClaimJobAge() {
    return lag.oldest();
  }
}
