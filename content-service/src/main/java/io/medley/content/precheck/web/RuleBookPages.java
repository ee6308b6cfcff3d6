package io.medley.content.precheck.web;

import io.medley.content.precheck.RuleBook;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The rule packs, to read: what is checked where, why, and who may decide otherwise. */
@Controller
class RuleBookPages {

  private final RuleBook book;
  private final CurrentActor actor;

  RuleBookPages(RuleBook book, CurrentActor actor) {
    this.book = book;
    this.actor = actor;
  }

  @GetMapping("/rule-packs")
  String read(@RequestParam(defaultValue = "GB") String market, Model model) {
    requireOfTheHouse(actor.require());
    List<RuleBook.Pack> packs = book.packs();
    model.addAttribute("packs", packs);
    model.addAttribute(
        "pack",
        packs.stream()
            .filter(pack -> pack.market().equals(market))
            .findFirst()
            .orElse(packs.getFirst()));
    return "precheck/packs";
  }

  @GetMapping("/api/rule-packs")
  @ResponseBody
  List<RuleBook.Pack> all() {
    requireOfTheHouse(actor.require());
    return book.packs();
  }

  private static void requireOfTheHouse(Actor person) {
    if (person.agency() != null) {
      throw new AuthorityMissing(person.id(), Authority.COORDINATE, Authorities.EVERY_MARKET);
    }
  }
}
