package io.medley.campaign.measure.web;

import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.measure.HoldoutReading;
import io.medley.campaign.measure.HoldoutReading.Change;
import io.medley.campaign.measure.HoldoutReading.OfBrand;
import io.medley.campaign.measure.HoldoutReading.OfCampaign;
import io.medley.campaign.measure.HoldoutRefusal;
import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.Holdouts;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is held out of everything, of a brand, of a campaign: counted, explained and changed. */
@Controller
class HoldoutPages {

  private static final int SHOWN = 50;
  private static final int LONGEST_REASON = 1_000;
  private static final double MOST = 50;

  private final HoldoutReading reading;
  private final Holdouts holdouts;
  private final GateSettings settings;
  private final CampaignReading readers;
  private final Authorities authorities;
  private final CurrentActor actor;

  HoldoutPages(
      HoldoutReading reading,
      Holdouts holdouts,
      GateSettings settings,
      CampaignReading readers,
      Authorities authorities,
      CurrentActor actor) {
    this.reading = reading;
    this.holdouts = holdouts;
    this.settings = settings;
    this.readers = readers;
    this.authorities = authorities;
    this.actor = actor;
  }

  /**
   * Every holdout.
   *
   * @param everythingPercent share of all HCPs that is held out of everything that promotes
   */
  record All(
      double everythingPercent,
      HoldoutReading.Counted everything,
      List<OfBrand> brands,
      List<OfCampaign> campaigns) {}

  /** A new share of a brand, in percent, and why. */
  record Wanted(double percent, @Nullable String reason) {}

  @GetMapping("/holdouts")
  String page(Model model) {
    Actor reader = actor.require();
    All all = all();
    Map<String, List<Change>> changes = new TreeMap<>();
    all.brands()
        .forEach(brand -> changes.put(brand.brandId(), reading.changes(brand.brandId(), SHOWN)));
    model.addAttribute("all", all);
    model.addAttribute("changes", changes);
    model.addAttribute("mayLead", mayLead(reader));
    return "holdouts";
  }

  /** The same for programs. */
  @GetMapping("/api/holdouts")
  @ResponseBody
  All all() {
    readers.require(actor.require());
    int everything = settings.holdoutPerTenThousand();
    return new All(
        everything / 100.0,
        reading.everything(settings.holdoutSeed(), everything),
        reading.brands(settings.holdoutSeed()),
        reading.campaigns(settings.holdoutSeed(), SHOWN));
  }

  @PostMapping("/holdouts/brands/{brand}")
  String change(
      @PathVariable String brand,
      @RequestParam double percent,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes redirect) {
    try {
      set(brand, percent, reason);
      redirect.addFlashAttribute("notice", "Set. It holds from the next touch on.");
    } catch (Refusal refusal) {
      redirect.addFlashAttribute("refused", refusal.getMessage());
    }
    return "redirect:/holdouts";
  }

  /** The same for programs. */
  @PutMapping("/api/holdouts/brands/{brand}")
  @ResponseBody
  All put(@PathVariable String brand, @RequestBody Wanted wanted) {
    set(brand, wanted.percent(), wanted.reason() == null ? "" : wanted.reason());
    return all();
  }

  private void set(String brand, double percent, String reason) {
    Actor by = actor.require();
    authorities.requireAnywhere(by, Authority.LEAD_BRAND);
    if (!(percent >= 0 && percent <= MOST)) {
      throw new HoldoutRefusal.Unusable("Hold out between 0 and 50 percent.");
    }
    if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
      throw new HoldoutRefusal.Unusable(
          "Say why in at most 1,000 characters: HCPs change arms, and results are read by it.");
    }
    if (reading.brands(settings.holdoutSeed()).stream()
        .noneMatch(known -> known.brandId().equals(brand))) {
      throw new HoldoutRefusal.Unusable(
          "No campaign is for the brand “%s”; plan one first.".formatted(brand));
    }
    holdouts.set(Holdouts.Scope.BRAND, brand, (int) Math.round(percent * 100), reason.strip(), by);
  }

  private boolean mayLead(Actor reader) {
    return !authorities.markets(reader.id(), Authority.LEAD_BRAND).isEmpty();
  }
}
