package io.medley.content.review.web;

import io.medley.content.review.LaneDesk;
import io.medley.content.review.ReviewId;
import io.medley.platform.security.CurrentActor;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * A review for everybody who may see its version: where it stands, its certificate, what came back.
 */
@Controller
class ReviewPages {

  private final LaneDesk desk;
  private final CurrentActor currentActor;

  ReviewPages(LaneDesk desk, CurrentActor currentActor) {
    this.desk = desk;
    this.currentActor = currentActor;
  }

  @GetMapping("/reviews/{reviewId}")
  String review(@PathVariable UUID reviewId, Model model) {
    LaneDesk.View view = desk.view(new ReviewId(reviewId), currentActor.require());
    model.addAttribute("view", view);
    model.addAttribute("returned", view.returned().orElse(null));
    return "reviews/review";
  }
}
