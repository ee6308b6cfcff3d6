package io.medley.campaign.measure.web;

import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.measure.ChannelMixReading;
import io.medley.campaign.touch.ContactRules;
import io.medley.platform.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** By which channels brands contact HCPs, and how far that is from what is wanted. */
@Controller
class ChannelMixPages {

  private final ChannelMixReading reading;
  private final CampaignReading campaigns;
  private final CurrentActor actor;

  ChannelMixPages(ChannelMixReading reading, CampaignReading campaigns, CurrentActor actor) {
    this.reading = reading;
    this.campaigns = campaigns;
    this.actor = actor;
  }

  @GetMapping("/channel-mix")
  String page(Model model) {
    campaigns.require(actor.require());
    model.addAttribute("mixes", reading.lately());
    model.addAttribute("days", ContactRules.MIX_WINDOW.toDays());
    return "channel-mix";
  }
}
