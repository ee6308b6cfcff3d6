package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignDates;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.platform.security.CurrentActor;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Saying, or changing, when what a campaign is about takes place. */
@Controller
class CampaignDatePages {

  private final CampaignDates dates;
  private final CampaignReading reading;
  private final CurrentActor actor;

  CampaignDatePages(CampaignDates dates, CampaignReading reading, CurrentActor actor) {
    this.dates = dates;
    this.reading = reading;
    this.actor = actor;
  }

  /**
   * A date as a client gives it.
   *
   * @param at a local time with its zone in brackets: {@code 2026-10-01T18:00[Europe/Berlin]}
   * @param why kept with the act
   */
  record Moving(String at, String why) {}

  /** When it takes place now. */
  record TakesPlace(String event, ZonedDateTime at) {}

  @PostMapping("/api/campaigns/{id}/dates/{event}")
  @ResponseBody
  TakesPlace move(@PathVariable UUID id, @PathVariable String event, @RequestBody Moving moving) {
    ZonedDateTime at = read(moving.at());
    dates.move(new CampaignId(id), event, at, moving.why(), actor.require());
    return new TakesPlace(event, at);
  }

  @PostMapping("/campaigns/{id}/dates/{event}")
  String move(
      @PathVariable UUID id,
      @PathVariable String event,
      @RequestParam(defaultValue = "") String at,
      @RequestParam(defaultValue = "") String zone,
      @RequestParam(defaultValue = "") String why,
      RedirectAttributes redirect) {
    reading.require(actor.require());
    try {
      Campaign campaign =
          dates.move(
              new CampaignId(id), event, read(at + "[" + zone.strip() + "]"), why, actor.require());
      redirect.addFlashAttribute(
          "notice",
          "The %s takes place %s. Waits that go by it are planned anew."
              .formatted(event.replace('-', ' '), campaign.plan().dates().get(event)));
    } catch (CampaignRefusal.ControlUnclear unclear) {
      redirect.addFlashAttribute("refused", unclear.getMessage());
    }
    return "redirect:/campaigns/" + id;
  }

  private static ZonedDateTime read(String text) {
    try {
      return CampaignRequest.date(text.strip());
    } catch (DateTimeException unreadable) {
      throw new CampaignRefusal.ControlUnclear(
          "\"%s\" is not a date with its time zone like 2026-10-01T18:00[Europe/Berlin]."
              .formatted(text));
    }
  }
}
