package io.medley.content.production.web;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.brief.Briefing;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.PreChecks;
import io.medley.content.production.CoordinatorQc;
import io.medley.content.production.QcReason;
import io.medley.content.production.Submission;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.security.People;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a coordinator accepts a submission or returns it. */
@Controller
@RequestMapping("/assets/versions/{id}/qc")
class QcPages {

  private final CoordinatorQc qc;
  private final AssetVersions versions;
  private final Briefing briefing;
  private final PreChecks preChecks;
  private final Vocabularies vocabularies;
  private final People people;
  private final CurrentActor actor;
  private final Clock clock;

  QcPages(
      CoordinatorQc qc,
      AssetVersions versions,
      Briefing briefing,
      PreChecks preChecks,
      Vocabularies vocabularies,
      People people,
      CurrentActor actor,
      Clock clock) {
    this.qc = qc;
    this.versions = versions;
    this.briefing = briefing;
    this.preChecks = preChecks;
    this.vocabularies = vocabularies;
    this.people = people;
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping
  String page(@PathVariable UUID id, Model model) {
    Actor person = actor.require();
    AssetVersion version = versions.requireVisible(new VersionId(id), person);
    Optional<Submission> newest = qc.newest(version.id(), person);
    if (newest.isEmpty()) {
      return "redirect:/assets/versions/" + id;
    }
    Submission submission = newest.get();
    model.addAttribute("version", version);
    model.addAttribute("tags", version.metadata());
    model.addAttribute("submission", submission);
    model.addAttribute("mayDecide", qc.mayDecide(version, submission, person));
    model.addAttribute("reasons", QcReason.values());
    model.addAttribute("brief", briefing.ofPiece(version.asset(), person).orElse(null));
    model.addAttribute("run", preChecks.latest(version.id()).orElse(null));
    model.addAttribute(
        "findings", preChecks.latest(version.id()).map(CheckRun::findings).orElse(List.of()));
    model.addAttribute("submittedBy", people.printedName(submission.submittedBy()));
    String decidedBy = submission.decidedBy();
    model.addAttribute("decidedBy", decidedBy == null ? "" : people.printedName(decidedBy));
    model.addAttribute("words", vocabularies.labels(Vocabulary.values()));
    model.addAttribute("now", clock.instant());
    return "production/qc";
  }

  @PostMapping
  String decide(
      @PathVariable UUID id,
      @RequestParam CoordinatorQc.Decision decision,
      @RequestParam(defaultValue = "") List<QcReason> reasons,
      @RequestParam(defaultValue = "") String note,
      RedirectAttributes flash) {
    Actor person = actor.require();
    try {
      qc.decide(new VersionId(id), decision, reasons, note, person);
      flash.addFlashAttribute(
          "notice",
          decision == CoordinatorQc.Decision.ACCEPT
              ? "Accepted. Its review opens now."
              : "Returned. The agency has it again, with your reasons.");
      return "redirect:/assets/versions/" + id;
    } catch (Refusal refusal) {
      flash.addFlashAttribute("refusal", refusal.getMessage());
      flash.addFlashAttribute("typedNote", note);
      flash.addFlashAttribute("typedReasons", reasons);
      return "redirect:/assets/versions/" + id + "/qc";
    }
  }
}
