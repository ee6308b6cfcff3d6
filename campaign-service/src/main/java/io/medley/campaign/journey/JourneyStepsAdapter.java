package io.medley.campaign.journey;

import io.medley.campaign.campaign.AskAgain;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.touch.Arms;
import io.medley.campaign.touch.CapForecast;
import io.medley.campaign.touch.CapForecast.Due;
import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.Holdouts;
import io.medley.campaign.touch.Materials;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.RepContact;
import io.medley.campaign.touch.TouchDecision;
import io.medley.campaign.touch.TouchGate;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.SplitRequest;
import io.medley.workflows.journey.SuggestionRequest;
import io.medley.workflows.journey.SuggestionResult;
import io.medley.workflows.journey.TouchRequest;
import io.medley.workflows.journey.TouchResult;
import io.medley.workflows.journey.WaitResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Journeys' steps on this service's rows. Never calls the gate inside a transaction. */
@Component
class JourneyStepsAdapter implements JourneySteps {

  /** Reason of a touch that a journey asks for though it is over for us. */
  static final String ENROLMENT_CLOSED = "ENROLMENT_CLOSED";

  private static final String OFFERED = "OFFERED";
  private static final String SUGGESTED = "SUGGESTED";
  private static final String TIER_NOT_ADDRESSED = "TIER_NOT_ADDRESSED";
  private static final String HOLDOUT = "HOLDOUT";
  private static final String NO_ANSWER = "NO_ANSWER";
  private static final String DRIVER_MUTED = "DRIVER_MUTED";

  /** How often a wait that a pause keeps is asked for again: so late may it go on afterwards. */
  private static final Duration STANDS_STILL = Duration.ofMinutes(15);

  private static final Actor ACTOR = Actor.system("journey");

  private final Enrolments enrolments;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final JourneyVisits visits;
  private final PortalShelf shelf;
  private final Responses responses;
  private final Hcps hcps;
  private final TouchGate gate;
  private final TouchCommands commands;
  private final Holdouts holdouts;
  private final RepSuggestions suggestions;
  private final SuggestionDrivers drivers;
  private final CapForecast forecast;
  private final Materials materials;
  private final List<SuggestionCondition> conditions;
  private final Handovers handovers;
  private final KeptEvents keptEvents;
  private final ActiveTime activeTime;
  private final PathFacts pathFacts;
  private final JourneyProcesses journeys;
  private final Arms arms;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transactions;

  JourneyStepsAdapter(
      Enrolments enrolments,
      Campaigns campaigns,
      CampaignPlanning planning,
      JourneyVisits visits,
      PortalShelf shelf,
      Responses responses,
      Hcps hcps,
      TouchGate gate,
      TouchCommands commands,
      Holdouts holdouts,
      RepSuggestions suggestions,
      SuggestionDrivers drivers,
      CapForecast forecast,
      Materials materials,
      List<SuggestionCondition> conditions,
      Handovers handovers,
      KeptEvents keptEvents,
      ActiveTime activeTime,
      PathFacts pathFacts,
      JourneyProcesses journeys,
      GateSettings gateSettings,
      AuditTrail audit,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transactions) {
    this.enrolments = enrolments;
    this.campaigns = campaigns;
    this.planning = planning;
    this.visits = visits;
    this.shelf = shelf;
    this.responses = responses;
    this.hcps = hcps;
    this.gate = gate;
    this.commands = commands;
    this.holdouts = holdouts;
    this.suggestions = suggestions;
    this.drivers = drivers;
    this.forecast = forecast;
    this.materials = materials;
    this.conditions = List.copyOf(conditions);
    this.handovers = handovers;
    this.keptEvents = keptEvents;
    this.activeTime = activeTime;
    this.pathFacts = pathFacts;
    this.journeys = journeys;
    this.arms = new Arms(gateSettings);
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
    this.transactions = transactions;
  }

  @Override
  public boolean claim(UUID enrolmentId, int attempt, long processInstanceKey) {
    EnrolmentId id = new EnrolmentId(enrolmentId);
    return inTransaction(
        () -> {
          boolean repeated =
              enrolments
                  .lock(id)
                  .map(Enrolment::instanceKey)
                  .filter(key -> key == processInstanceKey)
                  .isPresent();
          boolean won =
              enrolments.claim(id, attempt, processInstanceKey, clock.instant(), realTime.now());
          if (won && !repeated) {
            note(id, "claimed", Map.of("attempt", attempt, "instance", processInstanceKey + ""));
          }
          return won;
        });
  }

