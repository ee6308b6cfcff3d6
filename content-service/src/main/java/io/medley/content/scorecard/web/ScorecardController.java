package io.medley.content.scorecard.web;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.Library;
import io.medley.content.asset.Tags;
import io.medley.content.asset.VersionId;
import io.medley.content.scorecard.AgencyScore;
import io.medley.content.scorecard.QueueEntry;
import io.medley.content.scorecard.Scorecards;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The queue, the scorecard, and tagging a sampled piece a second time. */
@Controller
class ScorecardController {

  private final Scorecards scorecards;
  private final Library library;
  private final Vocabularies vocabularies;
  private final CurrentActor actor;
  private final Clock clock;

  ScorecardController(
      Scorecards scorecards,
      Library library,
      Vocabularies vocabularies,
      CurrentActor actor,
      Clock clock) {
    this.scorecards = scorecards;
    this.library = library;
    this.vocabularies = vocabularies;
    this.actor = actor;
    this.clock = clock;
  }

  /** The scorecard as the API answers it; rates are 0 to 1. */
  record Score(AgencyScore score, @Nullable Double firstPassRate) {}

  @GetMapping("/queue")
  String queue(
      @RequestParam(defaultValue = "") String lane,
      @RequestParam(defaultValue = "") String market,
      Model model) {
    Actor person = actor.require();
    List<QueueEntry> queue = scorecards.queue(person);
    model.addAttribute(
        "queue", queue.stream().filter(entry -> entry.waitsFor(lane, market)).toList());
    model.addAttribute(
        "lanes",
        queue.stream()
            .flatMap(entry -> entry.lanes().stream())
            .map(QueueEntry.LaneState::lane)
            .distinct()
            .sorted()
            .toList());
    model.addAttribute(
        "markets",
        queue.stream().flatMap(entry -> entry.markets().stream()).distinct().sorted().toList());
    model.addAttribute("lane", lane);
    model.addAttribute("market", market);
    model.addAttribute("seesFigures", scorecards.seesEverything(person));
    model.addAttribute("showsAgency", person.agency() == null);
    model.addAttribute("now", clock.instant());
    return "scorecard/queue";
  }

  @GetMapping("/scorecard")
  String scorecard(Model model) {
    Actor person = actor.require();
    model.addAttribute("scores", scorecards.scores(person));
    model.addAttribute("agreement", person.agency() == null ? scorecards.agreement() : Map.of());
    model.addAttribute("house", person.agency() == null);
    return "scorecard/scorecard";
  }

  @GetMapping("/api/queue")
  @ResponseBody
  List<QueueEntry> queue() {
    return scorecards.queue(actor.require());
  }

  @GetMapping("/api/scorecard")
  @ResponseBody
  List<Score> scorecard() {
    return scorecards.scores(actor.require()).stream()
        .map(score -> new Score(score, score.firstPassRate()))
        .toList();
  }

  @GetMapping("/api/tag-agreement")
  @ResponseBody
  Map<String, Double> agreement() {
    scorecards.scores(actor.require());
    return scorecards.agreement();
  }

  @PostMapping("/api/versions/{id}/second-tags")
  ResponseEntity<Void> tagAgain(@PathVariable UUID id, @RequestBody Tags tags) {
    scorecards.tagAgain(new VersionId(id), tags, actor.require());
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/assets/versions/{id}/second-tags")
  String form(@PathVariable UUID id, Model model) {
    model.addAttribute("version", library.open(new VersionId(id), actor.require()).version());
    model.addAttribute("materialTypes", vocabularies.terms(Vocabulary.MATERIAL_TYPE));
    model.addAttribute("purposes", vocabularies.terms(Vocabulary.PURPOSE));
    model.addAttribute("markets", vocabularies.terms(Vocabulary.MARKET));
    model.addAttribute("audienceTerms", vocabularies.terms(Vocabulary.AUDIENCE));
    model.addAttribute("channelTerms", vocabularies.terms(Vocabulary.CHANNEL));
    return "scorecard/second-tags";
  }

  @PostMapping("/assets/versions/{id}/second-tags")
  String tagAgain(
      @PathVariable UUID id,
      @RequestParam String materialType,
      @RequestParam String purpose,
      @RequestParam(defaultValue = "") List<String> countries,
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") List<String> audiences,
      @RequestParam(defaultValue = "") List<String> channels,
      RedirectAttributes flash) {
    try {
      scorecards.tagAgain(
          new VersionId(id),
          new Tags(
              "",
              "",
              "",
              List.of(),
              materialType,
              purpose,
              countries,
              language,
              audiences,
              channels,
              List.of(),
              null,
              null),
          actor.require());
      flash.addFlashAttribute("notice", "Thank you: your tags are compared with the first ones.");
    } catch (AssetRefusal.EditConflict taken) {
      flash.addFlashAttribute(
          "refusal", "You tagged this piece first yourself, or somebody was faster.");
    }
    return "redirect:/scorecard";
  }
}
