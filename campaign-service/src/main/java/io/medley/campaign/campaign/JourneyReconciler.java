package io.medley.campaign.campaign;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.engine.EngineUnavailable;
import io.medley.workflows.journey.JourneyProcesses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares our rows with the engine: what was started and never claimed is started again, what
 * should have moved and did not is looked up, what the engine lost gets its next attempt. Safe to
 * run on every instance at once: each change is a compare-and-set on the row.
 */
@Service
public class JourneyReconciler {

  private static final Logger LOG = LoggerFactory.getLogger(JourneyReconciler.class);
  private static final Actor ACTOR = Actor.system("journey-reconciler");

  /** Most rows handled of each kind in one run; the rest follows in the next. */
  private static final int BATCH = 500;

  /** A claimed journey that reaches no step for this long is looked up. */
  private static final Duration SILENT = Duration.ofMinutes(2);

  private final Enrolments enrolments;
  private final JourneyProcesses journeys;
  private final EnrollerSettings settings;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transactions;

  JourneyReconciler(
      Enrolments enrolments,
      JourneyProcesses journeys,
      EnrollerSettings settings,
      AuditTrail audit,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transactions) {
    this.enrolments = enrolments;
    this.journeys = journeys;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
    this.transactions = transactions;
  }

  /**
   * What one run found.
   *
   * @param startedAgain starts nobody claimed, given back to the enroller
   * @param exitsRepeated requests to end that were sent again
   * @param probed journeys the engine was asked about
   * @param lost of those, the ones it no longer has: their next attempt follows
   */
  public record Run(int startedAgain, int exitsRepeated, int probed, int lost) {}

  /** Compares once. */
  public Run run() {
    Instant now = clock.instant();
    Instant realNow = realTime.now();
    int startedAgain =
        Objects.requireNonNullElse(
            transactions.execute(
                status ->
                    enrolments.returnUnclaimed(
                        realNow.minus(settings.claimPatience()), now, BATCH)),
            0);
    List<Enrolment> exits = enrolments.exitOverdue(realNow.minus(settings.claimPatience()), BATCH);
    transactions.executeWithoutResult(status -> exits.forEach(this::exitAgain));
    List<Enrolment> overdue =
        enrolments.overdue(
            now.minus(settings.overdueAfter()),
            realNow.minus(SILENT),
            realNow.minus(settings.reconcileEvery()),
            BATCH);
    int probed = 0;
    int lost = 0;
    for (Enrolment enrolment : overdue) {
      try {
        lost += probe(enrolment) ? 0 : 1;
        probed++;
      } catch (EngineUnavailable away) {
        LOG.warn("The engine cannot be asked about journeys now: {}", away.getMessage());
        break;
      } catch (RuntimeException failure) {
        LOG.warn("Journey {} cannot be probed and is tried again", enrolment.id(), failure);
      }
    }
    return new Run(startedAgain, exits.size(), probed, lost);
  }

  private void exitAgain(Enrolment enrolment) {
    UUID event = enrolment.exitEventId();
    String reason = enrolment.exitReason();
    if (event != null && reason != null) {
      journeys.exit(enrolment.id().value(), event, reason);
      enrolments.exitRepeated(enrolment.id(), realTime.now());
    }
  }

  /** True if the instance lives; otherwise the enrolment is given its next attempt. */
  private boolean probe(Enrolment enrolment) {
    long instance = Objects.requireNonNull(enrolment.instanceKey(), "a running enrolment has one");
    boolean alive = journeys.alive(instance);
    transactions.executeWithoutResult(
        status -> {
          if (alive) {
            enrolments.probed(enrolment.id(), realTime.now());
          } else if (enrolments.nextAttempt(
              enrolment.id(), enrolment.attempt(), instance, clock.instant())) {
            audit.append(
                new AuditEvent(
                    "enrolment",
                    enrolment.id().toString(),
                    "instance-lost",
                    ACTOR,
                    Map.of("attempt", enrolment.attempt(), "instance", Long.toString(instance))));
          }
        });
    return alive;
  }
}
