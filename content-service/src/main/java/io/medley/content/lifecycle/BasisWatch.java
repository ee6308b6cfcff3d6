package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.content.claim.LibraryEvent;
import io.medley.content.claim.LibraryEventListener;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.workflows.lifecycle.LifecycleProcesses;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells approved versions that something they rest on changed. What it means for each is decided by
 * the table {@code lifecycle-response}, asked by the version's own process; the row is written in
 * the transaction of the change itself, so no change is ever lost between the two.
 */
@Component
class BasisWatch implements LibraryEventListener {

  private static final Set<ApprovalState> CONCERNED =
      EnumSet.of(ApprovalState.LIVE, ApprovalState.SUSPENDED);

  private final Approvals approvals;
  private final BasisChanges changes;
  private final Relations relations;
  private final LifecycleProcesses processes;
  private final AuditTrail audit;
  private final Clock clock;

  BasisWatch(
      Approvals approvals,
      BasisChanges changes,
      Relations relations,
      LifecycleProcesses processes,
      AuditTrail audit,
      Clock clock) {
    this.approvals = approvals;
    this.changes = changes;
    this.relations = relations;
    this.processes = processes;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void told(LibraryEvent event) {
    for (Approval approval : approvals.find(event.versions())) {
      changed(
          approval,
          event.id(),
          event.kind().name(),
          event.subject(),
          event.reason(),
          event.safety(),
          event.by());
    }
  }

  /** The rules of a market are others than those a version was last told of. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void rulePackChanged(Approval approval, UUID event, String market, String version) {
    changed(
        approval,
        event,
        BasisChange.RULE_PACK_UPDATED,
        "rule-pack/" + market,
        "The rules of %s are now %s".formatted(market, version),
        false,
        Actor.system("rule-packs").id());
  }

  /**
   * A master is served no more, or has a newer version: what was adapted from it hears of it.
   *
   * @param except versions that share its fate anyway
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void masterChanged(
      Approval master,
      String kind,
      String reason,
      boolean safety,
      Actor by,
      Collection<VersionId> except) {
    UUID event = UUID.randomUUID();
    List<Related> adaptations =
        relations.madeFrom(master.asset()).stream()
            .filter(related -> related.relation() != Related.Relation.DERIVED)
            .toList();
    for (Related related : adaptations) {
      approvals.ofAsset(related.asset()).stream()
          .filter(approval -> !except.contains(approval.version()))
          .forEach(
              approval ->
                  changed(
                      approval,
                      event,
                      kind,
                      "asset/" + master.asset(),
                      "%s %s: %s".formatted(master.title(), master.versionNumber(), reason),
                      safety,
                      by.id()));
    }
  }

  private void changed(
      Approval approval,
      UUID event,
      String kind,
      String subject,
      String reason,
      boolean safety,
      String by) {
    if (!CONCERNED.contains(approval.state())) {
      return;
    }
    VersionId version = approval.version();
    BasisChange change =
        new BasisChange(
            version, event, kind, subject, reason, safety, by, clock.instant(), null, null, null);
    if (changes.add(change)) {
      audit.append(
          new AuditEvent(
              "asset-version",
              version.toString(),
              "basis-changed",
              Actor.system("lifecycle"),
              Map.of(
                  "event", event.toString(),
                  "kind", kind,
                  "subject", subject,
                  "reason", reason,
                  "safety", safety,
                  "by", by)));
      processes.basisChanged(version.value(), event);
    }
  }
}
