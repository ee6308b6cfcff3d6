package io.medley.content.market.web;

import io.medley.content.market.MarketPack;
import io.medley.content.market.MarketPacks;
import io.medley.content.signing.Lane;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Every market's pack in words. */
@Controller
class MarketPackPages {

  private final MarketPacks packs;

  MarketPackPages(MarketPacks packs) {
    this.packs = packs;
  }

  @GetMapping("/market-packs")
  String packs(@RequestParam(defaultValue = "") String market, Model model) {
    MarketPack pack = packs.find(market).orElse(packs.all().getFirst());
    model.addAttribute("packs", packs.all());
    model.addAttribute("pack", pack);
    model.addAttribute("tiers", MarketPack.TIERS.stream().map(tier -> row(pack, tier)).toList());
    model.addAttribute(
        "called",
        pack.onTrigger().stream()
            .sorted(Comparator.comparing(MarketPack.OnTrigger::lane))
            .map(
                one ->
                    new CalledRow(
                        one.lane().title(),
                        one.tiers().stream().sorted().collect(Collectors.joining(", ")),
                        one.triggers().stream().sorted().toList()))
            .toList());
    model.addAttribute("shared", pack.mayShare().stream().map(MarketPackPages::names).toList());
    return "market/packs";
  }

  private static TierRow row(MarketPack pack, String tier) {
    String meaning =
        switch (tier) {
          case "T1" -> "Full";
          case "T2" -> "Standard";
          case "T3" -> "Streamlined";
          default -> "Administrative";
        };
    String when =
        switch (tier) {
          case "T1" ->
              "A claim nobody approved, a new indication, patients or the public, a competitor, a boxed warning, clearance before use, or an overridden block";
          case "T2" -> "Only approved claims, but new text, channel, audience or market";
          case "T3" ->
              "At least 90 % approved wording for the same market, audience and channels; the checks found nothing";
          default -> "The visible text is unchanged; regulatory sees one in ten";
        };
    return new TierRow(
        tier,
        meaning,
        when,
        String.join(", ", pack.lanes(tier).stream().sorted().map(Lane::title).toList()),
        pack.workingDays(tier));
  }

  private static String names(Set<Lane> pair) {
    return String.join(" and ", pair.stream().sorted().map(Lane::title).toList());
  }

  /** A lane that looks besides. */
  record CalledRow(String lane, String tiers, List<String> triggers) {}

  /** One tier in words. */
  record TierRow(String tier, String meaning, String when, String lanes, int workingDays) {}
}
