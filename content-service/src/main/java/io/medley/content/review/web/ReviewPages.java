package io.medley.content.review.web;

import io.medley.content.review.CauseCode;
import io.medley.content.review.Coordinating;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.Review;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.RoundReading;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import io.medley.workflows.mlrreview.TierDecision;
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

/**
 * A review for everybody who may see its version: where it stands, its certificate, its rounds, the
 * one list that comes back.
 */
@Controller
@RequestMapping("/reviews/{reviewId}")
class ReviewPages {

  private final LaneDesk desk;
  private final RoundReading rounds;
  private final Coordinating coordinating;
  private final CurrentActor currentActor;

  ReviewPages(
      LaneDesk desk, RoundReading rounds, Coordinating coordinating, CurrentActor currentActor) {
    this.desk = desk;
    this.rounds = rounds;
    this.coordinating = coordinating;
    this.currentActor = currentActor;
  }

  @GetMapping
  String review(
      @PathVariable UUID reviewId, @RequestParam(defaultValue = "") String decided, Model model) {
    Actor person = currentActor.require();
    Review review = show(reviewId, model);
    RoundReading.Round round = rounds.round(review, person);
    model.addAttribute("round", round);
    model.addAttribute("inside", person.agency() == null);
    model.addAttribute("withheld", !review.state().lanesHeardBy(person));
    model.addAttribute("asked", person.agency() == null ? rounds.asked(review) : List.of());
    model.addAttribute("steps", rounds.steps(review, person));
    model.addAttribute("decided", !decided.isEmpty());
    model.addAttribute("coordinates", coordinating.coordinates(review, person));
    model.addAttribute(
        "deeper",
        coordinating.mayRaise(review, person) && review.state().open()
            ? deeper(review)
            : List.of());
    model.addAttribute("callable", coordinating.callable(review, person));
    model.addAttribute(
        "mayStop",
        coordinating.coordinates(review, person)
            && review.state().open()
            && review.stopReason() == null
            && round.lanes().stream().anyMatch(lane -> lane.state() == ReviewLane.State.OPEN));
    model.addAttribute(
        "mine",
        round.lanes().stream()
            .filter(lane -> !lane.carried().isEmpty())
            .filter(lane -> lane.signer().equals(person.printedName()))
            .map(RoundReading.LaneLine::lane)
            .toList());
    return "reviews/review";
  }

  @GetMapping("/rounds")
  String rounds(@PathVariable UUID reviewId, Model model) {
    Review review = show(reviewId, model);
    Actor person = currentActor.require();
    model.addAttribute("rounds", rounds.rounds(review, person));
    model.addAttribute("causes", CauseCode.values());
    model.addAttribute("coordinates", coordinating.coordinates(review, person));
    return "reviews/rounds";
  }

  @GetMapping("/list")
  String list(@PathVariable UUID reviewId, Model model) {
    Review review = show(reviewId, model);
    Actor person = currentActor.require();
    model.addAttribute("withheld", !review.state().lanesHeardBy(person));
    model.addAttribute("list", rounds.list(review, person));
    return "reviews/list";
  }

  @PostMapping("/tier")
  String raise(
      @PathVariable UUID reviewId, @RequestParam String tier, @RequestParam String reason) {
    ReviewId id = visible(reviewId);
    coordinating.raise(id, tier, reason, currentActor.require());
    return "redirect:/reviews/" + id;
  }

  @PostMapping("/lanes")
  String call(@PathVariable UUID reviewId, @RequestParam String lane, @RequestParam String reason) {
    ReviewId id = visible(reviewId);
    coordinating.call(id, Lanes.named(lane), reason, currentActor.require());
    return "redirect:/reviews/" + id;
  }

  @PostMapping("/stop")
  String stop(@PathVariable UUID reviewId, @RequestParam String reason) {
    ReviewId id = visible(reviewId);
    coordinating.stop(id, reason, currentActor.require());
    return "redirect:/reviews/" + id;
  }

  @PostMapping("/objections/{lane}")
  String object(
      @PathVariable UUID reviewId, @PathVariable String lane, @RequestParam String reason) {
    ReviewId id = visible(reviewId);
    coordinating.object(id, Lanes.named(lane), reason, currentActor.require());
    return "redirect:/reviews/" + id;
  }

  @PostMapping("/cause")
  String cause(@PathVariable UUID reviewId, @RequestParam CauseCode cause) {
    ReviewId id = visible(reviewId);
    coordinating.cause(id, cause, currentActor.require());
    return "redirect:/reviews/" + id + "/rounds";
  }

  private static List<String> deeper(Review review) {
    List<String> order = TierDecision.DEEPEST_LAST;
    String now =
        Objects.requireNonNullElse(
            review.tier(), Objects.requireNonNullElse(review.raisedTo(), ""));
    return order.subList(order.indexOf(now) + 1, order.size()).reversed();
  }

  private Review show(UUID reviewId, Model model) {
    LaneDesk.View view = desk.view(new ReviewId(reviewId), currentActor.require());
    model.addAttribute("view", view);
    model.addAttribute("returned", view.returned().orElse(null));
    return view.review();
  }

  private ReviewId visible(UUID reviewId) {
    return desk.deskView(new ReviewId(reviewId), currentActor.require()).review().id();
  }
}
