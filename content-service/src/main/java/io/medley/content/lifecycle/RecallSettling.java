package io.medley.content.lifecycle;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.lifecycle.LifecycleProcesses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Closes recalls once no sender can hand over what they forbid. It knows nothing but rows, so any
 * instance may do it at any time, and a crash only delays it.
 */
@Component
class RecallSettling {

  private static final long EVERY_MILLIS = 250;

  /** How often it is looked what can be closed. */
  static final Duration EVERY = Duration.ofMillis(EVERY_MILLIS);

  private static final Actor SYSTEM = Actor.system("lifecycle");

  private final Recalls recalls;
  private final FeedSenders senders;
  private final Approvals approvals;
  private final ApprovalChanges changes;
  private final LifecycleProcesses processes;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transaction;

  RecallSettling(
      Recalls recalls,
      FeedSenders senders,
      Approvals approvals,
      ApprovalChanges changes,
      LifecycleProcesses processes,
      AuditTrail audit,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.recalls = recalls;
    this.senders = senders;
    this.approvals = approvals;
    this.changes = changes;
    this.processes = processes;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelay = EVERY_MILLIS)
  void settleAll() {
    settle();
  }

  /** Closes what can be closed; one recall per transaction. */
  void settle() {
    for (Recall recall : recalls.open()) {
      Long position = recall.position();
      if (position != null) {
        transaction.executeWithoutResult(status -> settle(recall, position));
      }
    }
  }

  private void settle(Recall recall, long position) {
    // Senders are read after the position is known: whoever asks later is shown the recall.
    Instant now = realTime.now();
    List<Recall.Acknowledgement> acknowledgements = new ArrayList<>();
    for (FeedSender sender : senders.all()) {
      if (!sender.done(position, now)) {
        return;
      }
      boolean passed = sender.passed() >= position;
      acknowledgements.add(
          new Recall.Acknowledgement(
              sender.id(),
              passed ? Recall.How.PASSED : Recall.How.LEASE_RAN_OUT,
              passed ? sender.inDoubt() : 0));
    }
    Approval approval = approvals.lock(recall.version()).orElseThrow();
    int inDoubt = acknowledgements.stream().mapToInt(Recall.Acknowledgement::inDoubt).sum();
    if (!recalls.acknowledge(recall, clock.instant(), inDoubt, acknowledgements)) {
      return;
    }
    // A suspension that was overtaken by a withdrawal is acknowledged, but changes nothing any
    // more.
    boolean current = approval.number() == recall.number();
    if (recall.kind() == Recall.Kind.WITHDRAW
        && current
        && approval.state() == ApprovalState.WITHDRAWING) {
      changes.change(
          approval, ApprovalState.WITHDRAWN, SYSTEM, "Every sender answered", UUID.randomUUID());
      processes.withdrawn(recall.version().value(), recall.messageId());
    }
    audit.append(
        new AuditEvent(
            "asset-version",
            recall.version().toString(),
            recall.kind() == Recall.Kind.WITHDRAW
                ? "withdrawal-acknowledged"
                : "suspension-acknowledged",
            SYSTEM,
            Map.of(
                "number",
                recall.number(),
                "position",
                position,
                "inDoubt",
                inDoubt,
                "senders",
                acknowledgements.stream()
                    .map(
                        acknowledgement ->
                            Map.of(
                                "sender", acknowledgement.sender(),
                                "how", acknowledgement.how().name(),
                                "inDoubt", acknowledgement.inDoubt()))
                    .toList())));
  }
}
