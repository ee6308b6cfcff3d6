package io.medley.content.claim.web;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimBeside;
import io.medley.content.claim.ClaimLink;
import io.medley.content.claim.ClaimLinking;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The claims of one version: its words beside the approved wording and the reference's own. */
@Controller
@RequestMapping("/assets/versions/{id}/claims")
class ClaimLinkPages {

  private final ClaimLinking linking;
  private final AssetVersions versions;
  private final CurrentActor actor;

  ClaimLinkPages(ClaimLinking linking, AssetVersions versions, CurrentActor actor) {
    this.linking = linking;
    this.versions = versions;
    this.actor = actor;
  }

  @GetMapping
  String links(@PathVariable UUID id, Model model) {
    Actor person = actor.require();
    AssetVersion version = versions.requireVisible(new VersionId(id), person);
    List<ClaimBeside> links = linking.links(version).stream().map(ClaimBeside::of).toList();
    model.addAttribute("version", version);
    model.addAttribute(
        "title",
        version.metadata().title().isEmpty() ? version.fileName() : version.metadata().title());
    model.addAttribute("links", links);
    model.addAttribute("house", person.agency() == null);
    model.addAttribute(
        "open",
        switch (version.state()) {
          case DRAFT, SUBMITTED, QC, IN_REVIEW, REVISE, CONDITIONS_OPEN -> true;
          case APPROVED,
              FINAL_FORM,
              SUBMISSION_PENDING,
              LIVE,
              SUSPENDED,
              WITHDRAWING,
              WITHDRAWN,
              EXPIRED,
              SUPERSEDED,
              REJECTED,
              CANCELLED ->
              false;
        });
    model.addAttribute("count", counts(links));
    model.addAttribute("took", linking.took(version.id()).map(Duration::toMillis).orElse(0L));
    return "claim/links";
  }

  /** How many links are in which state. */
  public record Count(long linked, long suggested, long refused, long outside) {}

  private static Count counts(List<ClaimBeside> links) {
    return new Count(
        of(links, ClaimLink.State.LINKED),
        of(links, ClaimLink.State.SUGGESTED),
        of(links, ClaimLink.State.REFUSED),
        links.stream()
            .filter(link -> link.linked().link().state() == ClaimLink.State.LINKED)
            .filter(link -> !link.linked().obstacles().isEmpty())
            .count());
  }

  private static long of(List<ClaimBeside> links, ClaimLink.State state) {
    return links.stream().filter(link -> link.linked().link().state() == state).count();
  }

  @PostMapping("/{link}")
  String decide(
      @PathVariable UUID id,
      @PathVariable UUID link,
      @RequestParam boolean accept,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    try {
      linking.decide(link, accept, reason, actor.require());
      flash.addFlashAttribute("notice", accept ? "Linked." : "Marked as not this claim.");
    } catch (Refusal refusal) {
      flash.addFlashAttribute("refusal", refusal.getMessage());
    }
    return "redirect:/assets/versions/" + id + "/claims";
  }
}
