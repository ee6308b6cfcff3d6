package io.medley.content.lifecycle;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Severity;
import io.medley.content.precheck.Stage;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.page.MedleyUrls;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.engine.Reconciling;
import io.medley.workflows.lifecycle.BasisFacts;
import io.medley.workflows.lifecycle.BasisResponse;
import io.medley.workflows.lifecycle.BasisResponse.Response;
import io.medley.workflows.lifecycle.LifeTask;
import io.medley.workflows.lifecycle.LifeTaskState;
import io.medley.workflows.lifecycle.LifecycleDates;
import io.medley.workflows.lifecycle.LifecycleProcesses;
import io.medley.workflows.lifecycle.LifecycleSteps;
import io.medley.workflows.lifecycle.TaskCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What the life of an approved version asks for. Expiry needs no job to be safe: every use asks for
 * validity by itself.
 */
@Service
class Lifecycles implements LifecycleSteps {

  private static final Actor SYSTEM = Actor.system("lifecycle");
  private static final Duration TO_CLOSE_OUT = Duration.ofDays(5);
  private static final Duration TO_CERTIFY = Duration.ofDays(10);
  private static final int WHY = 10;

  private final Approvals approvals;
  private final ApprovalChanges changes;
  private final Duties duties;
  private final BasisChanges basis;
  private final Recalls recalls;
  private final Recertifying recertifying;
  private final Withdrawing withdrawing;
  private final DutyDeciding deciding;
  private final AssetVersions versions;
  private final PreChecks preChecks;
  private final LifecycleProcesses processes;
  private final LifecycleSettings settings;
  private final MedleyUrls urls;
  private final AuditTrail audit;
  private final StopNotices notices;
  private final DutyNotices dutyNotices;
  private final Clock clock;
  private final Reconciling reconciling;
  private final TransactionOperations transactions;

  Lifecycles(
      Approvals approvals,
      ApprovalChanges changes,
      Duties duties,
      BasisChanges basis,
      Recalls recalls,
      Recertifying recertifying,
      Withdrawing withdrawing,
      DutyDeciding deciding,
      AssetVersions versions,
      PreChecks preChecks,
      LifecycleProcesses processes,
      LifecycleSettings settings,
      MedleyUrls urls,
      AuditTrail audit,
      StopNotices notices,
      DutyNotices dutyNotices,
      Clock clock,
      RealTime realTime,
      TransactionOperations transactions) {
    this.approvals = approvals;
    this.changes = changes;
    this.duties = duties;
    this.basis = basis;
    this.recalls = recalls;
    this.recertifying = recertifying;
    this.withdrawing = withdrawing;
    this.deciding = deciding;
    this.versions = versions;
    this.preChecks = preChecks;
    this.processes = processes;
    this.settings = settings;
    this.urls = urls;
    this.audit = audit;
    this.notices = notices;
    this.dutyNotices = dutyNotices;
    this.clock = clock;
    this.reconciling = new Reconciling(clock, realTime, transactions);
    this.transactions = transactions;
  }

  @Override
  @Transactional
  public boolean claim(UUID versionId, int attempt, long processInstanceKey) {
    return approvals.claim(new VersionId(versionId), attempt, processInstanceKey, clock.instant());
  }

  @Override
  public LifecycleDates dates(UUID versionId) {
    Instant end = approval(versionId).validTo();
    return new LifecycleDates(end.minus(Duration.ofDays(90)), end.minus(Duration.ofDays(30)), end);
  }

