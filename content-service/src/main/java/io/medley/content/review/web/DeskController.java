package io.medley.content.review.web;

import io.medley.content.annotation.Annotating;
import io.medley.content.annotation.Annotation;
import io.medley.content.asset.MetadataHash;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewInbox;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.SigningLanes;
import io.medley.content.signing.Lane;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The review desk: what waits for me, and the screen on which it is decided. */
@Controller
@RequestMapping("/desk")
class DeskController {

  private final ReviewInbox inbox;
  private final LaneDesk desk;
  private final SigningLanes signing;
  private final Annotating annotating;
  private final CurrentActor currentActor;
  private final Clock clock;

  DeskController(
      ReviewInbox inbox,
      LaneDesk desk,
      SigningLanes signing,
      Annotating annotating,
      CurrentActor currentActor,
      Clock clock) {
    this.inbox = inbox;
    this.desk = desk;
    this.signing = signing;
    this.annotating = annotating;
    this.currentActor = currentActor;
    this.clock = clock;
  }

  @GetMapping
  String inbox(
      @RequestParam(defaultValue = "") String lane,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String tier,
      @RequestParam(defaultValue = "") String q,
      Model model) {
    Actor person = currentActor.require();
    List<Lane> lanes = lane.isBlank() ? List.of() : List.of(Lanes.named(lane));
    model.addAttribute("rows", inbox.of(person, new ReviewInbox.Wish(lanes, market, tier, q)));
    model.addAttribute("mayReview", !inbox.lanes(person).isEmpty());
    model.addAttribute("lanes", List.copyOf(inbox.lanes(person).keySet()));
    model.addAttribute("filtered", !(lane + market + tier + q).isBlank());
    model.addAttribute("q", q);
    model.addAttribute("laneWish", lane);
    model.addAttribute("marketWish", market);
    model.addAttribute("tierWish", tier);
    model.addAttribute("now", clock.instant());
    return "desk/inbox";
  }

  @GetMapping("/{reviewId}/{lane}")
  String lane(
      @PathVariable UUID reviewId,
      @PathVariable String lane,
      @RequestParam(defaultValue = "findings") String tab,
      Model model) {
    Actor person = currentActor.require();
    Lane which = Lanes.named(lane);
    LaneDesk.View view = desk.deskView(new ReviewId(reviewId), person);
    ReviewLane row = view.lane(which);
    List<DeskPage.Numbered> findings = DeskPage.numbered(view.run());
    boolean framed = DeskPage.framed(view.version().format());
    model.addAttribute("view", view);
    model.addAttribute("lane", row);
    model.addAttribute("signed", view.signed().get(which));
    model.addAttribute("tab", tab);
    model.addAttribute("findings", findings);
    model.addAttribute("framed", framed);
    model.addAttribute(
        "sheets",
        DeskPage.sheets(
            desk.text(view), findings, view.version().format().equals("application/pdf")));
    model.addAttribute("annotations", desk.annotations(view));
    model.addAttribute("history", desk.history(view.review().id()));
    model.addAttribute("choices", DeskPage.choices(view, which));
    model.addAttribute(
        "frozen",
        MetadataHash.frozenFields(
            view.version().asset(), view.version().contentHash(), view.version().metadata()));
    model.addAttribute(
        "open", row.state() == ReviewLane.State.OPEN && view.review().state().open());
    model.addAttribute("against", signing.against(view.review().id(), which, person).orElse(null));
    model.addAttribute("person", person);
    model.addAttribute("now", clock.instant());
    return "desk/lane";
  }

  /** Without JavaScript the reader copies the words; the place is found by them. */
  @PostMapping("/{reviewId}/{lane}/annotations")
  String annotate(
      @PathVariable UUID reviewId,
      @PathVariable String lane,
      @RequestParam Annotation.Kind kind,
      @RequestParam(defaultValue = "OTHER") Annotation.Category category,
      @RequestParam(required = false) @Nullable Integer section,
      @RequestParam(defaultValue = "") String quote,
      @RequestParam String body) {
    Lane which = Lanes.named(lane);
    Actor person = currentActor.require();
    LaneDesk.View view = desk.deskView(new ReviewId(reviewId), person);
    annotating.add(
        view.version().id(),
        new Annotating.Remark(
            which,
            kind,
            category,
            body,
            "",
            new Annotating.Pointed(section, null, null, quote, "", "", null, null)),
        person);
    return "redirect:/desk/" + reviewId + "/" + which + "?tab=comments";
  }

  @PostMapping("/{reviewId}/{lane}/annotations/{annotation}/state")
  String move(
      @PathVariable UUID reviewId,
      @PathVariable String lane,
      @PathVariable UUID annotation,
      @RequestParam Annotation.State state,
      @RequestParam(defaultValue = "") String why) {
    Actor person = currentActor.require();
    desk.deskView(new ReviewId(reviewId), person);
    annotating.change(annotation, Annotating.Change.to(state, why), person);
    return "redirect:/desk/" + reviewId + "/" + Lanes.named(lane) + "?tab=comments";
  }

  /** Completes in Tasklist what this person signed from there. */
  @PostMapping("/{reviewId}/{lane}/completion")
  String complete(@PathVariable UUID reviewId, @PathVariable String lane) {
    Lane which = Lanes.named(lane);
    signing.finish(new ReviewId(reviewId), which, currentActor.require());
    return "redirect:/sign/" + reviewId + "/" + which + "/signed";
  }
}
