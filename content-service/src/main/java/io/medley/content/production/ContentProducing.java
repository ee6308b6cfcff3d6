package io.medley.content.production;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.StoredVersions;
import io.medley.content.asset.Tagging;
import io.medley.content.asset.VersionState;
import io.medley.content.brief.Brief;
import io.medley.content.brief.BriefId;
import io.medley.content.brief.BriefState;
import io.medley.content.brief.Briefs;
import io.medley.content.market.MarketPacks;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Severity;
import io.medley.content.review.ReviewOpening;
import io.medley.content.review.ServiceLevel;
import io.medley.content.scorecard.AgencyScore;
import io.medley.content.scorecard.Progress;
import io.medley.content.scorecard.Scorecards;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.page.MedleyUrls;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.mlrreview.CoordinationTask;
import io.medley.workflows.production.ProduceTask;
import io.medley.workflows.production.ProductionSteps;
import io.medley.workflows.production.QcCheck;
import io.medley.workflows.production.QcDecision;
import io.medley.workflows.production.QcFacts;
import io.medley.workflows.production.QcPlan;
import io.medley.workflows.production.QcTask;
import io.medley.workflows.production.Stand;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of a production as its process asks for them. Until submission every answer is read
 * from the piece as it is; from submission on the newest submission's row decides, never a form.
 */
@Service
class ContentProducing implements ProductionSteps {

  private static final Actor SYSTEM = Actor.system("production");

  /** Working days a coordinator has. */
  private static final int QC_DAYS = 1;

  /** As long as a form shows a title. */
  private static final int TITLE = 160;

  private final Productions productions;
  private final Briefs briefs;
  private final AssetVersions versions;
  private final StoredVersions stored;
  private final Tagging tagging;
  private final PreChecks preChecks;
  private final Progress progress;
  private final ReviewOpening reviews;
  private final QcNotices notices;
  private final Authorities authorities;
  private final MarketPacks packs;
  private final MedleyUrls urls;
  private final AuditTrail audit;
  private final Clock clock;

