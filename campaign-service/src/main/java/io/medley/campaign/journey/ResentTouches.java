package io.medley.campaign.journey;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.touch.Resent;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.TouchDecision;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** A step whose message was given up counts as made once it has left after all. */
@Component
class ResentTouches implements Resent {

  private final Enrolments enrolments;
  private final JourneyVisits visits;
  private final Clock clock;

  ResentTouches(Enrolments enrolments, JourneyVisits visits, Clock clock) {
    this.enrolments = enrolments;
    this.visits = visits;
    this.clock = clock;
  }

  @Override
  public void left(SendKey givenUp, TouchDecision decision) {
    enrolments
        .find(new EnrolmentId(givenUp.enrolmentId()))
        .ifPresent(
            enrolment ->
                visits.touched(
                    enrolment, givenUp.stepId(), givenUp.occurrence(), decision, clock.instant()));
  }
}