  @Override
  @Transactional
  public Optional<LifeTask> expiryNear(UUID versionId, int days) {
    VersionId version = new VersionId(versionId);
    Approval approval = approval(versionId);
    if (approvals.expiryNear(version, days)) {
      note(
          versionId, "expiry-near", Map.of("days", days, "validTo", approval.validTo().toString()));
      notices.expiring(approval, days);
    }
    String owner = versions.require(version).metadata().details().owner();
    Duty duty =
        duties.open(
            duty(
                approval,
                LifeTask.Kind.EXPIRY,
                "valid-to/" + approval.validTo(),
                group("owner", approval),
                "It expires in %d days: renew, revise or retire it.".formatted(days),
                owner.isEmpty()
                    ? List.of("It names no owner: whoever coordinates decides.")
                    : List.of("Its owner is %s.".formatted(owner)),
                approval.validTo().minus(Duration.ofDays(30)),
                approval.validTo().minus(Duration.ofDays(30))));
    if (days <= 30 && duty.open() && duties.escalate(duty.id(), clock.instant())) {
      note(versionId, "expiry-escalated", Map.of("task", duty.id().toString()));
      dutyNotices.escalated(approval, duty);
    }
    return duty.closedAt() == null
        ? Optional.of(task(duty, approval, days <= 30 ? group("coordinate", approval) : null))
        : Optional.empty();
  }

  @Override
  @Transactional
  public BasisFacts basisFacts(UUID versionId, UUID eventId) {
    BasisChange change = change(versionId, eventId);
    boolean rules = change.kind().equals(BasisChange.RULE_PACK_UPDATED);
    return new BasisFacts(
        change.kind(), change.safety(), rules ? newBlocks(new VersionId(versionId)) : 0);
  }

  @Override
  @Transactional
  public Optional<LifeTask> respond(UUID versionId, UUID eventId, BasisResponse response) {
    VersionId version = new VersionId(versionId);
    Approval approval = approvals.lock(version).orElseThrow();
    BasisChange change = change(versionId, eventId);
    String because = response.because() + ": " + change.reason();
    if (basis.decide(
        version,
        eventId,
        response.response().name(),
        because,
        response.evidence(),
        clock.instant())) {
      note(
          versionId,
          "basis-change-decided",
          Map.of(
              "event", eventId.toString(),
              "response", response.response().name(),
              "because", because,
              "rules",
                  response.evidence().matchedRules().stream().map(rule -> rule.ruleId()).toList(),
              "decisionVersion", response.evidence().version()));
      if (response.response() == Response.SUSPEND && approval.state() == ApprovalState.LIVE) {
        withdrawing.suspendFor(approval, because, change.safety());
      }
    }
    boolean asks = response.response() != Response.NOTE && approval.state().inForce();
    if (!asks) {
      return Optional.empty();
    }
    Instant due = clock.instant().plus(Duration.ofDays(response.days()));
    Duty duty =
        duties.open(
            duty(
                approval,
                LifeTask.Kind.RECONSIDERATION,
                eventId.toString(),
                group("coordinate", approval),
                response.response() == Response.SUSPEND
                    ? "It was suspended: reinstate, revise or withdraw it."
                    : "Something it rests on changed: keep, revise or withdraw it.",
                List.of(because, "What changed: " + change.subject()),
                due,
                due));
    return Optional.of(task(duty, approval, null));
  }

  @Override
  @Transactional
  public LifeTask recertify(UUID versionId, UUID eventId) {
    Approval approval = approval(versionId);
    Recertification opened = recertifying.open(eventId);
    List<String> why = new ArrayList<>();
    why.add(
        opened.delta().isEmpty()
            ? "Nothing differs from what the last signature saw."
            : opened.delta().size() + " things differ from what the last signature saw:");
    opened.delta().stream()
        .limit(WHY - 2)
        .forEach(
            one ->
                why.add(
                    one.area().title() + " " + one.what() + (one.blocks() ? " (stops it)" : "")));
    Instant due = clock.instant().plus(TO_CERTIFY);
    Duty duty =
        duties.open(
            duty(
                approval,
                LifeTask.Kind.RECERTIFICATION,
                eventId.toString(),
                group("final", approval),
                "Certify it for a further term, or refuse.",
                why,
                due,
                due));
    return task(duty, approval, null);
  }

