package io.medley.content.claim.web;

import io.medley.content.asset.TextSection;
import io.medley.content.claim.ClaimReading;
import io.medley.content.claim.ClaimStore;
import io.medley.content.claim.ClaimStore.ClaimQuery;
import io.medley.content.claim.LibraryReference;
import io.medley.content.claim.LibraryReference.Kind;
import io.medley.content.claim.LibraryRights;
import io.medley.content.claim.ReferenceAnchor;
import io.medley.content.claim.ReferenceKeeping;
import io.medley.content.claim.ReferenceKeeping.AnchorState;
import io.medley.content.claim.ReferenceStore;
import io.medley.content.claim.WhereUsed;
import io.medley.content.claim.WhereUsed.Subject;
import io.medley.platform.page.Answer;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** References as pages. */
@Controller
@RequestMapping("/references")
class ReferencePages {

  private final ReferenceKeeping keeping;
  private final ReceivedReference received;
  private final ClaimReading reading;
  private final WhereUsed whereUsed;
  private final Authorities authorities;
  private final LibraryRights rights;
  private final CurrentActor actor;
  private final Clock clock;

  ReferencePages(
      ReferenceKeeping keeping,
      ReceivedReference received,
      ClaimReading reading,
      WhereUsed whereUsed,
      Authorities authorities,
      LibraryRights rights,
      CurrentActor actor,
      Clock clock) {
    this.keeping = keeping;
    this.received = received;
    this.reading = reading;
    this.whereUsed = whereUsed;
    this.authorities = authorities;
    this.rights = rights;
    this.actor = actor;
    this.clock = clock;
  }

  /** A page of a reference, cut where quotes begin and end. */
  public record Sheet(String label, int number, List<Run> runs) {
    public Sheet {
      runs = List.copyOf(runs);
    }
  }

  /** A stretch of text; {@code quoted} if an anchor covers it. */
  public record Run(String text, boolean quoted) {}

  @GetMapping
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "0") int offset,
      Model model) {
    Actor person = actor.require();
    ClaimReading.requireOfTheHouse(person);
    int from = Math.max(0, offset);
    ReferenceStore.Found found = keeping.search(q, from);
    model.addAttribute("references", found.references());
    model.addAttribute("total", found.total());
    model.addAttribute(
        "previous", from > 0 ? address(q, Math.max(0, from - ReferenceKeeping.PAGE)) : null);
    model.addAttribute(
        "next",
        from + ReferenceKeeping.PAGE < found.total()
            ? address(q, from + ReferenceKeeping.PAGE)
            : null);
    model.addAttribute("q", q);
    model.addAttribute("kinds", Kind.values());
    model.addAttribute("today", LocalDate.now(clock));
    model.addAttribute("mayWrite", rights.isAuthor(person));
    return "claim/references";
  }

  private static String address(String q, int offset) {
    return UriComponentsBuilder.fromPath("/references")
        .queryParam("q", "{q}")
        .queryParam("offset", offset)
        .encode()
        .buildAndExpand(q)
        .toUriString();
  }

  @GetMapping("/{id}")
  String reference(@PathVariable String id, Model model) {
    Actor person = actor.require();
    ClaimReading.requireOfTheHouse(person);
    List<AnchorState> anchors = keeping.anchorStates(id);
    LibraryReference reference = keeping.reference(id).orElseThrow();
    model.addAttribute("reference", reference);
    model.addAttribute("usable", reference.usableOn(LocalDate.now(clock)));
    model.addAttribute("editions", keeping.editions(id));
    model.addAttribute("anchors", anchors);
    model.addAttribute(
        "sheets",
        reference.edition() == 0
            ? List.of()
            : keeping.text(id, reference.edition()).stream()
                .map(section -> sheet(section, reference.edition(), anchors))
                .toList());
    ClaimStore.Found resting = reading.search(new ClaimQuery("", "", "", "", "", id), 0, person);
    model.addAttribute("claims", resting.claims());
    model.addAttribute("moreClaims", resting.total() - resting.claims().size());
    model.addAttribute("used", whereUsed.of(new Subject.OfReference(id), 0, 50, person));
    model.addAttribute("events", reading.ofReference(id, person));
    model.addAttribute("kinds", Kind.values());
    model.addAttribute("mayWrite", rights.isAuthor(person));
    model.addAttribute(
        "mayRetract",
        !reference.retracted() && !authorities.markets(person.id(), Authority.WITHDRAW).isEmpty());
    return "claim/reference";
  }

  private static Sheet sheet(TextSection section, int edition, List<AnchorState> anchors) {
    boolean[] quoted = new boolean[section.text().length()];
    for (AnchorState state : anchors) {
      ReferenceAnchor anchor = state.anchor();
      if (anchor.edition() == edition && anchor.page() == section.number()) {
        for (int i = anchor.start(); i < Math.min(anchor.end(), quoted.length); i++) {
          quoted[i] = true;
        }
      }
    }
    List<Run> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= quoted.length; i++) {
      if (i == quoted.length || quoted[i] != quoted[from]) {
        runs.add(new Run(section.text().substring(from, i), quoted[from]));
        from = i;
      }
    }
    String kind =
        switch (section.kind()) {
          case PAGE -> "Page ";
          case SLIDE -> "Slide ";
          case SECTION -> "Section ";
        };
    return new Sheet(kind + section.number(), section.number(), runs);
  }

  @PostMapping
  String register(
      @RequestParam String id,
      @RequestParam String title,
      @RequestParam(defaultValue = "PUBLICATION") Kind kind,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate licenceEnd,
      @RequestParam(required = false) @Nullable MultipartFile file,
      RedirectAttributes flash) {
    Actor person = actor.require();
    try {
      keeping.register(id.strip(), title, kind, licenceEnd, person);
      if (file != null && !file.isEmpty()) {
        received.take(id.strip(), file, person);
      }
      flash.addFlashAttribute("notice", "The reference is in the library.");
      return "redirect:/references/" + id.strip();
    } catch (Refusal refusal) {
      flash.addFlashAttribute("refusal", refusal.getMessage());
      return "redirect:/references";
    }
  }

  @PostMapping("/{id}/editions")
  String upload(
      @PathVariable String id, @RequestParam MultipartFile file, RedirectAttributes flash) {
    Actor person = actor.require();
    return answer(
        id, flash, "The file is the newest edition.", () -> received.take(id, file, person));
  }

  @PostMapping("/{id}/anchors")
  String anchor(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam String quote,
      RedirectAttributes flash) {
    Actor person = actor.require();
    return answer(
        id,
        flash,
        "The quote stands in the reference and is anchored.",
        () -> keeping.anchor(id, page, quote, person));
  }

  @PostMapping("/{id}/retraction")
  String retract(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    Actor person = actor.require();
    return answer(
        id,
        flash,
        "Retracted. Everything that cites it is named in the event below.",
        () -> keeping.retract(id, reason, person));
  }

  private static String answer(String id, RedirectAttributes flash, String done, Runnable act) {
    Answer.to(flash, done, act);
    return "redirect:/references/" + id;
  }
}
