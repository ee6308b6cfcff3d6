package io.medley.content.review.web;

import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.asset.MetadataHash;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.SigningLanes;
import io.medley.content.review.WorkBegun;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureMeaning;
import io.medley.content.signing.SignatureSource;
import io.medley.content.signing.SignatureStatement;
import io.medley.content.signing.Verdict;
import io.medley.platform.page.MedleyUrls;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.security.StepUp;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Signing: the page shows exactly what will be signed, the sign-in provider asks for the password,
 * and the signer comes back to a signature (21 CFR 11.200: one re-authentication each).
 */
@Controller
@RequestMapping("/sign")
class SigningController {

  private final LaneDesk desk;
  private final SigningLanes signing;
  private final WorkBegun work;
  private final CurrentActor currentActor;
  private final MedleyUrls urls;

  SigningController(
      LaneDesk desk,
      SigningLanes signing,
      WorkBegun work,
      CurrentActor currentActor,
      MedleyUrls urls) {
    this.desk = desk;
    this.signing = signing;
    this.work = work;
    this.currentActor = currentActor;
    this.urls = urls;
  }

  @GetMapping("/{reviewId}/{lane}")
  String page(
      @PathVariable UUID reviewId,
      @PathVariable String lane,
      @RequestParam(defaultValue = "desk") String from,
      @RequestParam(defaultValue = "") String verdict,
      Model model) {
    Actor person = currentActor.require();
    Lane which = Lanes.named(lane);
    LaneDesk.View view = desk.deskView(new ReviewId(reviewId), person);
    ReviewLane row = view.lane(which);
    if (view.signed().containsKey(which)) {
      return "redirect:/sign/" + reviewId + "/" + which + "/signed";
    }
    boolean open = row.state() == ReviewLane.State.OPEN && view.review().state().open();
    model.addAttribute("view", view);
    model.addAttribute("lane", row);
    model.addAttribute("open", open);
    if (open) {
      model.addAttribute("subject", signing.subject(view.review().id(), which));
    }
    Optional<String> against = signing.against(view.review().id(), which, person);
    if (open && against.isEmpty()) {
      work.opened(view.review().id(), which, person);
    }
    model.addAttribute("against", against.orElse(null));
    model.addAttribute("person", person);
    String represented =
        signing
            .represented(view.review().id(), which, person)
            .map(SignatureStatement.Represented::printedName)
            .orElse(null);
    model.addAttribute("represented", represented);
    model.addAttribute("from", from.equals("tasklist") ? "tasklist" : "desk");
    model.addAttribute("choices", DeskPage.choices(view, which));
    model.addAttribute(
        "meanings",
        Verdict.offered().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    Verdict::name, offered -> SignatureMeaning.of(which, offered, represented))));
    model.addAttribute("chosen", verdict);
    model.addAttribute("findings", DeskPage.numbered(view.run()));
    model.addAttribute(
        "comments",
        desk.annotations(view).stream()
            .map(PlacedAnnotation::annotation)
            .filter(annotation -> annotation.lane() == which && annotation.state().open())
            .toList());
    model.addAttribute(
        "frozen",
        MetadataHash.frozenFields(
            view.version().asset(), view.version().contentHash(), view.version().metadata()));
    return "sign/lane";
  }

  @PostMapping("/{reviewId}/{lane}")
  String begin(
      @PathVariable UUID reviewId,
      @PathVariable String lane,
      @RequestParam String verdict,
      @RequestParam String contentHash,
      @RequestParam String metadataHash,
      @RequestParam String checkRun,
      @RequestParam(defaultValue = "") String checkRunHash,
      @RequestParam(defaultValue = "desk") String from,
      @RequestParam(defaultValue = "") String comment) {
    Actor person = currentActor.require();
    ReviewId id = new ReviewId(reviewId);
    desk.deskView(id, person);
    String path =
        signing.begin(
            id,
            Lanes.named(lane),
            new SigningLanes.Intent(
                verdict,
                contentHash,
                metadataHash,
                checkRun,
                checkRunHash,
                from.equals("tasklist") ? SignatureSource.TASKLIST : SignatureSource.DESK,
                comment),
            person);
    return "redirect:" + path;
  }

  /** The signer is back from the sign-in provider. */
  @GetMapping("/return/{requestId}")
  String sign(@PathVariable UUID requestId, @RequestParam(StepUp.PARAMETER) String stepUp) {
    LaneSignature signature = signing.complete(requestId, stepUp, currentActor.require());
    return "redirect:/sign/"
        + signature.statement().subject().review()
        + "/"
        + signature.statement().subject().lane()
        + "/signed";
  }

  @GetMapping("/{reviewId}/{lane}/signed")
  String signed(@PathVariable UUID reviewId, @PathVariable String lane, Model model) {
    Actor person = currentActor.require();
    Lane which = Lanes.named(lane);
    LaneDesk.View view = desk.deskView(new ReviewId(reviewId), person);
    LaneDesk.Signed signed = view.signed().get(which);
    if (signed == null) {
      return "redirect:/sign/" + reviewId + "/" + which;
    }
    ReviewLane row = view.lane(which);
    boolean finishInTasklist =
        row.state() == ReviewLane.State.OPEN
            && row.completeRequestedAt() == null
            && signed.signature().source() == SignatureSource.TASKLIST;
    model.addAttribute("view", view);
    model.addAttribute("lane", row);
    model.addAttribute("signed", signed);
    model.addAttribute("finishInTasklist", finishInTasklist);
    model.addAttribute("mine", signed.signature().statement().personId().equals(person.id()));
    model.addAttribute("tasklist", urls.tasklist());
    return "sign/signed";
  }
}