  @Override
  public TouchResult touch(TouchRequest request) {
    EnrolmentId id = new EnrolmentId(request.enrolmentId());
    Enrolment enrolment = enrolments.require(id);
    String exit = enrolment.exitReason();
    if (enrolment.state() != EnrolmentState.RUNNING || exit != null) {
      return new TouchResult(
          TouchResult.Outcome.EXITED, exit == null ? ENROLMENT_CLOSED : exit, null);
    }
    if (request.pulled()) {
      return offer(enrolment, request);
    }
    Campaign campaign = campaigns.of(enrolment);
    inTransaction(
        () -> {
          nobodyAnswered(id);
          visits.arriveAtTouch(enrolment, request.stepId(), request.occurrence(), clock.instant());
          return true;
        });
    TouchDecision decision = ahead(gate.touch(commands.of(request, profile(enrolment), campaign)));
    inTransaction(
        () -> {
          visits.touched(
              enrolment, request.stepId(), request.occurrence(), decision, clock.instant());
          return true;
        });
    return new TouchResult(
        TouchResult.Outcome.valueOf(decision.outcome().name()),
        decision.reason().name(),
        decision.heldUntil());
  }

  private TouchDecision ahead(TouchDecision decision) {
    Instant until = decision.heldUntil();
    return until == null
        ? decision
        : decision.heldUntil(AskAgain.notBefore(until, clock.instant()));
  }

  /** From now on the portal is answered with the step; whoever comes is asked of the gate then. */
  private TouchResult offer(Enrolment enrolment, TouchRequest request) {
    inTransaction(
        () -> {
          nobodyAnswered(enrolment.id());
          Instant now = clock.instant();
          visits.offered(enrolment, request.stepId(), request.occurrence(), now);
          shelf.lay(enrolment.id(), request.slot(), request.stepId(), now);
          return true;
        });
    return new TouchResult(TouchResult.Outcome.OFFERED, OFFERED, null);
  }

  @Override
  public WaitResult waitUntil(UUID enrolmentId, String stepId) {
    EnrolmentId id = new EnrolmentId(enrolmentId);
    Enrolment enrolment = enrolments.require(id);
    Campaign campaign = campaigns.of(enrolment);
    Duration chosen = waitAt(campaign, stepId);
    JourneyTemplate template = planning.template(campaign.plan().templateId());
    JourneyTemplate.WaitRule rule =
        template
            .step(stepId)
            .map(JourneyTemplate.Step::rule)
            .orElse(JourneyTemplate.WaitRule.PLAIN);
    Set<String> awaited = template.awaitedAt(stepId);
    return inTransaction(
        () -> {
          // Who moves the event does so before this and is read, or after it and finds the wait.
          ZonedDateTime date =
              rule.event() == null ? null : campaigns.keepDates(campaign.id()).get(rule.event());
          if (!awaited.isEmpty() || date != null) {
            // An event that comes in meanwhile is before this and kept, or after this and told.
            enrolments.lock(id);
          }
          nobodyAnswered(id);
          Instant now = clock.instant();
          WaitResult wait =
              date != null
                  ? dated(enrolment, stepId, date, rule, now)
                  : rule.active()
                      ? active(enrolment, campaign, stepId, chosen, now)
                      : over(
                          visits.arriveAtWait(
                              enrolment,
                              stepId,
                              JourneyWaits.end(now, chosen, enrolmentId, stepId),
                              now),
                          now);
          if (!awaited.isEmpty() && !wait.waitPast()) {
            keptEvents.arrived(id, stepId, awaited);
            responses.arrived(id, template.touchesBefore(stepId), awaited);
          }
          return wait;
        });
  }

  private static WaitResult over(Instant due, Instant now) {
    return new WaitResult(due, !due.isAfter(now), false);
  }

