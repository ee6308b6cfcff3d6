package io.medley.workflows.journey;

import io.medley.platform.outbox.Outbox;
import io.medley.platform.signing.Sha256;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.engine.EngineMessage;
import io.medley.workflows.engine.EngineMessages;
import io.medley.workflows.engine.ModelRejected;
import io.medley.workflows.journey.interpreter.JourneyModel;
import io.medley.workflows.journey.interpreter.JourneyModelRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Hands what the domain asks of journeys to the outbox. */
final class OutboxJourneyProcesses implements JourneyProcesses {

  static final String START_TOPIC = "engine.journey-start";

  private final Outbox outbox;
  private final EngineMessages messages;
  private final Engine engine;
  private final ClaimLag lag;
  private final List<JourneyTemplate> templates;

  /** What was found out once: keys of models, and the places of one in another. */
  private final Map<String, Long> keys = new ConcurrentHashMap<>();

  private final Map<String, Map<String, String>> places = new ConcurrentHashMap<>();

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
  public void postponed(UUID enrolmentId, UUID eventId, String stepId, Instant until) {
    messages.publish(
        new EngineMessage(
            Names.SUGGESTION_ANSWERED_MESSAGE,
            enrolmentId.toString(),
            eventId.toString(),
            Names.POSTPONEMENT_KEPT,
            // An answer that ends nothing: the journey waits again, until the date that came with
            // it.
            Map.of(
                "eventId",
                eventId,
                "answeredStep",
                stepId,
                "answer",
                "POSTPONED",
                "waitUntil",
                until.toString())));
  }

  @Override
  public void replanned(UUID enrolmentId, UUID eventId, Instant until) {
    messages.publish(
        new EngineMessage(
            Names.RESPONSE_MESSAGE,
            enrolmentId.toString(),
            eventId.toString(),
            Names.POSTPONEMENT_KEPT,
            // A response nothing goes on for: the journey waits again, until the date that came
            // with it.
            Map.of(
                "eventId",
                eventId,
                "responseType",
                Names.REPLANNED,
                "waitUntil",
                until.toString())));
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
    return engine.alive(processInstanceKey);
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
    deployed(template);
  }

  /** Key of the model in the engine; the same model again has the same. */
  private long deployed(JourneyTemplate template) {
    boolean ofThisInstallation =
        templates.stream().anyMatch(own -> own.bpmnXml().equals(template.bpmnXml()));
    try {
      return engine.deploy(
          (ofThisInstallation ? "processes/" : "") + template.id() + ".bpmn", template.bpmnXml());
    } catch (ModelRejected rejected) {
      throw new JourneyModelRefused(
          List.of("The workflow engine does not take the model: " + rejected.getMessage()));
    }
  }

  @Override
  public Moved move(long processInstanceKey, JourneyTemplate from, JourneyTemplate to) {
    String model = Sha256.hex(to.bpmnXml());
    Long known = keys.get(model);
    long key = known == null ? deployed(to) : known;
    keys.put(model, key);
    Map<String, String> mapping = places(from, to);
    if (mapping.isEmpty()) {
      return new Moved(Moved.Outcome.REFUSED, "The two models have no place in common.");
    }
    return switch (engine.migrate(processInstanceKey, key, mapping)) {
      case Engine.Migration.Done() -> new Moved(Moved.Outcome.DONE, "");
      case Engine.Migration.Gone() -> {
        keys.remove(model);
        yield new Moved(Moved.Outcome.GONE, "");
      }
      case Engine.Migration.Refused(String why) ->
          isThere(processInstanceKey, key, to, mapping)
              ? new Moved(Moved.Outcome.DONE, "")
              : new Moved(Moved.Outcome.REFUSED, why);
    };
  }

  /** Where the same thing is called otherwise, moving again is refused: it may be there already. */
  private boolean isThere(
      long processInstanceKey, long key, JourneyTemplate to, Map<String, String> mapping) {
    boolean renamed =
        mapping.entrySet().stream().anyMatch(place -> !place.getKey().equals(place.getValue()));
    return renamed
        && engine.migrate(processInstanceKey, key, places(to, to)) instanceof Engine.Migration.Done;
  }

  private Map<String, String> places(JourneyTemplate from, JourneyTemplate to) {
    return places.computeIfAbsent(
        Sha256.hex(from.bpmnXml()) + Sha256.hex(to.bpmnXml()),
        pair -> JourneyChange.between(from, to).elements());
  }

  @Override
  public Optional<Duration> oldestClaimJobAge() {
    return lag.oldest();
  }
}
