package io.medley.content.asset.web;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.GivingUp;
import io.medley.content.asset.Library;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.Submitting;
import io.medley.content.asset.Tagging;
import io.medley.content.asset.VersionHistory;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.asset.Visibility;
import io.medley.content.brief.Briefing;
import io.medley.content.catalog.PieceUsage;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.inspection.InspectionBundles;
import io.medley.content.lifecycle.LifeReading;
import io.medley.content.lifecycle.LifecycleRefusal;
import io.medley.content.lifecycle.Readership;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.Overriding;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Severity;
import io.medley.content.precheck.Stage;
import io.medley.content.product.ProductMaster;
import io.medley.content.production.CoordinatorQc;
import io.medley.content.production.Submission;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.Reviews;
import io.medley.content.similarity.SimilarPiece;
import io.medley.content.similarity.Similarity;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page of one version: what it looks like, what was found, what it is tagged with, what
 * happened to it.
 */
@Controller
@RequestMapping("/assets/versions/{id}")
class PieceController {

  private final Library library;
  private final AssetVersions versions;
  private final AssetText texts;
  private final PieceMedias medias;
  private final Tagging tagging;
  private final Submitting submitting;
  private final GivingUp givingUp;
  private final PreChecks preChecks;
  private final Overriding overriding;
  private final VersionHistory history;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final Similarity similarity;
  private final Readership readership;
  private final Visibility visibility;
  private final Reviews reviews;
  private final ObjectProvider<PieceUsage> usage;
  private final LifeReading life;
  private final Authorities authorities;
  private final InspectionBundles bundles;
  private final LaneDesk desk;
  private final CoordinatorQc qc;
  private final Briefing briefing;
  private final CurrentActor actor;

  PieceController(
      Library library,
      AssetVersions versions,
      AssetText texts,
      PieceMedias medias,
      Tagging tagging,
      Submitting submitting,
      GivingUp givingUp,
      PreChecks preChecks,
      Overriding overriding,
      VersionHistory history,
      ProductMaster master,
      Vocabularies vocabularies,
      Similarity similarity,
      Readership readership,
      Visibility visibility,
      Reviews reviews,
      ObjectProvider<PieceUsage> usage,
      LifeReading life,
      Authorities authorities,
      InspectionBundles bundles,
      LaneDesk desk,
      CoordinatorQc qc,
      Briefing briefing,
      CurrentActor actor) {
    this.library = library;
    this.versions = versions;
    this.texts = texts;
    this.medias = medias;
    this.tagging = tagging;
    this.submitting = submitting;
    this.givingUp = givingUp;
    this.preChecks = preChecks;
    this.overriding = overriding;
    this.history = history;
    this.master = master;
    this.vocabularies = vocabularies;
    this.similarity = similarity;
    this.readership = readership;
    this.visibility = visibility;
    this.reviews = reviews;
    this.usage = usage;
    this.life = life;
    this.authorities = authorities;
    this.bundles = bundles;
    this.desk = desk;
    this.qc = qc;
    this.briefing = briefing;
    this.actor = actor;
  }

