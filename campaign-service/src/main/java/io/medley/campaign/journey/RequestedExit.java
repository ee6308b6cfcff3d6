package io.medley.campaign.journey;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.ExitCriterion;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A journey that was asked to end makes no touch, also while that request is on its way to it. */
@Component
class RequestedExit implements ExitCriterion {

  private final Enrolments enrolments;

  RequestedExit(Enrolments enrolments) {
    this.enrolments = enrolments;
  }

  @Override
  public Optional<String> exit(UUID campaignId, UUID enrolmentId, HcpId hcp, Instant now) {
    return enrolments
        .find(new EnrolmentId(enrolmentId))
        .flatMap(
            enrolment ->
                enrolment.exitReason() == null
                    ? Optional.empty()
                    : Optional.of("The journey was asked to end: " + enrolment.exitReason() + "."));
  }
}
