package io.medley.campaign.campaign.web;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.Audiences;
import io.medley.campaign.campaign.CampaignAudiences;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.platform.security.CurrentActor;
import java.util.UUID;
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

/** A campaign's audience: shown on its page, chosen while it is a draft. */
@Controller
class CampaignAudiencePages {

  private final CampaignAudiences choosing;
  private final Audiences audiences;
  private final CampaignReading reading;
  private final CurrentActor actor;

  CampaignAudiencePages(
      CampaignAudiences choosing,
      Audiences audiences,
      CampaignReading reading,
      CurrentActor actor) {
    this.choosing = choosing;
    this.audiences = audiences;
    this.reading = reading;
    this.actor = actor;
  }

  /** The part of the campaign's page that says who it is for. */
  @GetMapping("/campaigns/{id}/audience")
  String audience(@PathVariable UUID id, @RequestParam boolean draft, Model model) {
    reading.require(actor.require());
    model.addAttribute("campaignId", id);
    model.addAttribute("draft", draft);
    model.addAttribute("audience", audiences.of(id).orElse(null));
    model.addAttribute("audiences", audiences.all());
    return "fragments/campaign-audience :: audience";
  }

  @PostMapping("/campaigns/{id}/audience")
  String choose(@PathVariable UUID id, @RequestParam UUID audience, RedirectAttributes redirect) {
    Audience chosen = choosing.choose(new CampaignId(id), audience, actor.require());
    redirect.addFlashAttribute(
        "notice",
        "The campaign is for \"%s\", version %d.".formatted(chosen.name(), chosen.version()));
    return "redirect:/campaigns/" + id;
  }

  /** The audience to enrol from. */
  record Chosen(UUID audience) {}

  @PutMapping("/api/campaigns/{id}/audience")
  @ResponseBody
  Audience put(@PathVariable UUID id, @RequestBody Chosen chosen) {
    return choosing.choose(new CampaignId(id), chosen.audience(), actor.require());
  }
}