  /**
   * The withdrawal itself is committed by its own protocol; what is left is the recall of what no
   * sender of ours handed out.
   */
  @Override
  @Transactional
  public List<LifeTask> withdrawn(UUID versionId, UUID eventId) {
    Approval approval = approval(versionId);
    Recall recall = recalls.newest(approval.version()).orElseThrow();
    List<LifeTask> tasks =
        approval.channels().stream()
            .filter(channel -> !settings.sentChannels().contains(channel))
            .map(channel -> duties.open(recallOf(approval, recall, channel)))
            .map(duty -> task(duty, approval, null))
            .toList();
    note(
        versionId,
        "recall-opened",
        Map.of(
            "event", eventId.toString(),
            "channels", tasks.size(),
            "reason", recall.reason()));
    return tasks;
  }

  private Duty recallOf(Approval approval, Recall recall, String channel) {
    Instant answer = recall.requestedAt().plus(settings.answer());
    return duty(
        approval,
        LifeTask.Kind.ACKNOWLEDGEMENT,
        recall.number() + "/" + channel,
        group("recall", approval),
        "Take every copy back from %s and acknowledge.".formatted(channel),
        List.of(recall.reason()),
        answer,
        answer);
  }

  @Override
  @Transactional
  public void taskOverdue(UUID taskId) {
    Duty duty = duties.lock(taskId).orElseThrow(() -> new LifecycleRefusal.DutyUnknown(taskId));
    if (duty.open() && duties.escalate(taskId, clock.instant())) {
      note(
          duty.version().value(),
          "recall-escalated",
          Map.of("task", taskId.toString(), "channel", DutyDeciding.channel(duty)));
      dutyNotices.escalated(approval(duty.version().value()), duty);
    }
  }

  @Override
  @Transactional
  public LifeTask closeOut(UUID versionId, UUID eventId) {
    Approval approval = approval(versionId);
    Recall recall = recalls.newest(approval.version()).orElseThrow();
    Instant due = clock.instant().plus(TO_CLOSE_OUT);
    Duty duty =
        duties.open(
            duty(
                approval,
                LifeTask.Kind.CLOSE_OUT,
                Long.toString(recall.number()),
                group("withdraw", approval),
                "Sign that the recall is complete.",
                List.of(recall.reason()),
                due,
                due));
    return task(duty, approval, null);
  }

