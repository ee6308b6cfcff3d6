package io.medley.content.review.web;

import io.medley.content.annotation.Annotating;
import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.asset.MetadataHash;
import io.medley.content.asset.web.PieceMedias;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.lifecycle.Readership;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewInbox;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.Reviews;
import io.medley.content.review.SigningLanes;
import io.medley.content.review.WorkBegun;
import io.medley.content.signing.Lane;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.security.People;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

  /**
   * Nothing of a piece may act, load or send. Scripts stay forbidden; the same origin lets the
   * desk's own script read what its reader selects.
   */
  private static final String INERT =
      "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
          + " frame-ancestors 'self'";

  private final ReviewInbox inbox;
  private final LaneDesk desk;
  private final DeskTabs tabs;
  private final PieceMedias medias;
  private final SigningLanes signing;
  private final Annotating annotating;
  private final WorkBegun work;
  private final Readership readership;
  private final People people;
  private final CurrentActor currentActor;
  private final Clock clock;

  DeskController(
      ReviewInbox inbox,
      LaneDesk desk,
      DeskTabs tabs,
      PieceMedias medias,
      SigningLanes signing,
      Annotating annotating,
      WorkBegun work,
      Readership readership,
      People people,
      CurrentActor currentActor,
      Clock clock) {
    this.inbox = inbox;
    this.desk = desk;
    this.tabs = tabs;
    this.medias = medias;
    this.signing = signing;
    this.annotating = annotating;
    this.work = work;
    this.readership = readership;
    this.people = people;
    this.currentActor = currentActor;
    this.clock = clock;
  }

  @GetMapping
  String inbox(
      @RequestParam(defaultValue = "") String lane,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String tier,
      @RequestParam(defaultValue = "") String due,
      @RequestParam(defaultValue = "") String q,
      Model model) {
    Actor person = currentActor.require();
    Instant now = clock.instant();
    List<Lane> lanes = lane.isBlank() ? List.of() : List.of(Lanes.named(lane));
    List<Reviews.InboxLane> rows =
        inbox.of(person, new ReviewInbox.Wish(lanes, market, tier, q)).stream()
            .filter(row -> DeskPage.due(row.dueAt(), due, now))
            .toList();
    model.addAttribute("rows", rows);
    model.addAttribute("mayReview", !inbox.lanes(person).isEmpty());
    model.addAttribute("lanes", List.copyOf(inbox.lanes(person).keySet()));
    model.addAttribute("filtered", !(lane + market + tier + due + q).isBlank());
    model.addAttribute("q", q);
    model.addAttribute("laneWish", lane);
    model.addAttribute("marketWish", market);
    model.addAttribute("tierWish", tier);
    model.addAttribute("dueWish", due);
    model.addAttribute("urgency", new DeskPage.Urgency(now));
    model.addAttribute("now", now);
    return "desk/inbox";
  }

  /**
   * The screen.
   *
   * @param since what the changes are counted from, a {@link DeskTabs.Since#word}
   * @param note the annotation whose answers are open
   */
  @GetMapping("/{reviewId}/{lane}")
  String lane(
      @PathVariable UUID reviewId,
      @PathVariable String lane,
      @RequestParam(defaultValue = "findings") String tab,
      @RequestParam(defaultValue = "") String since,
      @RequestParam(defaultValue = "") String note,
      Model model) {
    model.addAttribute("note", note);
    fill(model, reviewId, lane, tab, since);
    return "desk/lane";
  }

  /** What moves while others work in the same piece: marks, comments, lanes. */
  @GetMapping("/{reviewId}/{lane}/live")
  String live(
      @PathVariable UUID reviewId,
      @PathVariable String lane,
      @RequestParam(defaultValue = "findings") String tab,
      @RequestParam(defaultValue = "") String note,
      Model model) {
    model.addAttribute("note", note);
    fill(model, reviewId, lane, tab.equals("comments") ? tab : "findings", "");
    return "desk/live";
  }

  /** The piece as its reader sees it, for the desk's frame. */
  @GetMapping("/{reviewId}/html")
  ResponseEntity<byte[]> html(@PathVariable UUID reviewId) {
    LaneDesk.View view = desk.deskView(new ReviewId(reviewId), currentActor.require());
    return ResponseEntity.ok()
        .header("Content-Security-Policy", INERT)
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(desk.rendition(view).html().getBytes(StandardCharsets.UTF_8));
  }

  private void fill(Model model, UUID reviewId, String lane, String tab, String since) {
    Actor person = currentActor.require();
    Lane which = Lanes.named(lane);
    LaneDesk.View view = desk.deskView(new ReviewId(reviewId), person);
    ReviewLane row = view.lane(which);
    ExtractedFile rendition = desk.rendition(view);
    List<DeskPage.Numbered> findings = DeskPage.numbered(view.run());
    List<PlacedAnnotation> annotations = desk.annotations(view);
    boolean open = row.state() == ReviewLane.State.OPEN && view.review().state().open();
    String against = signing.against(view.review().id(), which, person).orElse(null);
    model.addAttribute("view", view);
    model.addAttribute("life", readership.life(view.version()).orElse(null));
    model.addAttribute("master", tabs.master(view).orElse(null));
    model.addAttribute("lane", row);
    model.addAttribute("signed", view.signed().get(which));
    model.addAttribute("tab", tab);
    model.addAttribute("findings", findings);
    model.addAttribute("annotations", annotations);
    model.addAttribute(
        "openAnnotations",
        annotations.stream().filter(one -> one.annotation().state().open()).count());
    model.addAttribute("framed", DeskPage.framed(view.version().format()));
    model.addAttribute(
        "film",
        DeskPage.played(view.version().format())
            ? medias.of(view.version(), rendition, person)
            : null);
    model.addAttribute("sheets", DeskSheets.of(rendition, findings, annotations));
    model.addAttribute("choices", DeskPage.choices(view, which));
    model.addAttribute("categories", Annotation.Category.values());
    model.addAttribute("open", open);
    model.addAttribute("against", against);
    model.addAttribute("mayAnnotate", open && against == null && !view.signed().containsKey(which));
    if (open && against == null) {
      work.opened(view.review().id(), which, person);
    }
    model.addAttribute("person", person);
    model.addAttribute("now", clock.instant());
    switch (tab) {
      case "claims" -> model.addAttribute("claims", tabs.claims(view));
      case "comments" -> model.addAttribute("owners", owners(view, annotations));
      case "changes" -> model.addAttribute("changes", tabs.changes(view, since, person));
      case "facts" -> {
        model.addAttribute("calls", desk.calls(view));
        model.addAttribute("history", desk.history(view.review().id()));
        model.addAttribute(
            "frozen",
            MetadataHash.frozenFields(
                view.version().asset(), view.version().contentHash(), view.version().metadata()));
      }
      default -> {}
    }
  }

  /**
   * Who may have to act on an annotation, by id: whoever made the piece, their colleagues at the
   * agency, and who was named before.
   */
  private Map<String, String> owners(LaneDesk.View view, List<PlacedAnnotation> annotations) {
    Map<String, String> owners = new TreeMap<>();
    if (!view.version().agency().isEmpty()) {
      people.all().stream()
          .filter(person -> view.version().agency().equals(person.agency()))
          .forEach(person -> owners.put(person.id(), person.printedName()));
    }
    owners.computeIfAbsent(view.version().author(), people::printedName);
    annotations.forEach(
        placed -> owners.computeIfAbsent(placed.annotation().owner(), people::printedName));
    return owners;
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
    return comments(reviewId, which);
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
    return comments(reviewId, Lanes.named(lane));
  }

  /** Changes what its author wrote, or who has to act on it. */
  @PostMapping("/{reviewId}/{lane}/annotations/{annotation}/words")
  String change(
      @PathVariable UUID reviewId,
      @PathVariable String lane,
      @PathVariable UUID annotation,
      @RequestParam Annotation.Kind kind,
      @RequestParam Annotation.Category category,
      @RequestParam String body,
      @RequestParam String owner,
      @RequestParam long rowVersion) {
    Actor person = currentActor.require();
    desk.deskView(new ReviewId(reviewId), person);
    annotating.change(
        annotation,
        new Annotating.Change(null, kind, category, body, owner, "", rowVersion),
        person);
    return comments(reviewId, Lanes.named(lane));
  }

  @PostMapping("/{reviewId}/{lane}/annotations/{annotation}/replies")
  String reply(
      @PathVariable UUID reviewId,
      @PathVariable String lane,
      @PathVariable UUID annotation,
      @RequestParam String body) {
    Actor person = currentActor.require();
    desk.deskView(new ReviewId(reviewId), person);
    annotating.reply(annotation, body, person);
    return comments(reviewId, Lanes.named(lane));
  }

  /** Completes in Tasklist what this person signed from there. */
  @PostMapping("/{reviewId}/{lane}/completion")
  String complete(@PathVariable UUID reviewId, @PathVariable String lane) {
    Lane which = Lanes.named(lane);
    signing.finish(new ReviewId(reviewId), which, currentActor.require());
    return "redirect:/sign/" + reviewId + "/" + which + "/signed";
  }

  private static String comments(UUID reviewId, Lane lane) {
    return "redirect:/desk/" + reviewId + "/" + lane + "?tab=comments";
  }
}