  /** Goes by the date as it is now; what it brings up is left out if it was past on arrival. */
  private WaitResult dated(
      Enrolment enrolment,
      String stepId,
      ZonedDateTime date,
      JourneyTemplate.WaitRule rule,
      Instant now) {
    EnrolmentId id = enrolment.id();
    Instant due = JourneyWaits.around(date, rule.offset(), id.value(), stepId);
    Optional<Instant> before = visits.enteredAt(id, stepId);
    if (!visits.arriveAtWait(enrolment, stepId, due, now).equals(due)) {
      visits.replanned(enrolment, stepId, due, now);
    }
    boolean past = !due.isAfter(before.orElse(now));
    if (past && before.isEmpty()) {
      visits.datePast(enrolment, stepId, due, now);
    }
    return new WaitResult(due, !due.isAfter(now), past);
  }

  /**
   * The wait and the time it stood still; while that goes on it is asked for again now and then.
   */
  private WaitResult active(
      Enrolment enrolment, Campaign campaign, String stepId, Duration chosen, Instant now) {
    EnrolmentId id = enrolment.id();
    Instant entered = visits.enteredAt(id, stepId).orElse(now);
    ActiveTime.Paused paused =
        activeTime.between(campaign, profile(enrolment).country(), entered, now);
    Instant due = JourneyWaits.end(entered, chosen, id.value(), stepId).plus(paused.length());
    visits.arriveAtWait(enrolment, stepId, due, now);
    if (due.isAfter(now) && paused.goesOn() && due.isBefore(now.plus(STANDS_STILL))) {
      due = now.plus(STANDS_STILL);
    }
    visits.postpone(id, stepId, due);
    return over(due, now);
  }

  @Override
  public String split(SplitRequest request) {
    EnrolmentId id = new EnrolmentId(request.enrolmentId());
    Enrolment enrolment = enrolments.require(id);
    Campaign campaign = campaigns.of(enrolment);
    return inTransaction(
        () -> {
          nobodyAnswered(id);
          String value =
              pathFacts.value(
                  request.fact(),
                  profile(enrolment),
                  campaign,
                  () -> responses.strongest(id).orElse("NONE"));
          return visits.parted(
              enrolment,
              request.stepId(),
              request.fact().modelName(),
              value,
              request.path(value),
              clock.instant());
        });
  }

  private HcpProfile profile(Enrolment enrolment) {
    HcpId hcp = new HcpId(enrolment.hcpId());
    return hcps.profile(hcp).orElseThrow(() -> new HcpUnknown(hcp));
  }

  private Duration waitAt(Campaign campaign, String stepId) {
    Duration wait = campaign.plan().waits().get(stepId);
    if (wait == null) {
      wait = planning.template(campaign.plan().templateId()).defaultWaits().get(stepId);
    }
    if (wait == null) {
      // It began while a release came in: by the model of today, though its row says otherwise.
      wait = planning.template(campaign.plan().processId()).defaultWaits().get(stepId);
    }
    if (wait == null) {
      throw new IllegalStateException(
          "Template " + campaign.plan().templateId() + " has no wait at " + stepId);
    }
    return wait;
  }

  @Override
  public SuggestionResult suggest(SuggestionRequest request) {
    EnrolmentId id = new EnrolmentId(request.enrolmentId());
    Optional<RepSuggestion.Material> material = material(request);
    return inTransaction(
        () -> {
          Enrolment enrolment = enrolments.lock(id).orElseThrow();
          String exit = enrolment.exitReason();
          if (enrolment.state() != EnrolmentState.RUNNING || exit != null) {
            return new SuggestionResult(
                SuggestionResult.Outcome.EXITED, exit == null ? ENROLMENT_CLOSED : exit, null);
          }
          Instant now = clock.instant();
          Optional<RepSuggestion> made = suggestions.at(id, request.stepId(), request.occurrence());
          if (made.isPresent()) {
            answeredBefore(enrolment, made.get());
            return suggested(enrolment, made.get(), now);
          }
          nobodyAnswered(id);
          HcpProfile hcp = profile(enrolment);
          Optional<Reason> gone = gone(hcp);
          if (gone.isPresent()) {
            return new SuggestionResult(SuggestionResult.Outcome.EXITED, gone.get().name(), null);
          }
          Campaign campaign = campaigns.of(enrolment);
          Optional<SuggestionDrivers.Why> why = drivers.of(enrolment, hcp, campaign, now);
          Optional<String> against =
              against(request, hcp, campaign)
                  .or(() -> why.isEmpty() ? Optional.of(DRIVER_MUTED) : Optional.empty())
                  .or(() -> full(request, hcp, campaign, now))
                  .or(() -> condition(request, hcp, campaign, now))
                  .or(() -> lacksMaterial(request, material));
          if (against.isPresent()) {
            visits.notSuggested(
                enrolment, request.stepId(), request.occurrence(), against.get(), now);
            return new SuggestionResult(
                SuggestionResult.Outcome.NOT_SUGGESTED, against.get(), null);
          }
          RepSuggestion suggestion =
              suggestions.add(
                  suggestion(request, enrolment, campaign, material, why.orElseThrow(), now));
          note(
              id,
              "suggested",
              Map.of(
                  "suggestion", suggestion.id().toString(),
                  "step", request.stepId(),
                  "action", request.action(),
                  "material", material.map(piece -> piece.versionId().toString()).orElse(""),
                  "until", suggestion.dueAt().toString()));
          return suggested(enrolment, suggestion, now);
        });
  }