  @Override
  @Transactional
  public TaskCheck recordTask(UUID taskId, @Nullable String formDecision) {
    Duty duty = duties.lock(taskId).orElseThrow(() -> new LifecycleRefusal.DutyUnknown(taskId));
    if (duty.closedAt() != null || duty.endedAt() != null) {
      return TaskCheck.done();
    }
    if (duty.decided() != null
        || (formDecision != null && deciding.decideInTasklist(duty, formDecision))) {
      duties.close(taskId, clock.instant());
      return TaskCheck.done();
    }
    String reason =
        duty.signed()
            ? "Nobody has signed. Open its page, sign, then complete this task."
            : "Nobody has decided. Open its page, decide with a reason, then complete this task.";
    duties.returned(taskId, reason);
    return TaskCheck.returned(reason);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<LifeTaskState> task(UUID taskId) {
    return duties
        .find(taskId)
        .flatMap(
            duty ->
                duties
                    .instanceOf(taskId)
                    .map(
                        instance ->
                            new LifeTaskState(
                                duty.kind(),
                                instance,
                                duty.closedAt() == null && duty.endedAt() == null)));
  }

  @Override
  @Transactional
  public void expired(UUID versionId) {
    Approval approval = approvals.lock(new VersionId(versionId)).orElseThrow();
    if (approval.state().inForce() && !clock.instant().isBefore(approval.validTo())) {
      changes.change(
          approval, ApprovalState.EXPIRED, SYSTEM, "Its validity ended", UUID.randomUUID());
    }
  }

  /** The version was superseded in the transaction in which the newer one went live. */
  @Override
  @Transactional
  public void superseded(UUID versionId, UUID eventId) {
    note(versionId, "life-ended-by-newer-version", Map.of("event", eventId.toString()));
  }

  @Override
  @Transactional
  public void ended(UUID versionId, int attempt, long processInstanceKey) {
    approvals.end(new VersionId(versionId), attempt, processInstanceKey, clock.instant());
  }

  /** Asks again for the life of versions that nobody claimed. */
  @Scheduled(fixedDelay = 60_000, initialDelay = 30_000)
  void reconcile() {
    reconciling.askAgain(
        approvals::unclaimedSince,
        (unclaimed, now) -> {
          processes.start(unclaimed.version().value(), unclaimed.attempt());
          approvals.startRequested(unclaimed.version(), now);
        });
  }

  /**
   * Safety does not wait for the engine: what touches it and was not decided in time is held back;
   * the decision then only adds who looks at it.
   */
  @Scheduled(fixedDelay = 2_000)
  void suspendWhatNobodyDecided() {
    Instant before = clock.instant().minus(settings.safetyWait());
    for (BasisChange late : basis.unsafeUndecided(before, 100)) {
      transactions.executeWithoutResult(status -> suspendUndecided(late));
    }
  }

  private void suspendUndecided(BasisChange late) {
    Approval approval = approvals.lock(late.version()).orElseThrow();
    boolean undecided =
        basis.find(late.version(), late.event()).filter(one -> one.response() == null).isPresent();
    if (undecided && approval.state() == ApprovalState.LIVE) {
      withdrawing.suspendFor(
          approval, "It touches safety, and no decision came in time: " + late.reason(), true);
    }
  }

  private int newBlocks(VersionId version) {
    Set<String> signed =
        preChecks
            .latest(version, Stage.APPROVAL)
            .or(() -> preChecks.latest(version, Stage.REVIEW))
            .map(CheckRun::findings)
            .orElse(List.of())
            .stream()
            .map(Finding::key)
            .collect(Collectors.toSet());
    return (int)
        preChecks.run(version, Stage.SEND).findings().stream()
            .filter(finding -> finding.effective() == Severity.BLOCK)
            .filter(finding -> !signed.contains(finding.key()))
            .count();
  }

  private Duty duty(
      Approval approval,
      LifeTask.Kind kind,
      String subject,
      String group,
      String what,
      List<String> why,
      Instant dueAt,
      Instant escalateAt) {
    return new Duty(
        UUID.randomUUID(),
        approval.version(),
        kind,
        subject,
        group,
        what,
        why,
        clock.instant(),
        dueAt,
        escalateAt,
        null,
        "",
        null,
        null,
        null);
  }

  private LifeTask task(Duty duty, Approval approval, @Nullable String group) {
    dutyNotices.asked(approval, duty);
    String content = urls.content() == null ? "" : urls.content().toString().replaceAll("/$", "");
    return new LifeTask(
        duty.id(),
        group == null ? duty.candidateGroup() : group,
        duty.dueAt(),
        duty.escalateAt(),
        new LifeTask.Display(
            approval.title(),
            approval.jobCode(),
            approval.versionNumber(),
            String.join(", ", approval.markets()),
            approval.lastDay().toString(),
            duty.what(),
            duty.why(),
            content + "/lifecycle/tasks/" + duty.id(),
            content + "/assets/versions/" + approval.version()));
  }

  private static String group(String part, Approval approval) {
    return LifeTask.candidateGroup(part, approval.markets().getFirst());
  }

  private BasisChange change(UUID versionId, UUID eventId) {
    return basis
        .find(new VersionId(versionId), eventId)
        .orElseThrow(() -> new IllegalStateException("Version was not told of " + eventId));
  }

  private void note(UUID versionId, String action, Map<String, ?> facts) {
    audit.append(new AuditEvent("asset-version", versionId.toString(), action, SYSTEM, facts));
  }

  private Approval approval(UUID versionId) {
    VersionId version = new VersionId(versionId);
    return approvals.find(version).orElseThrow(() -> new LifecycleRefusal.NeverLive(version));
  }
}
