package io.medley.campaign.measure.web;

import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.measure.ChannelMix;
import io.medley.campaign.measure.ChannelMixReading;
import io.medley.campaign.touch.ContactRules;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

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
    model.addAttribute("mixes", mix());
    model.addAttribute("days", ContactRules.MIX_WINDOW.toDays());
    return "channel-mix";
  }

  /** The same for programs. */
  @GetMapping("/api/channel-mix")
  @ResponseBody
  List<ChannelMix> mix() {
    campaigns.require(actor.require());
    return reading.lately();
  }
}