  /**
   * The approved piece the representative is to use. Chosen before the suggestion's transaction:
   * the catalog is asked.
   */
  private Optional<RepSuggestion.Material> material(SuggestionRequest request) {
    String slot = request.slot();
    String channel = request.channel();
    EnrolmentId id = new EnrolmentId(request.enrolmentId());
    if (slot == null
        || channel == null
        || suggestions.at(id, request.stepId(), request.occurrence()).isPresent()) {
      return Optional.empty();
    }
    Enrolment enrolment = enrolments.require(id);
    HcpProfile hcp = profile(enrolment);
    if (hcp.erased()) {
      return Optional.empty();
    }
    return materials
        .choose(
            commands.inPerson(
                new TouchRequest(
                    request.enrolmentId(), request.stepId(), request.occurrence(), channel, slot),
                hcp,
                campaigns.of(enrolment)),
            hcp,
            clock.instant())
        .map(
            piece ->
                new RepSuggestion.Material(
                    piece.versionId(),
                    piece.title(),
                    piece.jobCode(),
                    piece.contentHash(),
                    piece.validTo()));
  }

  /** Nobody is asked to send what is not there; a call can be made without. */
  private static Optional<String> lacksMaterial(
      SuggestionRequest request, Optional<RepSuggestion.Material> material) {
    return request.slot() != null
            && request.channel() != null
            && material.isEmpty()
            && RepContact.needsMaterial(request.action())
        ? Optional.of(Reason.NO_APPROVED_CONTENT.name())
        : Optional.empty();
  }

  private static Optional<Reason> gone(HcpProfile hcp) {
    if (hcp.erased()) {
      return Optional.of(Reason.HCP_ERASED);
    }
    return switch (hcp.status()) {
      case ACTIVE -> Optional.empty();
      case RETIRED -> Optional.of(Reason.HCP_RETIRED);
      case DECEASED -> Optional.of(Reason.HCP_DECEASED);
    };
  }

  private SuggestionResult suggested(Enrolment enrolment, RepSuggestion suggestion, Instant now) {
    return new SuggestionResult(
        SuggestionResult.Outcome.SUGGESTED,
        SUGGESTED,
        visits.arriveAtWait(enrolment, suggestion.stepId(), suggestion.dueAt(), now));
  }

  /** Why nobody is asked; empty if the rep is. */
  private Optional<String> against(SuggestionRequest request, HcpProfile hcp, Campaign campaign) {
    if (!request.tiers().isEmpty() && !request.tiers().contains(pathFacts.tier(hcp, campaign))) {
      return Optional.of(TIER_NOT_ADDRESSED);
    }
    if (arms.holdout(
        hcp.id(),
        campaign.plan().brandId(),
        campaign.id().value(),
        commands.purpose(campaign, request.stepId()),
        holdouts)) {
      return Optional.of(HOLDOUT);
    }
    return Optional.empty();
  }

  /** A call takes room as a message does: where the house's caps leave none, nobody is asked. */
  private Optional<String> full(
      SuggestionRequest request, HcpProfile hcp, Campaign campaign, Instant now) {
    return RepContact.channel(request.action())
        .map(
            channel ->
                commands.inPerson(
                    new TouchRequest(
                        request.enrolmentId(),
                        request.stepId(),
                        request.occurrence(),
                        channel,
                        Objects.requireNonNullElse(request.slot(), request.stepId())),
                    hcp,
                    campaign))
        .filter(call -> !forecast.of(List.of(new Due(call, now)), hcp.country(), now).isEmpty())
        .map(call -> Reason.FREQUENCY_CAP.name());
  }

