package io.medley.content.production;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.DraftWitness;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.workflows.production.ProductionProcesses;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The coordinator's look before reviewers are asked. It may be given as soon as a version is
 * submitted, also before the engine has asked for it; what counts is the row that is written here.
 */
@Service
public class CoordinatorQc {

  private static final int LONGEST = 1000;

  private final Productions productions;
  private final AssetVersions versions;
  private final List<DraftWitness> witnesses;
  private final ProductionProcesses processes;
  private final QcNotices notices;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  CoordinatorQc(
      Productions productions,
      AssetVersions versions,
      List<DraftWitness> witnesses,
      ProductionProcesses processes,
      QcNotices notices,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.productions = productions;
    this.versions = versions;
    this.witnesses = List.copyOf(witnesses);
    this.processes = processes;
    this.notices = notices;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a coordinator says. */
  public enum Decision {
    /** The reviewers get it. */
    ACCEPT,
    /** The agency gets it again, as a draft. */
    RETURN
  }

  /**
   * Decides.
   *
   * @param reasons at least one for a return; none for an acceptance
   * @param note a sentence of 1 to 1000 characters for a return
   * @throws AssetRefusal.VersionUnknown if it is not this person's to see
   * @throws AuthorityMissing unless the person coordinates in every market of the version
   * @throws QcRefusal.OwnWork if the person made or submitted it
   * @throws QcRefusal.NotInQc if there is nothing to decide
   * @throws QcRefusal.ReasonMissing if a return does not say why
   */
  @Transactional
  public Submission decide(
      VersionId id, Decision decision, List<QcReason> reasons, String note, Actor by) {
    AssetVersion version = versions.requireVisible(id, by);
    version
        .metadata()
        .countries()
        .forEach(market -> authorities.require(by, Authority.COORDINATE, market));
    if (by.agency() != null) {
      throw new AuthorityMissing(by.id(), Authority.COORDINATE, "any");
    }
    // The production first, as the steps of its process do.
    productions.ofVersion(id).map(Submission::production).ifPresent(productions::lock);
    Submission submission = productions.lockOfVersion(id).orElseThrow(() -> notSubmitted(id));
    if (!submission.qc().open()) {
      throw new QcRefusal.NotInQc(id, over(submission));
    }
    if (by.id().equals(version.author()) || by.id().equals(submission.submittedBy())) {
      throw new QcRefusal.OwnWork(id);
    }
    boolean accepted = decision == Decision.ACCEPT;
    List<QcReason> why = accepted ? List.of() : reasons.stream().distinct().toList();
    String words = note.strip();
    if (!accepted) {
      requireReason(why, words);
    }
    productions.decide(
        submission.id(),
        accepted ? Submission.Qc.ACCEPTED : Submission.Qc.RETURNED,
        why,
        words,
        by.id(),
        clock.instant());
    audit.append(
        new AuditEvent(
            "asset-version",
            id.toString(),
            accepted ? "qc-accepted" : "qc-returned",
            by,
            Map.of(
                "contentHash", submission.contentHash(),
                "metadataHash", submission.metadataHash(),
                "reasons", why.stream().map(QcReason::name).toList(),
                "note", words)));
    if (accepted) {
      notices.decided(submission);
    } else {
      reopen(version, submission, words, by);
    }
    processes.changed(submission.production());
    return productions.ofVersion(id).orElseThrow();
  }

  private void reopen(AssetVersion version, Submission submission, String why, Actor by) {
    AssetVersion draft =
        versions.transition(version.id(), version.state(), VersionState.DRAFT, by, why);
    notices.returned(submission, draft);
    witnesses.forEach(witness -> witness.reopened(draft));
  }

  private static void requireReason(List<QcReason> reasons, String note) {
    if (reasons.isEmpty()) {
      throw new QcRefusal.ReasonMissing(
          "reasons", "Choose at least one reason; agencies learn from what is counted.");
    }
    if (note.isEmpty() || note.length() > LONGEST) {
      throw new QcRefusal.ReasonMissing(
          "note", "Say in a sentence, of up to 1000 characters, what the agency has to mend.");
    }
  }

  private static QcRefusal.NotInQc notSubmitted(VersionId id) {
    return new QcRefusal.NotInQc(id, "The version was not submitted; there is nothing to look at.");
  }

  private static String over(Submission submission) {
    return switch (submission.qc()) {
      case SKIPPED ->
          "Nobody has to look at it: %s. It goes straight to the reviewers."
              .formatted(submission.because());
      case ACCEPTED -> "%s accepted it already.".formatted(submission.decidedBy());
      case RETURNED ->
          "%s returned it already; the agency has it again.".formatted(submission.decidedBy());
      case WAITING, REQUIRED -> throw new IllegalStateException(submission.qc().name());
    };
  }

  /**
   * The newest submission of a version.
   *
   * @throws AssetRefusal.VersionUnknown if it is not this person's to see
   */
  @Transactional(readOnly = true)
  public Optional<Submission> newest(VersionId id, Actor by) {
    versions.requireVisible(id, by);
    return productions.ofVersion(id);
  }

  /** Whether this person may decide this submission. */
  public boolean mayDecide(AssetVersion version, Submission submission, Actor by) {
    return submission.qc().open()
        && by.agency() == null
        && !by.id().equals(version.author())
        && !by.id().equals(submission.submittedBy())
        && submission.markets().stream()
            .allMatch(market -> authorities.has(by.id(), Authority.COORDINATE, market));
  }

  /** Submissions that wait for this person, the soonest due first. */
  @Transactional(readOnly = true)
  public List<Waiting> waiting(Actor by) {
    if (by.agency() != null || authorities.markets(by.id(), Authority.COORDINATE).isEmpty()) {
      return List.of();
    }
    return productions.inQc().stream()
        .map(submission -> new Waiting(submission, versions.require(submission.version())))
        .filter(waiting -> mayDecide(waiting.version(), waiting.submission(), by))
        .toList();
  }

  /** A submission that waits, and its version. */
  public record Waiting(Submission submission, AssetVersion version) {}
}
