package io.medley.content.lifecycle.web;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimReading;
import io.medley.content.comparison.TextComparison;
import io.medley.content.lifecycle.AdaptationTree;
import io.medley.content.lifecycle.CascadingWithdrawal;
import io.medley.content.lifecycle.ExposureReport;
import io.medley.content.lifecycle.LifeReading;
import io.medley.content.lifecycle.LifeView;
import io.medley.content.lifecycle.LifecycleRefusal;
import io.medley.content.lifecycle.LocalDelta;
import io.medley.content.lifecycle.Recertification;
import io.medley.content.lifecycle.Recertifying;
import io.medley.content.usage.VersionUsage;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The life after approval for programs: what is asked, what hangs together, who was reached. */
@RestController
class LifecycleApi {

  private final LifeReading life;
  private final Recertifying recertifying;
  private final CascadingWithdrawal cascading;
  private final AdaptationTree tree;
  private final LocalDelta deltas;
  private final ExposureReport reports;
  private final AssetVersions versions;
  private final CurrentActor currentActor;

  LifecycleApi(
      LifeReading life,
      Recertifying recertifying,
      CascadingWithdrawal cascading,
      AdaptationTree tree,
      LocalDelta deltas,
      ExposureReport reports,
      AssetVersions versions,
      CurrentActor currentActor) {
    this.life = life;
    this.recertifying = recertifying;
    this.cascading = cascading;
    this.tree = tree;
    this.deltas = deltas;
    this.reports = reports;
    this.versions = versions;
    this.currentActor = currentActor;
  }

  @GetMapping("/api/versions/{id}/life")
  LifeBody life(@PathVariable UUID id) {
    Actor person = visible(id);
    VersionId version = new VersionId(id);
    return LifeBody.of(
        life.of(version, person).orElseThrow(() -> new LifecycleRefusal.NeverLive(version)));
  }

  @PostMapping("/api/versions/{id}/recertification")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Recertification recertify(@PathVariable UUID id) {
    Actor person = visible(id);
    ClaimReading.requireOfTheHouse(person);
    if (life.of(new VersionId(id), person).filter(view -> view.may().recertify()).isEmpty()) {
      throw new LifecycleRefusal.MayNotDecide(
          "Somebody who coordinates in its markets asks for a recertification while it is in force.");
    }
    return recertifying.request(new VersionId(id), person);
  }

  /** What a withdrawal would hit beside the version; ids to give as {@code also}. */
  @GetMapping("/api/versions/{id}/withdrawal/preview")
  List<HitBody> preview(@PathVariable UUID id) {
    Actor person = visible(id);
    ClaimReading.requireOfTheHouse(person);
    return cascading.preview(new VersionId(id), person).stream().map(HitBody::of).toList();
  }

  @GetMapping("/api/assets/{id}/adaptations")
  List<NodeBody> adaptations(@PathVariable UUID id) {
    return tree.of(new AssetId(id), currentActor.require()).stream().map(NodeBody::of).toList();
  }

  /** What an adaptation says that its approved master does not. */
  @GetMapping("/api/versions/{id}/local-delta")
  DeltaBody localDelta(@PathVariable UUID id) {
    visible(id);
    return deltas.of(new VersionId(id)).map(DeltaBody::of).orElseGet(DeltaBody::none);
  }

  @GetMapping("/api/versions/{id}/exposure")
  ExposureBody exposure(@PathVariable UUID id) {
    ClaimReading.requireOfTheHouse(visible(id));
    ExposureReport.Report report = reports.of(new VersionId(id));
    return new ExposureBody(
        id,
        report.usage().hcps(),
        report.usage().contacts(),
        report.usage().inDoubt(),
        report.usage().exposure(),
        report.reportedAt());
  }

  private Actor visible(UUID id) {
    Actor person = currentActor.require();
    versions.requireVisible(new VersionId(id), person);
    return person;
  }

  record LifeBody(
      String state,
      long number,
      Instant validFrom,
      Instant validTo,
      @Nullable String heldBackBecause,
      boolean underRecertification,
      List<QuestionBody> questions,
      List<ChangeBody> changes) {

    static LifeBody of(LifeView view) {
      return new LifeBody(
          view.approval().state().name(),
          view.approval().number(),
          view.approval().validFrom(),
          view.approval().validTo(),
          view.heldBack() == null ? null : view.heldBack().recall().reason(),
          view.underWay() != null,
          view.questions().stream()
              .map(
                  duty ->
                      new QuestionBody(
                          duty.id(),
                          duty.kind().name(),
                          duty.what(),
                          duty.dueAt(),
                          duty.escalatedAt()))
              .toList(),
          view.changes().stream()
              .map(
                  change ->
                      new ChangeBody(
                          change.event(),
                          change.kind(),
                          change.subject(),
                          change.reason(),
                          change.safety(),
                          change.at(),
                          change.response(),
                          change.because(),
                          change.decidedAt()))
              .toList());
    }
  }

  record QuestionBody(
      UUID id, String kind, String what, Instant dueAt, @Nullable Instant escalatedAt) {}

  record ChangeBody(
      UUID event,
      String kind,
      String subject,
      String reason,
      boolean safety,
      Instant at,
      @Nullable String response,
      @Nullable String because,
      @Nullable Instant decidedAt) {}

  record HitBody(
      UUID versionId,
      UUID assetId,
      String title,
      List<String> markets,
      String state,
      String relation,
      boolean allowed) {

    static HitBody of(CascadingWithdrawal.Hit hit) {
      return new HitBody(
          hit.approval().version().value(),
          hit.approval().asset().value(),
          hit.approval().title(),
          hit.approval().markets(),
          hit.approval().state().name(),
          hit.related().relation().name(),
          hit.allowed());
    }
  }

  record NodeBody(
      UUID assetId,
      int depth,
      @Nullable String relation,
      UUID newestVersionId,
      String newestState,
      List<String> markets,
      String language,
      @Nullable UUID versionInUse,
      @Nullable String stateInUse,
      @Nullable Instant validTo) {

    static NodeBody of(AdaptationTree.Node node) {
      return new NodeBody(
          node.asset().value(),
          node.depth(),
          node.relation() == null ? null : node.relation().name(),
          node.newest().id().value(),
          node.newest().state().name(),
          node.newest().metadata().countries(),
          node.newest().metadata().language(),
          node.inUse() == null ? null : node.inUse().version().value(),
          node.inUse() == null ? null : node.inUse().state().name(),
          node.validTo());
    }
  }

  /**
   * @param adaptation whether the version was adapted from an approved master
   * @param comparable whether both are in one language; if not, every word is the market's own
   * @param localShare share of its words the master does not have, 0 to 1
   */
  record DeltaBody(
      boolean adaptation,
      @Nullable UUID masterVersionId,
      boolean comparable,
      double localShare,
      int words,
      int added,
      int removed,
      List<TextComparison.Pair> changed) {

    static DeltaBody none() {
      return new DeltaBody(false, null, false, 1, 0, 0, 0, List.of());
    }

    static DeltaBody of(LocalDelta.Delta delta) {
      TextComparison.Result text = delta.text();
      return new DeltaBody(
          true,
          delta.master().version().value(),
          text != null,
          delta.localShare(),
          delta.words(),
          text == null ? 0 : text.added(),
          text == null ? 0 : text.removed(),
          text == null
              ? List.of()
              : text.pairs().stream().filter(TextComparison.Pair::changed).toList());
    }
  }

  record ExposureBody(
      UUID versionId,
      long hcps,
      long contacts,
      long inDoubt,
      List<VersionUsage.Exposure> days,
      @Nullable Instant reportedAt) {}
}
