package io.medley.content.review.web;

import io.medley.content.review.CauseCode;
import io.medley.content.review.Coordinating;
import io.medley.content.review.Deciding;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.Review;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewRefusal;
import io.medley.content.review.RoundReading;
import io.medley.content.review.SignedDecision;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.security.StepUp;
import io.medley.workflows.mlrreview.HumanStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Decisions outside the lanes: the page shows exactly what will be signed, the sign-in provider
 * asks for the password, and the person comes back to a signed decision.
 */
@Controller
@RequestMapping("/reviews")
class DecisionPages {

  private static final String CONDITIONS = "conditions";
  private static final String COMMENTS = "comments";

  private final LaneDesk desk;
  private final RoundReading rounds;
  private final Deciding deciding;
  private final Coordinating coordinating;
  private final CurrentActor currentActor;

  DecisionPages(
      LaneDesk desk,
      RoundReading rounds,
      Deciding deciding,
      Coordinating coordinating,
      CurrentActor currentActor) {
    this.desk = desk;
    this.rounds = rounds;
    this.deciding = deciding;
    this.coordinating = coordinating;
    this.currentActor = currentActor;
  }

  @GetMapping("/{reviewId}/arbitration")
  String arbitration(@PathVariable UUID reviewId, Model model) {
    Review review = show(reviewId, model);
    model.addAttribute("disputes", rounds.disputes(review));
    offer(model, review, HumanStep.ARBITRATION);
    return "reviews/arbitration";
  }

  @PostMapping("/{reviewId}/arbitration")
  String arbitrate(@PathVariable UUID reviewId, @RequestParam Map<String, String> form) {
    return begin(reviewId, HumanStep.ARBITRATION, COMMENTS, form);
  }

  @GetMapping("/{reviewId}/conditions")
  String conditions(@PathVariable UUID reviewId, Model model) {
    Review review = show(reviewId, model);
    model.addAttribute("verifying", rounds.verifying(review));
    model.addAttribute("outside", rounds.outside(review));
    offer(model, review, HumanStep.CONDITIONS);
    model.addAttribute(
        "decision", rounds.decision(review, HumanStep.CONDITIONS, CONDITIONS).orElse(null));
    return "reviews/conditions";
  }

  @PostMapping("/{reviewId}/conditions")
  String verify(@PathVariable UUID reviewId, @RequestParam Map<String, String> form) {
    return begin(reviewId, HumanStep.CONDITIONS, CONDITIONS, form);
  }

  @GetMapping("/{reviewId}/meeting")
  String meeting(@PathVariable UUID reviewId, Model model) {
    Review review = show(reviewId, model);
    model.addAttribute("causes", CauseCode.values());
    model.addAttribute("rounds", rounds.rounds(review, currentActor.require()));
    model.addAttribute("list", rounds.list(review, currentActor.require()));
    offer(model, review, HumanStep.MEETING);
    model.addAttribute(
        "decision",
        rounds.decision(review, HumanStep.MEETING, "round-" + review.round()).orElse(null));
    return "reviews/meeting";
  }

  @PostMapping("/{reviewId}/meeting")
  String meet(@PathVariable UUID reviewId, @RequestParam Map<String, String> form) {
    Review review = desk.deskView(new ReviewId(reviewId), currentActor.require()).review();
    return begin(reviewId, HumanStep.MEETING, "round-" + review.round(), form);
  }

  @GetMapping("/{reviewId}/steps/{key}")
  String step(@PathVariable UUID reviewId, @PathVariable String key, Model model) {
    Review review = show(reviewId, model);
    model.addAttribute(
        "step",
        rounds.steps(review, currentActor.require()).stream()
            .filter(step -> step.key().equals(key))
            .findFirst()
            .orElseThrow(ReviewRefusal.NotAsked::new));
    return "reviews/step";
  }

  @PostMapping("/{reviewId}/steps/{key}")
  String record(
      @PathVariable UUID reviewId,
      @PathVariable String key,
      @RequestParam Map<String, String> form) {
    return begin(reviewId, HumanStep.MARKET_STEP, key, form);
  }

  /** The person is back from the sign-in provider. */
  @GetMapping("/decisions/{requestId}")
  String sign(@PathVariable UUID requestId, @RequestParam(StepUp.PARAMETER) String stepUp) {
    SignedDecision decision = deciding.complete(requestId, stepUp, currentActor.require());
    return "redirect:/reviews/" + decision.review() + "?decided=" + decision.kind();
  }

  private String begin(UUID reviewId, HumanStep kind, String subject, Map<String, String> form) {
    ReviewId id = new ReviewId(reviewId);
    desk.deskView(id, currentActor.require());
    Map<String, Object> body = new LinkedHashMap<>(form);
    return "redirect:" + deciding.begin(id, kind, subject, body, currentActor.require());
  }

  private Review show(UUID reviewId, Model model) {
    LaneDesk.View view = desk.deskView(new ReviewId(reviewId), currentActor.require());
    model.addAttribute("view", view);
    return view.review();
  }

  /** The form is for coordinators; everybody else who takes part sees what is to be decided. */
  private void offer(Model model, Review review, HumanStep step) {
    boolean asked = rounds.asked(review).stream().anyMatch(one -> one.step() == step);
    boolean coordinates = coordinating.coordinates(review, currentActor.require());
    model.addAttribute("open", asked && coordinates);
    model.addAttribute("others", asked && !coordinates);
  }
}
