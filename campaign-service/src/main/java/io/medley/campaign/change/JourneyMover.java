package io.medley.campaign.change;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.EnrollerSettings;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.campaign.JourneyExits;
import io.medley.campaign.change.EnrolmentMoves.Move;
import io.medley.campaign.change.EnrolmentMoves.State;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.engine.EngineUnavailable;
import io.medley.workflows.journey.JourneyChange;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves those under way to the new version of their campaign's plan, no faster than journeys are
 * started. The engine first, then our row: until both say so the row stays to be done, and doing it
 * again changes nothing, so a crash in between loses nobody.
 */
@Service
public class JourneyMover {

  private static final Logger LOG = LoggerFactory.getLogger(JourneyMover.class);
  private static final Actor ACTOR = Actor.system("journey-mover");

  /** Refused this often, somebody stays in the old journey. */
  private static final int MOST_REFUSALS = 8;

  /** A journey between two places is at the next one after this long. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final int LONGEST_REASON = 400;

  private final EnrolmentMoves moves;
  private final PlanChanges changes;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final Enrolments enrolments;
  private final JourneyExits exits;
  private final JourneyProcesses journeys;
  private final EnrollerSettings pace;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transactions;
  private final Map<Models, JourneyChange> compared = new ConcurrentHashMap<>();

  JourneyMover(
      EnrolmentMoves moves,
      PlanChanges changes,
      Campaigns campaigns,
      CampaignPlanning planning,
      Enrolments enrolments,
      JourneyExits exits,
      JourneyProcesses journeys,
      EnrollerSettings pace,
      AuditTrail audit,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transactions) {
    this.moves = moves;
    this.changes = changes;
    this.campaigns = campaigns;
    this.planning = planning;
    this.enrolments = enrolments;
    this.exits = exits;
    this.journeys = journeys;
    this.pace = pace;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
    this.transactions = transactions;
  }

  private record Models(String before, String after) {}

  /**
   * Moves as many as the pace allows for a second; nobody while the engine lags behind.
   *
   * @return how many were taken up
   */
  public int run() {
    if (journeys
        .oldestClaimJobAge()
        .filter(age -> age.compareTo(pace.claimPatience()) > 0)
        .isPresent()) {
      return 0;
    }
    Instant now = realTime.now();
    List<Move> next =
        Objects.requireNonNullElse(
            transactions.execute(
                status -> moves.take((int) Math.ceil(pace.rate()), now.minus(PAUSE), now)),
            List.<Move>of());
    for (Move move : next) {
      try {
        move(move);
      } catch (EngineUnavailable away) {
        LOG.warn("The engine cannot move journeys now: {}", away.getMessage());
        break;
      } catch (RuntimeException failure) {
        LOG.warn("Journey {} cannot be moved and is tried again", move.enrolment(), failure);
      }
    }
    return next.size();
  }

  private void move(Move move) {
    Enrolment enrolment = enrolments.require(move.enrolment());
    if (enrolment.state().over() || enrolment.exitReason() != null) {
      settle(move, State.OVER, "");
      return;
    }
    if (enrolment.state() == EnrolmentState.STARTING) {
      // Its instance begins by the old model in a moment, and is moved then.
      return;
    }
    JourneyTemplate before = template(campaigns.of(enrolment));
    JourneyTemplate after =
        template(campaigns.find(move.campaign(), move.toVersion()).orElseThrow());
    if (enrolment.state() == EnrolmentState.ENROLLED || before.bpmnXml().equals(after.bpmnXml())) {
      done(move, enrolment);
      return;
    }
    Optional<String> step = moves.step(enrolment.id());
    Optional<JourneyChange.StepFate> fate =
        step.flatMap(
            at ->
                compared
                    .computeIfAbsent(
                        new Models(before.bpmnXml(), after.bpmnXml()),
                        pair -> JourneyChange.between(before, after))
                    .at(at));
    if (fate.isPresent() && !fate.get().goesOn()) {
      cannot(move, fate.get());
      return;
    }
    long instance = Objects.requireNonNull(enrolment.instanceKey(), "a running enrolment has one");
    JourneyProcesses.Moved moved = journeys.move(instance, before, after);
    switch (moved.outcome()) {
      case DONE -> done(move, enrolment);
      case GONE -> {
        // The reconciler finds out, and gives it its next attempt; that begins with the new model.
      }
      case REFUSED -> refused(move, moved.why());
    }
  }

  private void cannot(Move move, JourneyChange.StepFate fate) {
    PlanChange.Gone choice =
        changes
            .thatMade(move.campaign(), move.toVersion())
            .map(change -> change.choice(fate.step().stepId()))
            .orElse(PlanChange.Gone.KEEP);
    String why = fate.step().name() + ": " + Objects.requireNonNullElse(fate.why(), "");
    switch (choice) {
      case KEEP -> settle(move, State.KEPT, why);
      case FINISH ->
          transactions.executeWithoutResult(
              status -> {
                exits.request(move.enrolment(), ExitReason.JOURNEY_CHANGED);
                moves.settle(move, State.FINISHED, why, clock.instant());
              });
    }
  }

  private void done(Move move, Enrolment enrolment) {
    transactions.executeWithoutResult(
        status -> {
          boolean moved = moves.moved(move.enrolment(), move.toVersion(), clock.instant());
          moves.settle(move, moved ? State.MOVED : State.OVER, "", clock.instant());
          if (moved) {
            audit.append(
                new AuditEvent(
                    "enrolment",
                    move.enrolment().toString(),
                    "moved-to-version",
                    ACTOR,
                    Map.of("from", enrolment.version(), "to", move.toVersion())));
          }
        });
  }

  private void refused(Move move, String why) {
    String reason = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
    transactions.executeWithoutResult(
        status -> {
          if (moves.refused(move, reason) >= MOST_REFUSALS) {
            moves.settle(move, State.REFUSED, reason, clock.instant());
          }
        });
  }

  private void settle(Move move, State state, String reason) {
    transactions.executeWithoutResult(status -> moves.settle(move, state, reason, clock.instant()));
  }

  private JourneyTemplate template(Campaign campaign) {
    return planning.template(campaign.plan().templateId());
  }
}
