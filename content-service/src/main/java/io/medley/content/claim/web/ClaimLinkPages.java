package io.medley.content.claim.web;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimLink;
import io.medley.content.claim.ClaimLinking;
import io.medley.content.claim.ClaimLinking.Linked;
import io.medley.content.claim.ClaimSupport;
import io.medley.content.claim.ReferenceAnchor;
import io.medley.content.claim.SharedFigures;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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

  /** A link with the quotes behind its claim, figures of the piece marked in them. */
  public record Beside(Linked linked, List<Quoted> quotes) {
    public Beside {
      quotes = List.copyOf(quotes);
    }

    /** Colour of the link. */
    public String tone() {
      return switch (linked.link().state()) {
        case LINKED -> linked.obstacles().isEmpty() ? "live" : "needs";
        case SUGGESTED -> "needs";
        case REJECTED -> "draft";
        case REFUSED -> "blocked";
      };
    }

    /** The link's state in words. */
    public String words() {
      return switch (linked.link().state()) {
        case LINKED ->
            switch (linked.link().match()) {
              case EXACT -> "Approved wording";
              case MANUAL -> "Linked by hand";
              case NEAR, ALTERED -> "Accepted";
            };
        case SUGGESTED -> "Nearly the approved wording";
        case REJECTED -> "Not this claim";
        case REFUSED -> "Changed in meaning";
      };
    }
  }

  /** A quote behind a claim. */
  public record Quoted(String reference, int page, List<SharedFigures.Run> runs) {}

  @GetMapping
  String links(@PathVariable UUID id, Model model) {
    Actor person = actor.require();
    AssetVersion version = versions.requireVisible(new VersionId(id), person);
    List<Beside> links = linking.links(version).stream().map(ClaimLinkPages::beside).toList();
    model.addAttribute("version", version);
    model.addAttribute(
        "title",
        version.metadata().title().isEmpty() ? version.fileName() : version.metadata().title());
    model.addAttribute("links", links);
    model.addAttribute("house", person.agency() == null);
    model.addAttribute(
        "open",
        switch (version.state()) {
          case DRAFT, SUBMITTED, IN_REVIEW, REVISE -> true;
          case APPROVED,
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

  private static Count counts(List<Beside> links) {
    return new Count(
        of(links, ClaimLink.State.LINKED),
        of(links, ClaimLink.State.SUGGESTED),
        of(links, ClaimLink.State.REFUSED),
        links.stream()
            .filter(link -> link.linked().link().state() == ClaimLink.State.LINKED)
            .filter(link -> !link.linked().obstacles().isEmpty())
            .count());
  }

  private static long of(List<Beside> links, ClaimLink.State state) {
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

  private static Beside beside(Linked linked) {
    return new Beside(
        linked,
        linked.claim().supports().stream()
            .map(ClaimSupport::anchor)
            .filter(Objects::nonNull)
            .map(anchor -> quoted(anchor, linked))
            .toList());
  }

  private static Quoted quoted(ReferenceAnchor anchor, Linked linked) {
    return new Quoted(
        anchor.referenceId(),
        anchor.page(),
        SharedFigures.of(
            anchor.quote(), List.of(linked.link().found()), linked.wording().language()));
  }
}
