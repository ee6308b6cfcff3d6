package io.medley.content.lifecycle.web;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimReading;
import io.medley.content.lifecycle.AdaptationTree;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.lifecycle.CascadingWithdrawal;
import io.medley.content.lifecycle.LifecycleRefusal;
import io.medley.content.lifecycle.Recall;
import io.medley.content.lifecycle.Recertifying;
import io.medley.content.lifecycle.Withdrawing;
import io.medley.content.usage.VersionUsages;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person does with one version after approval: withdraw, suspend, reinstate, renew. */
@Controller
@RequestMapping("/lifecycle")
class WithdrawalPages {

  /** Long enough for a cut-off sender's lease (5 s) and the margin (2 s). */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Approvals approvals;
  private final CascadingWithdrawal cascading;
  private final Withdrawing withdrawing;
  private final Recertifying recertifying;
  private final AdaptationTree tree;
  private final VersionUsages usages;
  private final AssetVersions versions;
  private final CurrentActor currentActor;

  WithdrawalPages(
      Approvals approvals,
      CascadingWithdrawal cascading,
      Withdrawing withdrawing,
      Recertifying recertifying,
      AdaptationTree tree,
      VersionUsages usages,
      AssetVersions versions,
      CurrentActor currentActor) {
    this.approvals = approvals;
    this.cascading = cascading;
    this.withdrawing = withdrawing;
    this.recertifying = recertifying;
    this.tree = tree;
    this.usages = usages;
    this.versions = versions;
    this.currentActor = currentActor;
  }

  /** Shows what a withdrawal will hit, before anybody clicks. */
  @GetMapping("/versions/{id}/withdrawal")
  String preview(@PathVariable UUID id, Model model) {
    Actor person = currentActor.require();
    VersionId version = new VersionId(id);
    versions.requireVisible(version, person);
    ClaimReading.requireOfTheHouse(person);
    Approval approval =
        approvals.find(version).orElseThrow(() -> new LifecycleRefusal.NeverLive(version));
    List<CascadingWithdrawal.Hit> hits = cascading.preview(version, person);
    model.addAttribute("approval", approval);
    model.addAttribute("hits", hits);
    model.addAttribute(
        "usage",
        usages.of(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(version),
                    hits.stream().map(hit -> hit.approval().version()))
                .toList()));
    return "lifecycle/withdrawal";
  }

  @PostMapping("/versions/{id}/withdrawal")
  String withdraw(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") List<UUID> also,
      RedirectAttributes flash) {
    VersionId version = new VersionId(id);
    try {
      Recall recall =
          cascading.withdraw(
              version, reason, also.stream().map(VersionId::new).toList(), currentActor.require());
      flash.addFlashAttribute("notice", outcome(recall, also.size()));
      return "redirect:/assets/versions/" + id;
    } catch (Refusal refused) {
      flash.addFlashAttribute("refused", refused.getMessage());
      return "redirect:/lifecycle/versions/" + id + "/withdrawal";
    }
  }

  @PostMapping("/versions/{id}/suspension")
  String suspend(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    return piece(
        id,
        flash,
        () -> outcome(withdrawing.suspend(new VersionId(id), reason, currentActor.require()), 0));
  }

  @PostMapping("/versions/{id}/reinstatement")
  String reinstate(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    return piece(
        id,
        flash,
        () -> {
          withdrawing.reinstate(new VersionId(id), reason, currentActor.require());
          return "Reinstated: it may be served again from now on.";
        });
  }

  @PostMapping("/versions/{id}/recertification")
  String recertify(@PathVariable UUID id, RedirectAttributes flash) {
    return piece(
        id,
        flash,
        () -> {
          recertifying.request(new VersionId(id), currentActor.require());
          return "The checks run again. It stays in use; the final signatory is asked next.";
        });
  }

  @GetMapping("/assets/{id}/adaptations")
  String adaptations(@PathVariable UUID id, Model model) {
    List<AdaptationTree.Node> nodes = tree.of(new AssetId(id), currentActor.require());
    model.addAttribute("nodes", nodes);
    model.addAttribute(
        "asked",
        nodes.stream().filter(AdaptationTree.Node::asked).findFirst().orElse(nodes.getFirst()));
    return "lifecycle/adaptations";
  }

  private String outcome(Recall recall, int also) {
    Recall now = withdrawing.outcome(recall, PATIENCE).recall();
    String what = recall.kind() == Recall.Kind.WITHDRAW ? "Withdrawn" : "Suspended";
    String with =
        also == 0 ? "" : also == 1 ? ", one more with it" : ", %d more with it".formatted(also);
    if (now.acknowledgedAt() == null) {
      return "%s%s: it is served no more from here. Not every sender has answered yet."
          .formatted(what, with);
    }
    int doubt = Objects.requireNonNullElse(now.inDoubt(), 0);
    return "%s%s: every sender answered, nothing is handed over any more.%s"
        .formatted(
            what,
            with,
            doubt == 0
                ? ""
                : " %d messages that were just leaving stay in doubt.".formatted(doubt));
  }

  private static String piece(UUID id, RedirectAttributes flash, Supplier<String> act) {
    try {
      flash.addFlashAttribute("notice", act.get());
    } catch (Refusal refused) {
      flash.addFlashAttribute("lifeRefused", refused.getMessage());
    }
    return "redirect:/assets/versions/" + id;
  }
}
