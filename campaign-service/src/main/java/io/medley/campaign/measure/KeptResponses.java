package io.medley.campaign.measure;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.journey.Responses;
import io.medley.workflows.journey.JourneyProcesses;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what HCPs did with messages for journeys that wait for it later, however long that takes:
 * while the engine was away, a touch was held, or the journey was started again.
 */
@Component
class KeptResponses implements Responses {

  private final Engagements engagements;
  private final JourneyProcesses journeys;

  KeptResponses(Engagements engagements, JourneyProcesses journeys) {
    this.engagements = engagements;
    this.journeys = journeys;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void arrived(EnrolmentId enrolment, Set<String> touches, Set<String> awaited) {
    engagements.notHeard(enrolment.value()).stream()
        .filter(engagement -> awaited.contains(engagement.kind().name()))
        .filter(engagement -> touches.isEmpty() || touches.contains(engagement.stepId()))
        .forEach(
            engagement ->
                journeys.respond(enrolment.value(), engagement.id(), engagement.kind().name()));
  }

  @Override
  public Optional<String> strongest(EnrolmentId enrolment) {
    Set<EngagementKind> kinds = engagements.kinds(enrolment.value());
    return Stream.of(EngagementKind.CLICKED, EngagementKind.OPENED)
        .filter(kinds::contains)
        .map(EngagementKind::name)
        .findFirst();
  }
}
