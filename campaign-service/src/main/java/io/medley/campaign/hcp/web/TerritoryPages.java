package io.medley.campaign.hcp.web;

import io.medley.campaign.hcp.Territory;
import io.medley.campaign.hcp.TerritoryKeeping;
import io.medley.platform.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who looks after which HCPs. */
@Controller
class TerritoryPages {

  private final TerritoryKeeping keeping;
  private final CurrentActor actor;

  TerritoryPages(TerritoryKeeping keeping, CurrentActor actor) {
    this.keeping = keeping;
    this.actor = actor;
  }

  @GetMapping("/territories")
  String territories(Model model) {
    model.addAttribute("rows", keeping.all(actor.require()));
    model.addAttribute("mayChange", keeping.mayChange(actor.require()));
    return "territories";
  }

  @PostMapping("/territories")
  String put(
      @RequestParam String code,
      @RequestParam String name,
      @RequestParam String country,
      @RequestParam(defaultValue = "") String rep,
      @RequestParam(defaultValue = "") String msl,
      @RequestParam(defaultValue = "") String kam,
      RedirectAttributes redirect) {
    Territory stored =
        keeping.put(new Territory(code, name, country, rep, msl, kam), actor.require());
    redirect.addFlashAttribute("notice", "Territory " + stored.code() + " is saved.");
    return "redirect:/territories";
  }
}
