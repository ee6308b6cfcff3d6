package io.medley.content.lifecycle;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Recertification.Area;
import io.medley.content.lifecycle.Recertification.Difference;
import io.medley.content.lifecycle.Recertification.Found;
import io.medley.content.lifecycle.Recertification.Snapshot;
import io.medley.content.lifecycle.Recertification.State;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Severity;
import io.medley.content.precheck.Stage;
import io.medley.content.product.ProductFacts;
import io.medley.content.product.ProductMaster;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.workflows.lifecycle.LifecycleProcesses;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Certifying a version again: every check runs with the packs, labels, claims and references of
 * today, and what differs from what the last signature saw is all a signatory has to read.
 */
@Service
public class Recertifying {

  private final Recertifications recertifications;
  private final Approvals approvals;
  private final ApprovalChanges changes;
  private final BasisChanges basis;
  private final AssetVersions versions;
  private final PreChecks preChecks;
  private final ProductMaster master;
  private final ValidityLimits limits;
  private final LifecycleProcesses processes;
  private final AuditTrail audit;
  private final Clock clock;

  Recertifying(
      Recertifications recertifications,
      Approvals approvals,
      ApprovalChanges changes,
      BasisChanges basis,
      AssetVersions versions,
      PreChecks preChecks,
      ProductMaster master,
      ValidityLimits limits,
      LifecycleProcesses processes,
      AuditTrail audit,
      Clock clock) {
    this.recertifications = recertifications;
    this.approvals = approvals;
    this.changes = changes;
    this.basis = basis;
    this.versions = versions;
    this.preChecks = preChecks;
    this.master = master;
    this.limits = limits;
    this.processes = processes;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Asks for a recertification; gives the one under way if there is one.
   *
   * @throws LifecycleRefusal.NotServable unless the version is live or suspended
   */
  @Transactional
  public Recertification request(VersionId version, Actor by) {
    Approval approval =
        approvals.lock(version).orElseThrow(() -> new LifecycleRefusal.NeverLive(version));
    if (!approval.state().inForce()) {
      throw new LifecycleRefusal.NotServable(version, approval.state());
    }
    Optional<Recertification> underWay = underWay(version);
    if (underWay.isPresent()) {
      return underWay.get();
    }
    Recertification asked =
        new Recertification(
            UUID.randomUUID(),
            version,
            by.id(),
            clock.instant(),
            State.ASKED,
            null,
            null,
            null,
            List.of(),
            approval.validTo(),
            null,
            null,
            null);
    recertifications.add(asked);
    audit.append(
        new AuditEvent(
            "asset-version",
            version.toString(),
            "recertification-asked",
            by,
            Map.of(
                "recertification", asked.id().toString(),
                "validTo", approval.validTo().toString())));
    processes.recertify(version.value(), asked.id());
    return asked;
  }

  /** The recertification under way for a version. */
  @Transactional(readOnly = true)
  public Optional<Recertification> underWay(VersionId version) {
    return recertifications.of(version).stream()
        .filter(one -> one.state() == State.ASKED || one.state() == State.OPEN)
        .findFirst();
  }

  /** Runs the checks and gathers the differences, once. */
  @Transactional(propagation = Propagation.MANDATORY)
  Recertification open(UUID id) {
    Recertification asked =
        recertifications.find(id).orElseThrow(() -> new IllegalStateException("Unknown " + id));
    if (asked.state() != State.ASKED) {
      return asked;
    }
    AssetVersion version = versions.require(asked.version());
    Approval approval = approvals.lock(asked.version()).orElseThrow();
    // Read before the new run is written: from then on it is the newest.
    Snapshot baseline = baseline(version, approval);
    CheckRun run = preChecks.run(version.id(), Stage.APPROVAL);
    ProductFacts facts = facts(version);
    Snapshot current = new Snapshot(clock.instant(), run.packVersion(), found(run), labels(facts));
    ValidityLimits.Limit limit = limits.of(version, clock.instant());
    Recertification opened =
        new Recertification(
            id,
            asked.version(),
            asked.requestedBy(),
            asked.requestedAt(),
            State.OPEN,
            run.id(),
            baseline,
            current,
            delta(version, baseline, current, facts),
            asked.validToBefore(),
            limit.to(),
            null,
            null);
    recertifications.opened(opened);
    audit.append(
        new AuditEvent(
            "asset-version",
            version.id().toString(),
            "recertification-opened",
            Actor.system("lifecycle"),
            Map.of(
                "recertification", id.toString(),
                "checkRun", run.id().toString(),
                "differences", opened.delta().size(),
                "limit", limit.to().toString(),
                "limitBecause", limit.because())));
    return opened;
  }

  /** Why this recertification cannot be signed now, if so. */
  Optional<String> against(Recertification recertification) {
    Instant limit = recertification.validToLimit();
    if (recertification.state() != State.OPEN || limit == null) {
      return Optional.of("It is not open for a signature: the checks still run, or it is closed.");
    }
    if (!limit.isAfter(recertification.validToBefore())) {
      return Optional.of(
          "It is valid as long as it may be already: until %s. Renew what sets this limit first."
              .formatted(limit));
    }
    long blocks = recertification.delta().stream().filter(Difference::blocks).count();
    return blocks == 0
        ? Optional.empty()
        : Optional.of(
            "%d new %s would stop this piece today. It cannot be certified; revise it."
                .formatted(blocks, blocks == 1 ? "difference" : "differences"));
  }

  /** Extends the validity to the limit, in the transaction of the signature. */
  @Transactional(propagation = Propagation.MANDATORY)
  void certified(Recertification recertification, Actor by, UUID signature) {
    Approval approval = approvals.lock(recertification.version()).orElseThrow();
    Instant to = Objects.requireNonNull(recertification.validToLimit());
    if (!approval.state().inForce()
        || !recertifications.close(recertification.id(), State.CERTIFIED, to, clock.instant())) {
      throw new LifecycleRefusal.NotServable(approval.version(), approval.state());
    }
    UUID event = UUID.randomUUID();
    changes.renew(approval, to, event);
    audit.append(
        new AuditEvent(
            "asset-version",
            approval.version().toString(),
            "certified-again",
            by,
            Map.of(
                "recertification", recertification.id().toString(),
                "signature", signature.toString(),
                "validTo", to.toString(),
                "before", approval.validTo().toString())));
    processes.renewed(approval.version().value(), event);
  }

  /** Leaves the validity as it is. */
  @Transactional(propagation = Propagation.MANDATORY)
  void refused(Recertification recertification, Actor by, UUID signature, String reason) {
    recertifications.close(recertification.id(), State.REFUSED, null, clock.instant());
    audit.append(
        new AuditEvent(
            "asset-version",
            recertification.version().toString(),
            "certification-refused",
            by,
            Map.of(
                "recertification", recertification.id().toString(),
                "signature", signature.toString(),
                "reason", reason)));
  }

  private Snapshot baseline(AssetVersion version, Approval approval) {
    Optional<Recertification> before =
        recertifications.of(version.id()).stream()
            .filter(one -> one.state() != State.ASKED && one.state() != State.OPEN)
            .findFirst();
    Snapshot seen =
        before
            .map(one -> one.state() == State.CERTIFIED ? one.current() : one.baseline())
            .orElse(null);
    if (seen != null) {
      return seen;
    }
    Optional<CheckRun> signed =
        preChecks
            .latest(version.id(), Stage.APPROVAL)
            .or(() -> preChecks.latest(version.id(), Stage.REVIEW));
    return new Snapshot(
        approval.proof().approvedAt(),
        signed.map(CheckRun::packVersion).orElse(""),
        signed.map(Recertifying::found).orElse(Map.of()),
        version.metadata().labelVersions());
  }

  private List<Difference> delta(
      AssetVersion version, Snapshot baseline, Snapshot current, ProductFacts facts) {
    List<Difference> delta = new ArrayList<>();
    current
        .labels()
        .forEach(
            (market, label) -> {
              String before = baseline.labels().getOrDefault(market, "");
              if (!before.equals(label)) {
                delta.add(new Difference(Area.LABEL, "Label in " + market, before, label, false));
              }
            });
    for (ProductFacts.InMarket market : facts.markets()) {
      market
          .unregistered()
          .forEach(
              indication ->
                  delta.add(
                      new Difference(
                          Area.REGISTRATION,
                          indication + " in " + market.market(),
                          "registered",
                          "not registered",
                          true)));
    }
    basis.of(version.id()).stream()
        .filter(change -> change.at().isAfter(baseline.at()))
        .flatMap(change -> area(change).stream().map(area -> difference(area, change)))
        .forEach(delta::add);
    if (!baseline.packVersion().equals(current.packVersion())) {
      delta.add(
          new Difference(
              Area.RULE_PACK, "Rule packs", baseline.packVersion(), current.packVersion(), false));
    }
    current
        .findings()
        .forEach(
            (key, found) -> {
              if (!baseline.findings().containsKey(key)) {
                delta.add(
                    new Difference(
                        Area.NEW_FINDING,
                        found.rule(),
                        "",
                        found.message(),
                        found.severity().equals(Severity.BLOCK.name())));
              }
            });
    baseline
        .findings()
        .forEach(
            (key, found) -> {
              if (!current.findings().containsKey(key)) {
                delta.add(
                    new Difference(Area.GONE_FINDING, found.rule(), found.message(), "", false));
              }
            });
    return delta;
  }

  private static Optional<Area> area(BasisChange change) {
    String kind = change.kind();
    if (kind.startsWith("CLAIM_")) {
      return Optional.of(Area.CLAIM);
    }
    if (kind.startsWith("REFERENCE_")) {
      return Optional.of(Area.REFERENCE);
    }
    // Labels, registrations and packs are compared themselves.
    return kind.startsWith("MASTER_") ? Optional.of(Area.MASTER) : Optional.empty();
  }

  private static Difference difference(Area area, BasisChange change) {
    return new Difference(area, change.subject(), "", change.reason(), false);
  }

  private ProductFacts facts(AssetVersion version) {
    return master
        .current()
        .facts(
            version.metadata().brandId(),
            version.metadata().countries(),
            version.metadata().language(),
            version.metadata().indicationIds(),
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
        .orElseGet(
            () -> new ProductFacts(version.metadata().brandId(), List.of(), null, List.of()));
  }

  private static Map<String, String> labels(ProductFacts facts) {
    Map<String, String> labels = new HashMap<>();
    facts.markets().forEach(market -> labels.put(market.market(), market.labelVersion()));
    return labels;
  }

  private static Map<String, Found> found(CheckRun run) {
    Map<String, Found> found = new HashMap<>();
    for (Finding finding : run.findings()) {
      found.put(
          finding.key(),
          new Found(finding.ruleId(), finding.effective().name(), finding.message()));
    }
    return found;
  }
}
