package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Taking a piece back. From the transaction of {@link #withdraw} on it is served, found and
 * downloaded nowhere here; senders hear of it through the feed, and it is withdrawn once none of
 * them can hand it over any more.
 */
@Service
public class Withdrawing {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Approvals approvals;
  private final Recalls recalls;
  private final ApprovalChanges changes;
  private final RecallSettling settling;
  private final BasisWatch watch;
  private final Authorities authorities;
  private final StopNotices notices;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transaction;

  Withdrawing(
      Approvals approvals,
      Recalls recalls,
      ApprovalChanges changes,
      RecallSettling settling,
      BasisWatch watch,
      Authorities authorities,
      StopNotices notices,
      AuditTrail audit,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.approvals = approvals;
    this.recalls = recalls;
    this.changes = changes;
    this.settling = settling;
    this.watch = watch;
    this.authorities = authorities;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
    this.transaction = transaction;
  }

  /** Withdraws for good. Repeating it gives the withdrawal that is under way or done. */
  public Recall withdraw(VersionId version, String reason, Actor by) {
    return withdraw(version, reason, by, List.of());
  }

  /** Withdraws for good a version that takes others with it. */
  Recall withdraw(VersionId version, String reason, Actor by, Collection<VersionId> also) {
    return transactional(
        () -> {
          Approval approval = authorised(version, by);
          return recall(approval, Recall.Kind.WITHDRAW, reason, by, false, also);
        });
  }

  /**
   * Withdraws what another withdrawal takes with it, on the authority that was checked then; does
   * nothing if it is over already.
   */
  void withdrawWith(CascadeStep step, Collection<VersionId> also) {
    Approval approval = approvals.lock(step.version()).orElseThrow();
    if (approval.state().inForce()) {
      Actor by = new Actor(step.requestedBy(), step.printedName(), Set.of(), null);
      recall(
          approval,
          Recall.Kind.WITHDRAW,
          "With what it was made from: " + step.reason(),
          by,
          false,
          also);
    }
  }

  /** Holds a version back because what it rests on became unsafe, whoever is there. */
  Recall suspendFor(Approval approval, String reason, boolean safety) {
    return recall(
        approval, Recall.Kind.SUSPEND, reason, Actor.system("lifecycle"), safety, List.of());
  }

  /** Holds back until {@link #reinstate}. */
  public Recall suspend(VersionId version, String reason, Actor by) {
    return transactional(
        () -> recall(authorised(version, by), Recall.Kind.SUSPEND, reason, by, false, List.of()));
  }

  /** Serves a suspended version again. */
  public Approval reinstate(VersionId version, String reason, Actor by) {
    return transactional(
        () -> {
          Approval approval = authorised(version, by);
          if (approval.state() == ApprovalState.LIVE) {
            return approval;
          }
          if (approval.state() != ApprovalState.SUSPENDED) {
            throw new LifecycleRefusal.NotServable(version, approval.state());
          }
          changes.change(approval, ApprovalState.LIVE, by, stated(reason), UUID.randomUUID());
          Approval served = approvals.find(version).orElseThrow();
          notices.reinstated(served, by);
          return served;
        });
  }

  /**
   * How the recall stands, after at most {@code patience}. Must not be called inside a transaction.
   */
  public Recall.Outcome outcome(Recall recall, Duration patience) {
    long deadline = realTime.nanoTime() + patience.toNanos();
    while (true) {
      settling.settle();
      Recall now = recalls.find(recall.version(), recall.number()).orElseThrow();
      if (now.acknowledgedAt() != null || realTime.nanoTime() >= deadline) {
        return new Recall.Outcome(now, recalls.acknowledgements(recall.version(), recall.number()));
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /** The newest recall of a version with its senders' answers. */
  public java.util.Optional<Recall.Outcome> newest(VersionId version) {
    return recalls
        .newest(version)
        .map(
            recall ->
                new Recall.Outcome(recall, recalls.acknowledgements(version, recall.number())));
  }

  /**
   * @param safety whether what was made from it is to be held back with it
   * @param also versions that share its fate anyway
   */
  private Recall recall(
      Approval approval,
      Recall.Kind kind,
      String reason,
      Actor by,
      boolean safety,
      Collection<VersionId> also) {
    VersionId version = approval.version();
    ApprovalState goal =
        kind == Recall.Kind.WITHDRAW ? ApprovalState.WITHDRAWING : ApprovalState.SUSPENDED;
    boolean done =
        approval.state() == goal
            || (kind == Recall.Kind.WITHDRAW && approval.state() == ApprovalState.WITHDRAWN);
    if (done) {
      return recalls.newest(version).orElseThrow();
    }
    UUID message = UUID.randomUUID();
    changes.change(approval, goal, by, stated(reason), message);
    Recall recall =
        new Recall(
            version,
            approval.number() + 1,
            kind,
            stated(reason),
            by.id(),
            clock.instant(),
            message,
            null,
            null,
            null);
    recalls.add(recall);
    audit.append(
        new AuditEvent(
            "asset-version",
            version.toString(),
            kind == Recall.Kind.WITHDRAW ? "withdrawal-requested" : "suspension-requested",
            by,
            Map.of("number", recall.number(), "reason", recall.reason())));
    notices.stopped(approval, recall, by);
    watch.masterChanged(
        approval,
        kind == Recall.Kind.WITHDRAW ? BasisChange.MASTER_WITHDRAWN : BasisChange.MASTER_SUSPENDED,
        recall.reason(),
        safety,
        by,
        also);
    return recall;
  }

  private Approval authorised(VersionId version, Actor by) {
    Approval approval =
        approvals.lock(version).orElseThrow(() -> new LifecycleRefusal.NeverLive(version));
    List<String> markets = approval.markets();
    markets.forEach(market -> authorities.require(by, Authority.WITHDRAW, market));
    return approval;
  }

  private static String stated(String reason) {
    String words = reason.strip();
    if (words.isEmpty()) {
      throw new LifecycleRefusal.ReasonMissing();
    }
    return words.length() > 500 ? words.substring(0, 500) : words;
  }

  private <T> T transactional(java.util.function.Supplier<T> work) {
    return java.util.Objects.requireNonNull(transaction.execute(status -> work.get()));
  }
}
