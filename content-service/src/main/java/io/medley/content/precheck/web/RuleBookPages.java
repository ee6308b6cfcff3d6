package io.medley.content.precheck.web;

import io.medley.content.precheck.Finding;
import io.medley.content.precheck.RuleBook;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.security.CurrentActor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
  String read(
      @RequestParam(defaultValue = "GB") String market,
      @RequestParam(defaultValue = "") String severity,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String q,
      Model model) {
    requireOfTheHouse(actor.require());
    List<RuleBook.Pack> packs = book.packs();
    RuleBook.Pack pack =
        packs.stream()
            .filter(one -> one.market().equals(market))
            .findFirst()
            .orElse(packs.getFirst());
    List<RuleBook.Entry> rules =
        pack.rules().stream()
            .filter(rule -> severity.isEmpty() || severity.equals(consequence(rule)))
            .filter(rule -> kind.isEmpty() || rule.kind().name().equals(kind))
            .filter(rule -> says(rule, q))
            .toList();
    model.addAttribute("packs", packs);
    model.addAttribute("pack", pack);
    model.addAttribute("rules", rules);
    model.addAttribute("total", pack.rules().size());
    model.addAttribute("severity", severity);
    model.addAttribute("kind", kind);
    model.addAttribute("q", q);
    model.addAttribute("kinds", Finding.Kind.values());
    model.addAttribute("filtered", !(severity + kind + q).isEmpty());
    // A single rule is what somebody was looking for: open at once.
    model.addAttribute("only", rules.size() == 1 ? rules.getFirst().id() : "");
    return "precheck/packs";
  }

  private static String consequence(RuleBook.Entry rule) {
    return rule.off() ? "OFF" : rule.severity().name();
  }

  /** Whether every word stands somewhere in what the page shows of a rule. */
  private static boolean says(RuleBook.Entry rule, String words) {
    String all =
        (rule.id()
                + " "
                + rule.title()
                + " "
                + rule.why()
                + " "
                + rule.basis()
                + " "
                + rule.cases().stream()
                    .map(one -> one.message() + " " + one.fix())
                    .collect(Collectors.joining(" ")))
            .toLowerCase(Locale.ROOT);
    return Arrays.stream(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
        .allMatch(all::contains);
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
