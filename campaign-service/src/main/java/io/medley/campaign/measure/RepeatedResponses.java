package io.medley.campaign.measure;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.journey.Responses;
import io.medley.workflows.journey.JourneyProcesses;
import org.springframework.stereotype.Component;

/** Tells a restarted journey what its HCP answered before. */
@Component
class RepeatedResponses implements Responses {

  private final Engagements engagements;
  private final JourneyProcesses journeys;

  RepeatedResponses(Engagements engagements, JourneyProcesses journeys) {
    this.engagements = engagements;
    this.journeys = journeys;
  }

  @Override
  public void repeat(EnrolmentId enrolment) {
    engagements.ofEnrolment(enrolment.value()).stream()
        .filter(engagement -> engagement.kind() != EngagementKind.UNSUBSCRIBED)
        .forEach(
            engagement ->
                journeys.respond(enrolment.value(), engagement.id(), engagement.kind().name()));
  }
}
