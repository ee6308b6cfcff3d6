package io.medley.workflows.journey;

import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.platform.time.RealTime;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.engine.EngineMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Sends the start of a journey, with the time it was sent, so that its claim shows the lag. */
final class JourneyStartHandler implements OutboxHandler {

  private final Engine engine;
  private final ClaimLag lag;
  private final RealTime time;
  private final JsonMapper json;

  JourneyStartHandler(Engine engine, ClaimLag lag, RealTime time, JsonMapper json) {
    this.engine = engine;
    this.lag = lag;
    this.time = time;
    this.json = json;
  }

  @Override
  public Set<String> topics() {
    return Set.of(OutboxJourneyProcesses.START_TOPIC);
  }

  @Override
  public void handle(SequencedMessage message) {
    JourneyStart start = json.treeToValue(message.message().payload(), JourneyStart.class);
    Instant now = time.now();
    lag.sending(start.enrolmentId(), start.attempt(), now);
    engine.publish(
        new EngineMessage(
            Names.START_MESSAGE_PREFIX + start.templateId(),
            start.enrolmentId().toString(),
            "journey/" + start.enrolmentId() + "/" + start.attempt(),
            Duration.ZERO,
            Map.of(
                "enrolmentId", start.enrolmentId(),
                "campaignId", start.campaignId(),
                "attempt", start.attempt(),
                "requestedAt", now)));
  }
}
