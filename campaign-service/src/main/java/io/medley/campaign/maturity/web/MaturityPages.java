package io.medley.campaign.maturity.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HxRequest;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.maturity.Maturities;
import io.medley.campaign.maturity.Maturity;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The maturity of every market and brand, for people and programs. */
@Controller
class MaturityPages {

  private static final Duration OBSERVED = Duration.ofDays(90);

  private final Maturities maturities;
  private final CampaignReading reading;
  private final CurrentActor actor;
  private final Clock clock;

  MaturityPages(Maturities maturities, CampaignReading reading, CurrentActor actor, Clock clock) {
    this.maturities = maturities;
    this.reading = reading;
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping("/maturity")
  String page(Model model) {
    model.addAttribute("rows", maturity());
    return "maturity";
  }

  /** The badges of a brand in some markets, for pages that are about them. */
  @HxRequest
  @GetMapping("/maturity/badges")
  String badges(@RequestParam String brand, @RequestParam List<String> market, Model model) {
    model.addAttribute(
        "rows",
        maturity().stream()
            .filter(row -> row.observed().brandId().equals(brand))
            .filter(row -> market.contains(row.observed().market()))
            .toList());
    return "fragments/maturity-badges :: badges";
  }

  /** Over the last 90 days. */
  @GetMapping("/api/maturity")
  @ResponseBody
  List<Maturity> maturity() {
    reading.require(actor.require());
    return maturities.observed(clock.instant().minus(OBSERVED)).stream().map(Maturity::of).toList();
  }
}
