package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.lifecycle.LifecycleDates;
import io.medley.workflows.lifecycle.LifecycleProcesses;
import io.medley.workflows.lifecycle.LifecycleSteps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the life of an approved version asks for. Expiry needs no job to be safe: every use asks for
 * validity by itself.
 */
@Service
class Lifecycles implements LifecycleSteps {

  private static final Actor SYSTEM = Actor.system("lifecycle");
  private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(60);

  private final Approvals approvals;
  private final ApprovalChanges changes;
  private final LifecycleProcesses processes;
  private final AuditTrail audit;
  private final StopNotices notices;
  private final Clock clock;
  private final RealTime realTime;

  Lifecycles(
      Approvals approvals,
      ApprovalChanges changes,
      LifecycleProcesses processes,
      AuditTrail audit,
      StopNotices notices,
      Clock clock,
      RealTime realTime) {
    this.approvals = approvals;
    this.changes = changes;
    this.processes = processes;
    this.audit = audit;
    this.notices = notices;
    this.clock = clock;
    this.realTime = realTime;
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
  public void expiryNear(UUID versionId, int days) {
    VersionId version = new VersionId(versionId);
    if (approvals.expiryNear(version, days)) {
      audit.append(
          new AuditEvent(
              "asset-version",
              version.toString(),
              "expiry-near",
              SYSTEM,
              Map.of("days", days, "validTo", approval(versionId).validTo().toString())));
      notices.expiring(approval(versionId), days);
    }
  }

  @Override
  @Transactional
  public void expired(UUID versionId) {
    Approval approval = approvals.lock(new VersionId(versionId)).orElseThrow();
    boolean inForce =
        approval.state() == ApprovalState.LIVE || approval.state() == ApprovalState.SUSPENDED;
    if (inForce && !clock.instant().isBefore(approval.validTo())) {
      changes.change(
          approval, ApprovalState.EXPIRED, SYSTEM, "Its validity ended", UUID.randomUUID());
    }
  }

  /** The withdrawal itself is committed by its own protocol; the process only ends with it. */
  @Override
  @Transactional
  public void withdrawn(UUID versionId, UUID eventId) {
    heard(versionId, "life-ended-by-withdrawal", eventId);
  }

  /** The version was superseded in the transaction in which the newer one went live. */
  @Override
  @Transactional
  public void superseded(UUID versionId, UUID eventId) {
    heard(versionId, "life-ended-by-newer-version", eventId);
  }

  @Override
  @Transactional
  public void ended(UUID versionId, int attempt, long processInstanceKey) {
    approvals.end(new VersionId(versionId), attempt, processInstanceKey, clock.instant());
  }

  /** Asks again for the life of versions that nobody claimed. */
  @Scheduled(fixedDelay = 60_000, initialDelay = 30_000)
  @Transactional
  void reconcile() {
    Instant now = realTime.now();
    for (Approvals.Unclaimed unclaimed : approvals.unclaimedSince(now.minus(CLAIM_PATIENCE), 100)) {
      processes.start(unclaimed.version().value(), unclaimed.attempt());
      approvals.startRequested(unclaimed.version(), now);
    }
  }

  private void heard(UUID versionId, String action, UUID eventId) {
    audit.append(
        new AuditEvent(
            "asset-version",
            versionId.toString(),
            action,
            SYSTEM,
            Map.of("event", eventId.toString())));
  }

  private Approval approval(UUID versionId) {
    VersionId version = new VersionId(versionId);
    return approvals.find(version).orElseThrow(() -> new LifecycleRefusal.NeverLive(version));
  }
}
