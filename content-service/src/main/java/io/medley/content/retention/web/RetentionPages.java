package io.medley.content.retention.web;

import io.medley.content.asset.AssetId;
import io.medley.content.retention.Retention;
import io.medley.content.retention.RetentionRefusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.security.People;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Legal holds, how long an asset is kept, and its disposal. */
@Controller
@RequestMapping("/retention")
class RetentionPages {

  private final Retention retention;
  private final People people;
  private final Authorities authorities;
  private final CurrentActor currentActor;
  private final Clock clock;

  RetentionPages(
      Retention retention,
      People people,
      Authorities authorities,
      CurrentActor currentActor,
      Clock clock) {
    this.retention = retention;
    this.people = people;
    this.authorities = authorities;
    this.currentActor = currentActor;
    this.clock = clock;
  }

  @GetMapping
  String active(Model model) {
    model.addAttribute("holds", retention.active(currentActor.require()));
    names(model);
    return "retention/holds";
  }

  @GetMapping("/{asset}")
  String asset(@PathVariable UUID asset, Model model) {
    Actor actor = currentActor.require();
    Retention.Keeping keeping = retention.of(new AssetId(asset), actor);
    model.addAttribute("keeping", keeping);
    model.addAttribute("newest", keeping.versions().getFirst());
    model.addAttribute("now", clock.instant());
    model.addAttribute(
        "administers", authorities.has(actor.id(), Authority.ADMINISTER, Authorities.EVERY_MARKET));
    names(model);
    return "retention/asset";
  }

  @PostMapping("/{asset}/holds")
  String hold(@PathVariable UUID asset, @RequestParam String reason, RedirectAttributes flash) {
    Actor actor = currentActor.require();
    return done(
        asset,
        flash,
        "The hold is in force.",
        () -> retention.hold(new AssetId(asset), reason, actor));
  }

  @PostMapping("/{asset}/holds/{hold}/release")
  String release(
      @PathVariable UUID asset,
      @PathVariable UUID hold,
      @RequestParam String reason,
      RedirectAttributes flash) {
    Actor actor = currentActor.require();
    return done(
        asset, flash, "The hold is released.", () -> retention.release(hold, reason, actor));
  }

  @PostMapping("/{asset}/disposal")
  String dispose(@PathVariable UUID asset, @RequestParam String reason, RedirectAttributes flash) {
    Actor actor = currentActor.require();
    return done(
        asset,
        flash,
        "The bytes are erased; tags, signatures and audit stay.",
        () -> retention.dispose(new AssetId(asset), reason, actor));
  }

  private static String done(UUID asset, RedirectAttributes flash, String words, Runnable act) {
    try {
      act.run();
      flash.addFlashAttribute("notice", words);
    } catch (RetentionRefusal refused) {
      flash.addFlashAttribute("refusal", String.valueOf(refused.getMessage()));
    }
    return "redirect:/retention/" + asset;
  }

  private void names(Model model) {
    model.addAttribute(
        "names",
        people.all().stream()
            .collect(Collectors.toMap(People.Person::id, People.Person::printedName)));
  }
}
