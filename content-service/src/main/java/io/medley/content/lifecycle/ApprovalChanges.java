package io.medley.content.lifecycle;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.workflows.lifecycle.LifeTask;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The one way an approval's state moves: row, version, audit, feed and catalog commit together. */
@Component
class ApprovalChanges {

  /** Topic on which the catalog's projection is told to look at a version again. */
  static final String CATALOG_TOPIC = "catalog";

  private final Approvals approvals;
  private final AssetVersions versions;
  private final PieceForms forms;
  private final PieceFacetsReading facets;
  private final Duties duties;
  private final Recertifications recertifications;
  private final DutyNotices notices;
  private final Outbox outbox;
  private final Clock clock;

  ApprovalChanges(
      Approvals approvals,
      AssetVersions versions,
      PieceForms forms,
      PieceFacetsReading facets,
      Duties duties,
      Recertifications recertifications,
      DutyNotices notices,
      Outbox outbox,
      Clock clock) {
    this.approvals = approvals;
    this.versions = versions;
    this.forms = forms;
    this.facets = facets;
    this.duties = duties;
    this.recertifications = recertifications;
    this.notices = notices;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Moves the state by compare-and-set on the number and announces it.
   *
   * @param messageId id of the feed's message
   * @return false if the number has moved on
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean change(Approval approval, ApprovalState to, Actor by, String why, UUID messageId) {
    if (!to.predecessors().contains(approval.state())) {
      throw new LifecycleRefusal.NotServable(approval.version(), approval.state());
    }
    if (!approvals.change(approval.version(), approval.number(), to, clock.instant())) {
      return false;
    }
    versions.transition(approval.version(), approval.state().ofVersion(), to.ofVersion(), by, why);
    if (!to.inForce()) {
      endQuestions(approval);
      recertifications.end(approval.version(), clock.instant());
    }
    announce(approvals.find(approval.version()).orElseThrow(), messageId);
    return true;
  }

  /** Extends the validity and announces it; what was still asked of the version falls away. */
  @Transactional(propagation = Propagation.MANDATORY)
  void renew(Approval approval, Instant validTo, UUID messageId) {
    if (!approvals.renew(approval.version(), approval.number(), validTo, clock.instant())) {
      throw new LifecycleRefusal.NotServable(approval.version(), approval.state());
    }
    endQuestions(approval);
    announce(approvals.find(approval.version()).orElseThrow(), messageId);
  }

  /** Announces a live version anew because other forms of it may be sent than before. */
  @Transactional(propagation = Propagation.MANDATORY)
  void formsChanged(VersionId version) {
    approvals
        .lock(version)
        .filter(approval -> approval.state() == ApprovalState.LIVE)
        .filter(approval -> approvals.restate(version, approval.number(), clock.instant()))
        .ifPresent(approval -> announce(approvals.find(version).orElseThrow(), UUID.randomUUID()));
  }

  private void endQuestions(Approval approval) {
    duties
        .end(
            approval.version(),
            EnumSet.of(
                LifeTask.Kind.EXPIRY, LifeTask.Kind.RECONSIDERATION, LifeTask.Kind.RECERTIFICATION),
            clock.instant())
        .forEach(notices::over);
  }

  /** Tells feed and catalog of the approval as it is now. */
  @Transactional(propagation = Propagation.MANDATORY)
  void announce(Approval approval, UUID messageId) {
    VersionId version = approval.version();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    outbox.append(
        messageId,
        ApprovalFeed.TOPIC,
        version.toString(),
        FeedEntry.of(
            approval, forms.offered(List.of(version), today).get(version), facets.of(approval)));
    outbox.append(
        CATALOG_TOPIC,
        version.toString(),
        Map.of("versionId", version.toString(), "number", approval.number()));
  }
}
