package io.medley.campaign.campaign;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.journey.JourneyProcesses;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
  private final List<ExitListener> listeners;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;

  JourneyExits(
      Enrolments enrolments,
      JourneyProcesses journeys,
      List<ExitListener> listeners,
      AuditTrail audit,
      Clock clock,
      RealTime realTime) {
    this.enrolments = enrolments;
    this.journeys = journeys;
    this.listeners = List.copyOf(listeners);
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
  }

  /**
   * Asks one journey to end, inside the caller's transaction. From its commit no further touch of
   * the enrolment is made, also while the message is under way; what the journey keeps is given
   * back at once, and a journey nobody claimed yet ends here. A second request changes nothing: the
   * first reason stays.
   *
   * @return whether this call asked
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean request(EnrolmentId id, ExitReason reason) {
    UUID event =
        UUID.nameUUIDFromBytes(("exit/" + id + "/" + reason).getBytes(StandardCharsets.UTF_8));
    Optional<EnrolmentState> after =
        enrolments.requestExit(id, event, reason.name(), clock.instant(), realTime.now());
    if (after.isEmpty()) {
      return false;
    }
    audit.append(
        new AuditEvent(
            "enrolment",
            id.toString(),
            "exit-requested",
            ACTOR,
            Map.of("reason", reason.name(), "state", after.get().name())));
    listeners.forEach(listener -> listener.ending(id, reason));
    if (after.get() == EnrolmentState.RUNNING) {
      journeys.exit(id.value(), event, reason.name());
    }
    return true;
  }

  /**
   * Asks the open journeys of an HCP to end, inside the caller's transaction.
   *
   * @param since when the reason arose, business time: a later enrolment knew of it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void requestAll(UUID hcpId, ExitReason reason, Instant since) {
    enrolments.openOf(hcpId, since).forEach(id -> request(id, reason));
  }
}