  private Optional<String> condition(
      SuggestionRequest request, HcpProfile hcp, Campaign campaign, Instant now) {
    return conditions.stream()
        .flatMap(
            condition ->
                condition.against(hcp, campaign.id().value(), request.action(), now).stream())
        .findFirst();
  }

  /** A restarted journey is told again what the rep answered while it was away. */
  private void answeredBefore(Enrolment enrolment, RepSuggestion made) {
    RepSuggestion.State state = made.state();
    if (state == RepSuggestion.State.COMPLETED || state == RepSuggestion.State.DISMISSED) {
      journeys.answered(enrolment.id().value(), made.id(), made.stepId(), state.name());
    }
  }

  private RepSuggestion suggestion(
      SuggestionRequest request,
      Enrolment enrolment,
      Campaign campaign,
      Optional<RepSuggestion.Material> material,
      SuggestionDrivers.Why why,
      Instant now) {
    JourneyTemplate template = planning.template(campaign.plan().templateId());
    Instant due =
        JourneyWaits.end(
            now, waitAt(campaign, request.stepId()), request.enrolmentId(), request.stepId());
    HandoverEnvelope envelope =
        handovers.fill(enrolment, campaign, template.title(), request.needs(), now, due);
    return new RepSuggestion(
        UUID.randomUUID(),
        request.enrolmentId(),
        enrolment.hcpId(),
        campaign.id().value(),
        request.stepId(),
        request.occurrence(),
        request.action(),
        request.channel(),
        request.slot(),
        material.orElse(null),
        why.drivers(),
        envelope,
        why.score(),
        RepSuggestion.State.OPEN,
        due,
        now,
        null,
        null);
  }

  /** The journey went on: what the rep had open before this step was not answered in time. */
  private void nobodyAnswered(EnrolmentId id) {
    suggestions.closeOpen(id, RepSuggestion.State.EXPIRED, NO_ANSWER, clock.instant());
  }

  @Override
  public boolean claimEvent(UUID enrolmentId, UUID eventId) {
    EnrolmentId id = new EnrolmentId(enrolmentId);
    return inTransaction(
        () ->
            enrolments.lock(id).isPresent() && enrolments.claimEvent(id, eventId, clock.instant()));
  }

  @Override
  public void exited(UUID enrolmentId, String reason) {
    finish(new EnrolmentId(enrolmentId), EnrolmentState.EXITED, Optional.of(reason));
  }

  @Override
  public void completed(UUID enrolmentId) {
    finish(new EnrolmentId(enrolmentId), EnrolmentState.COMPLETED, Optional.empty());
  }

  private void finish(EnrolmentId id, EnrolmentState state, Optional<String> told) {
    inTransaction(
        () -> {
          Enrolment enrolment = enrolments.require(id);
          // Why it was asked to end says more than what the gate answered meanwhile.
          Optional<String> reason =
              told.map(code -> Objects.requireNonNullElse(enrolment.exitReason(), code));
          if (enrolments.finish(id, state, reason, clock.instant())) {
            visits.leave(enrolment, reason, clock.instant());
            suggestions.closeOpen(
                id,
                reason.isPresent() ? RepSuggestion.State.RECALLED : RepSuggestion.State.EXPIRED,
                reason.orElse(NO_ANSWER),
                clock.instant());
            note(
                id,
                state == EnrolmentState.EXITED ? "exited" : "completed",
                reason.<Map<String, ?>>map(text -> Map.of("reason", text)).orElse(Map.of()));
          }
          return true;
        });
  }

  @Override
  public void ended(UUID enrolmentId, int attempt, long processInstanceKey) {
    EnrolmentId id = new EnrolmentId(enrolmentId);
    inTransaction(
        () -> {
          enrolments.ended(id, attempt, processInstanceKey, clock.instant());
          return true;
        });
  }

  private void note(EnrolmentId id, String action, Map<String, ?> facts) {
    audit.append(new AuditEvent("enrolment", id.toString(), action, ACTOR, facts));
  }

  private <T> T inTransaction(java.util.function.Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.get()));
  }
}