  @GetMapping
  String piece(
      @PathVariable UUID id, @RequestParam(defaultValue = "findings") String tab, Model model) {
    Actor person = actor.require();
    StoredVersion stored = library.open(new VersionId(id), person);
    AssetVersion version = stored.version();
    Optional<LifecycleRefusal.NotServed> closed = readership.againstReading(version, person);
    Optional<CheckRun> run = preChecks.latest(version.id());
    boolean draft = version.state() == VersionState.DRAFT;
    boolean mayWork = !authorities.markets(person.id(), Authority.UPLOAD).isEmpty();
    model.addAttribute("stored", stored);
    model.addAttribute("version", version);
    model.addAttribute("tags", version.metadata());
    model.addAttribute(
        "title",
        version.metadata().title().isEmpty() ? version.fileName() : version.metadata().title());
    model.addAttribute("tab", closed.isPresent() && !tab.equals("history") ? "tags" : tab);
    model.addAttribute("run", run.orElse(null));
    model.addAttribute("life", readership.life(version).orElse(null));
    model.addAttribute("closed", closed.map(LifecycleRefusal.NotServed::getMessage).orElse(null));
    model.addAttribute("downloadable", readership.againstDownloading(version, person).isEmpty());
    if (closed.isEmpty()) {
      ExtractedFile rendition = texts.rendition(version.id());
      model.addAttribute(
          "view", PieceView.of(rendition, run.map(CheckRun::findings).orElse(List.of())));
      model.addAttribute("media", medias.of(version, rendition, person));
      model.addAttribute("remarks", rendition.remarks());
      model.addAttribute("carried", rendition.details().parts());
    }
    model.addAttribute("blocks", run.map(check -> check.count(Severity.BLOCK)).orElse(0L));
    model.addAttribute("reviews", run.map(check -> check.count(Severity.REVIEW)).orElse(0L));
    model.addAttribute("infos", run.map(check -> check.count(Severity.INFO)).orElse(0L));
    model.addAttribute("mayReadRules", person.agency() == null);
    model.addAttribute(
        "overridable",
        run.map(CheckRun::findings).orElse(List.of()).stream()
            .filter(finding -> overriding.mayOverride(version, finding, person))
            .map(Finding::key)
            .toList());
    model.addAttribute("open", draft ? tagging.open(stored) : List.of());
    List<AssetVersion> siblings =
        versions.ofAsset(version.asset()).stream().filter(visibility.of(person)::includes).toList();
    boolean newest = siblings.isEmpty() || siblings.getFirst().id().equals(version.id());
    model.addAttribute("newer", newest ? null : siblings.getFirst());
    model.addAttribute("canSubmit", draft && mayWork && newest);
    model.addAttribute(
        "mayRevise",
        mayWork
            && newest
            && (draft
                || version.state() == VersionState.REVISE
                || version.state() == VersionState.CANCELLED
                || version.state() == VersionState.CONDITIONS_OPEN));
    model.addAttribute("mayGiveUp", givingUp.may(version, person));
    model.addAttribute(
        "reviewId",
        reviews.ofVersion(version.id()).map(review -> review.id().value()).orElse(null));
    Optional<Submission> submission = qc.newest(version.id(), person);
    model.addAttribute("submission", submission.orElse(null));
    model.addAttribute(
        "mayQc", submission.filter(one -> qc.mayDecide(version, one, person)).isPresent());
    model.addAttribute("brief", briefing.ofPiece(version.asset(), person).orElse(null));
    model.addAttribute("used", used(version.id()));
    model.addAttribute("history", history.of(version.id()));
    model.addAttribute(
        "siblings", siblings.stream().filter(other -> !other.id().equals(version.id())).toList());
    List<SimilarPiece> similar = similarity.of(version.id(), person);
    model.addAttribute("similar", similar);
    model.addAttribute(
        "alerts",
        similar.stream().filter(piece -> piece.advice() != SimilarPiece.Advice.COMPARE).toList());
    if (person.agency() == null) {
      model.addAttribute("lifeView", life.of(version.id(), person).orElse(null));
    }
    model.addAttribute("signatures", desk.signatures(version, person));
    model.addAttribute("mayInspect", bundles.mayTake(version, person));
    model.addAttribute(
        "carriesMetadata",
        ContentFormat.ofMediaType(version.format())
            .filter(ContentFormat::carriesMetadata)
            .isPresent());
    model.addAttribute("words", vocabularies.labels(Vocabulary.values()));
    model.addAttribute(
        "brandName",
        master.current().brand(version.metadata().brandId()).map(brand -> brand.name()).orElse(""));
    model.addAttribute(
        "indicationNames",
        master.current().indications(version.metadata().brandId()).stream()
            .filter(indication -> version.metadata().indicationIds().contains(indication.id()))
            .map(indication -> indication.name())
            .collect(Collectors.joining(", ")));
    model.addAttribute("labelVersions", new TreeMap<>(version.metadata().labelVersions()));
    model.addAttribute("safetyTexts", new TreeMap<>(version.metadata().safetyTexts()));
    return "asset/piece";
  }

  @PostMapping("/check")
  String check(@PathVariable UUID id) {
    VersionId version = library.open(new VersionId(id), actor.require()).version().id();
    preChecks.run(version, Stage.DRAFT);
    return "redirect:/assets/versions/" + id;
  }

  @PostMapping("/submission")
  String submit(@PathVariable UUID id, RedirectAttributes flash) {
    try {
      submitting.submit(new VersionId(id), actor.require());
      flash.addFlashAttribute(
          "notice",
          "Submitted. Nothing on the piece can change any more; a coordinator looks at it before"
              + " its reviewers, unless your record says that nobody has to.");
    } catch (AssetRefusal.PreCheckBlocked blocked) {
      flash.addFlashAttribute("refusal", blocked.getMessage());
    } catch (AssetRefusal.MetadataIncomplete incomplete) {
      return "redirect:/assets/versions/" + id + "/tags";
    }
    return "redirect:/assets/versions/" + id;
  }

  @PostMapping("/cancellation")
  String giveUp(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    try {
      givingUp.giveUp(new VersionId(id), reason, actor.require());
      flash.addFlashAttribute("notice", "Given up. It stays readable, with its history.");
    } catch (AssetRefusal.ReasonMissing | AssetRefusal.StateConflict refused) {
      flash.addFlashAttribute("lifeRefused", refused.getMessage());
    }
    return "redirect:/assets/versions/" + id;
  }

  private PieceUsage.@Nullable Usage used(VersionId version) {
    PieceUsage known = usage.getIfAvailable();
    return known == null ? null : known.of(List.of(version)).get(version);
  }
}
