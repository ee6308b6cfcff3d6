package io.medley.campaign.campaign;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.journey.JourneyProcesses;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asking journeys to end before their end, each with its reason. */
@Service
public class JourneyExits {

  private static final Actor ACTOR = Actor.system("journey-exits");

  private final Enrolments enrolments;
  private final JourneyProcesses journeys;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;

  JourneyExits(
      Enrolments enrolments,
      JourneyProcesses journeys,
      AuditTrail audit,
      Clock clock,
      RealTime realTime) {
    this.enrolments = enrolments;
    this.journeys = journeys;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
  }

  /**
   * Asks one journey to end, inside the caller's transaction. From its commit no further touch of
   * the enrolment is made, also while the message is under way; a journey nobody claimed yet ends
   * here. A second request changes nothing: the first reason stays.
   *
   * @param reason coded reason, shown on the pages
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void request(EnrolmentId id, String reason) {
    UUID event =
        UUID.nameUUIDFromBytes(("exit/" + id + "/" + reason).getBytes(StandardCharsets.UTF_8));
    Optional<EnrolmentState> after =
        enrolments.requestExit(id, event, reason, clock.instant(), realTime.now());
    if (after.isEmpty()) {
      return;
    }
    audit.append(
        new AuditEvent(
            "enrolment",
            id.toString(),
            "exit-requested",
            ACTOR,
            Map.of("reason", reason, "state", after.get().name())));
    if (after.get() == EnrolmentState.RUNNING) {
      journeys.exit(id.value(), event, reason);
    }
  }

  /**
   * Asks the open journeys of an HCP to end, inside the caller's transaction.
   *
   * @param reason coded reason, e.g. {@code CONSENT_WITHDRAWN}
   * @param since when the reason arose, business time: a later enrolment knew of it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void requestAll(UUID hcpId, String reason, Instant since) {
    enrolments.openOf(hcpId, since).forEach(id -> request(id, reason));
  }
}
