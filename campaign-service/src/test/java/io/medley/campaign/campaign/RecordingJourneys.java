package io.medley.campaign.campaign;

import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyStart;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Notes what was asked of journeys, for tests of rows that need no engine. */
final class RecordingJourneys implements JourneyProcesses {

  /** An exit that was asked for. */
  record Exit(UUID enrolmentId, UUID eventId, String reason) {}

  final List<JourneyStart> starts = new ArrayList<>();
  final List<Exit> exits = new ArrayList<>();
  final List<JourneyTemplate> templates = new ArrayList<>();
  final List<String> deployed = new ArrayList<>();
  final Set<Long> gone = new HashSet<>();
  Optional<Duration> lag = Optional.empty();

  @Override
  public void start(JourneyStart start) {
    starts.add(start);
  }

  @Override
  public void respond(UUID enrolmentId, UUID eventId, String type) {
    throw new UnsupportedOperationException("These tests make no response");
  }

  @Override
  public void answered(UUID enrolmentId, UUID eventId, String stepId, String answer) {
    throw new UnsupportedOperationException("These tests answer no suggestion");
  }

  @Override
  public void postponed(UUID enrolmentId, UUID eventId, String stepId, Instant until) {
    throw new UnsupportedOperationException("These tests pause no suggestion");
  }

  @Override
  public void replanned(UUID enrolmentId, UUID eventId, Instant until) {
    throw new UnsupportedOperationException("These tests move no event");
  }

  @Override
  public void exit(UUID enrolmentId, UUID eventId, String reason) {
    exits.add(new Exit(enrolmentId, eventId, reason));
  }

  @Override
  public boolean alive(long processInstanceKey) {
    return !gone.contains(processInstanceKey);
  }

  @Override
  public List<JourneyTemplate> templates() {
    return List.copyOf(templates);
  }

  @Override
  public JourneyTemplate read(String bpmnXml) {
    String id = bpmnXml.substring(0, bpmnXml.indexOf('|'));
    return new JourneyTemplate(id, "Own", "For tests", "", "", true, List.of(), bpmnXml);
  }

  @Override
  public void deploy(JourneyTemplate template) {
    deployed.add(template.id());
  }

  @Override
  public Moved move(long processInstanceKey, JourneyTemplate from, JourneyTemplate to) {
    throw new UnsupportedOperationException("These tests move nobody");
  }

  @Override
  public Optional<Duration> oldestClaimJobAge() {
    return lag;
  }
}
