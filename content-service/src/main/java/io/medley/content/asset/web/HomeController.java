package io.medley.content.asset.web;

import io.medley.content.asset.NeedsMe;
import io.medley.content.asset.NeedsMe.Need;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Home: what needs this person, most urgent first. */
@Controller
class HomeController {

  private final List<NeedsMe> features;
  private final Authorities authorities;
  private final CurrentActor actor;

  HomeController(List<NeedsMe> features, Authorities authorities, CurrentActor actor) {
    this.features = List.copyOf(features);
    this.authorities = authorities;
    this.actor = actor;
  }

  @GetMapping("/")
  String home(Model model) {
    Actor person = actor.require();
    List<Need> needs =
        features.stream()
            .flatMap(feature -> feature.of(person).stream())
            .sorted(Comparator.comparing(Need::urgency).thenComparing(Need::since))
            .toList();
    model.addAttribute("needs", needs);
    model.addAttribute("mayUpload", !authorities.markets(person.id(), Authority.UPLOAD).isEmpty());
    model.addAttribute(
        "maySeeQueue",
        person.agency() != null
            || !authorities.markets(person.id(), Authority.COORDINATE).isEmpty()
            || !authorities.markets(person.id(), Authority.ADMINISTER).isEmpty());
    model.addAttribute(
        "maySeeFigures",
        person.agency() == null
            && Stream.concat(
                    Stream.of(Authority.COORDINATE, Authority.ADMINISTER), Authority.LANES.stream())
                .anyMatch(authority -> !authorities.markets(person.id(), authority).isEmpty()));
    return "asset/home";
  }
}