  ContentProducing(
      Productions productions,
      Briefs briefs,
      AssetVersions versions,
      StoredVersions stored,
      Tagging tagging,
      PreChecks preChecks,
      Progress progress,
      ReviewOpening reviews,
      QcNotices notices,
      Authorities authorities,
      MarketPacks packs,
      MedleyUrls urls,
      AuditTrail audit,
      Clock clock) {
    this.productions = productions;
    this.briefs = briefs;
    this.versions = versions;
    this.stored = stored;
    this.tagging = tagging;
    this.preChecks = preChecks;
    this.progress = progress;
    this.reviews = reviews;
    this.notices = notices;
    this.authorities = authorities;
    this.packs = packs;
    this.urls = urls;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  @Transactional
  public boolean claim(UUID productionId, int attempt, long processInstanceKey) {
    return productions.lock(productionId).filter(found -> found.doneAt() == null).isPresent()
        && productions.claim(productionId, attempt, processInstanceKey, clock.instant());
  }

  @Override
  @Transactional
  public Stand look(UUID productionId) {
    Production production = locked(productionId);
    if (production.doneAt() != null) {
      return Stand.at(Stand.Place.OVER);
    }
    if (production.asset() == null) {
      return waiting(production);
    }
    Optional<Submission> newest = productions.newest(productionId);
    if (newest.filter(ContentProducing::onItsWay).isPresent()) {
      return Stand.at(Stand.Place.SUBMITTED);
    }
    StoredVersion version = stored.ofAsset(production.asset()).getFirst();
    if (version.version().state() != VersionState.DRAFT) {
      productions.done(productionId, clock.instant());
      return Stand.at(Stand.Place.OVER);
    }
    if (!tagging.open(version).isEmpty()) {
      return Stand.at(Stand.Place.TAGS_OPEN);
    }
    boolean blocked =
        preChecks
            .latest(version.version().id())
            .filter(run -> run.count(Severity.BLOCK) > 0)
            .isPresent();
    return Stand.at(blocked ? Stand.Place.BLOCKED : Stand.Place.READY);
  }

  private static boolean onItsWay(Submission submission) {
    return submission.qc().open() || (submission.qc().passed() && !submission.reviewOpened());
  }

  private Stand waiting(Production production) {
    Brief brief = brief(Objects.requireNonNull(production.brief()));
    if (!brief.state().running()) {
      productions.done(production.id(), clock.instant());
      return Stand.at(Stand.Place.OVER);
    }
    boolean again = productions.asked(production.id());
    return Stand.produce(
        new ProduceTask(
            "agency-" + brief.agency().toLowerCase(Locale.ROOT),
            brief.dueAt(),
            shortened(brief.wanted().title()),
            String.join(", ", brief.wanted().markets()),
            String.join(", ", brief.wanted().channels()),
            String.valueOf(brief.wanted().dueOn()),
            base() + "/briefs/" + brief.id(),
            again && brief.state() == BriefState.OPEN
                ? "Nothing was uploaded for the brief yet. Upload the piece on its page; the task ends by itself then."
                : null));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<QcFacts> qcFacts(UUID productionId) {
    return productions
        .newest(productionId)
        .filter(submission -> submission.qc().open())
        .map(this::facts);
  }

  private QcFacts facts(Submission submission) {
    Optional<AgencyScore> score =
        progress.scores(submission.agency(), clock.instant().minus(Scorecards.WINDOW)).stream()
            .filter(one -> one.agency().equals(submission.agency()))
            .findFirst();
    return new QcFacts(
        reviews.answersConditions(versions.require(submission.version())),
        submission.markets().stream()
            .allMatch(
                market -> authorities.has(submission.submittedBy(), Authority.COORDINATE, market)),
        // This one is in it, and says nothing about the agency yet.
        Math.max(0, score.map(AgencyScore::submissions).orElse(1L) - 1),
        score.map(AgencyScore::firstPassRate).orElse(0d));
  }

  @Override
  @Transactional
  public QcPlan planQc(UUID productionId, QcDecision decision) {
    locked(productionId);
    Submission submission = productions.newest(productionId).orElseThrow();
    if (submission.qc() == Submission.Qc.WAITING) {
      Submission.Qc qc = decision.required() ? Submission.Qc.REQUIRED : Submission.Qc.SKIPPED;
      productions.plan(
          submission.id(),
          qc,
          decision,
          ServiceLevel.plusWorkingDays(
              clock.instant(), QC_DAYS, packs.of(submission.markets().getFirst())));
      note(
          submission,
          decision.required() ? "qc-required" : "qc-skipped",
          Map.of(
              "because", decision.because(),
              "decision", decision.evidence().decisionId(),
              "decisionVersion", decision.evidence().version(),
              "inputs", decision.evidence().inputs()));
      submission = productions.newest(productionId).orElseThrow();
      if (qc == Submission.Qc.REQUIRED) {
        AssetVersion version =
            versions.transition(
                submission.version(),
                VersionState.SUBMITTED,
                VersionState.QC,
                SYSTEM,
                decision.because());
        notices.asked(submission, version);
      }
    }
    return switch (submission.qc()) {
      case REQUIRED -> QcPlan.ask(task(submission));
      case SKIPPED -> QcPlan.skipped();
      case WAITING, ACCEPTED, RETURNED -> QcPlan.decided();
    };
  }

  private QcTask task(Submission submission) {
    AssetVersion version = versions.require(submission.version());
    return new QcTask(
        CoordinationTask.group("coordinator", submission.markets().getFirst()),
        Objects.requireNonNull(submission.dueAt(), "required"),
        shortened(version.metadata().title()),
        version.metadata().jobCode(),
        version.number(),
        String.join(", ", submission.markets()),
        submission.agency().isEmpty() ? "the house" : submission.agency(),
        submission.because(),
        findings(version),
        base() + "/assets/versions/" + version.id() + "/qc",
        base() + "/assets/versions/" + version.id());
  }

  private String findings(AssetVersion version) {
    Optional<CheckRun> run = preChecks.latest(version.id());
    long reviews = run.map(check -> check.count(Severity.REVIEW)).orElse(0L);
    return reviews == 0
        ? "nothing a reviewer has to judge"
        : reviews == 1 ? "one finding for the reviewers" : reviews + " findings for the reviewers";
  }

  @Override
  @Transactional
  public QcCheck recordQc(UUID productionId) {
    locked(productionId);
    Submission.Qc qc =
        productions.newest(productionId).map(Submission::qc).orElse(Submission.Qc.RETURNED);
    return switch (qc) {
      case ACCEPTED, SKIPPED -> QcCheck.of(QcCheck.Outcome.ACCEPTED);
      // Returned, or returned and submitted once more: look again.
      case RETURNED, WAITING -> QcCheck.of(QcCheck.Outcome.RETURNED);
      case REQUIRED ->
          QcCheck.open(
              "Nobody has accepted or returned the piece. Decide on its page; the task ends by itself then.");
    };
  }

  @Override
  @Transactional
  public void startReview(UUID productionId) {
    Production production = locked(productionId);
    Submission submission = productions.newest(productionId).orElseThrow();
    if (submission.reviewOpened()) {
      return;
    }
    if (!submission.qc().passed()) {
      throw new IllegalStateException(
          "Submission %s is %s: no review opens".formatted(submission.id(), submission.qc()));
    }
    AssetVersion version =
        versions
            .find(submission.version())
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(submission.version()));
    if (!version.contentHash().equals(submission.contentHash())
        || !submission.metadataHash().equals(version.metadataHash())) {
      throw new IllegalStateException(
          "Version %s is not what was submitted".formatted(version.id()));
    }
    reviews.open(version, submission.reviewId(), submission.submittedBy());
    productions.reviewOpened(submission.id());
    productions.done(production.id(), clock.instant());
  }

  @Override
  @Transactional
  public void ended(UUID productionId, int attempt, long processInstanceKey) {
    productions.end(productionId, attempt, processInstanceKey, clock.instant());
  }

  private Production locked(UUID id) {
    return productions
        .lock(id)
        .orElseThrow(() -> new IllegalStateException("There is no production " + id));
  }

  private Brief brief(BriefId id) {
    return briefs.find(id).orElseThrow();
  }

  private void note(Submission submission, String action, Map<String, ?> facts) {
    audit.append(
        new AuditEvent("asset-version", submission.version().toString(), action, SYSTEM, facts));
  }

  private static String shortened(String title) {
    return title.length() <= TITLE ? title : title.substring(0, TITLE - 1) + "…";
  }

  private String base() {
    URI content = urls.content();
    String base = content == null ? "" : content.toString();
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }
}
