package io.medley.campaign.event.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.event.Attendance;
import io.medley.campaign.event.Delivery;
import io.medley.campaign.event.EventDraft;
import io.medley.campaign.event.EventLedger;
import io.medley.campaign.event.EventReceiving;
import io.medley.campaign.event.EventRefusal;
import io.medley.campaign.event.EventTypes;
import io.medley.campaign.event.HcpEvent;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What HCPs did: the newest events, attendance lists, and what a person notes by hand. */
@Controller
class EventPages {

  private static final int SHOWN = 50;

  private final EventLedger ledger;
  private final EventReceiving events;
  private final EventTypes types;
  private final Attendance attendance;
  private final Campaigns campaigns;
  private final Hcps hcps;
  private final CampaignReading reading;
  private final Authorities authorities;
  private final CurrentActor actor;
  private final Clock clock;

  EventPages(
      EventLedger ledger,
      EventReceiving events,
      EventTypes types,
      Attendance attendance,
      Campaigns campaigns,
      Hcps hcps,
      CampaignReading reading,
      Authorities authorities,
      CurrentActor actor,
      Clock clock) {
    this.ledger = ledger;
    this.events = events;
    this.types = types;
    this.attendance = attendance;
    this.campaigns = campaigns;
    this.hcps = hcps;
    this.reading = reading;
    this.authorities = authorities;
    this.actor = actor;
    this.clock = clock;
  }

  /** An event, whose it was, and which journeys heard it. */
  record Row(HcpEvent event, String who, List<Heard> heard) {}

  /** A journey and how it heard. */
  record Heard(UUID campaignId, String campaign, Delivery.Outcome outcome) {}

  @GetMapping("/events")
  String page(Model model) {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
    fill(model);
    return "events";
  }

  @PostMapping("/events/attendance")
  ModelAndView list(
      @RequestParam MultipartFile file,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(required = false) @Nullable String topic,
      @RequestParam(required = false) @Nullable UUID campaign,
      Model model)
      throws IOException {
    Actor by = actor.require();
    authorities.requireAnywhere(by, Authority.CAMPAIGN);
    ModelAndView page = new ModelAndView("events");
    try (InputStream in = file.getInputStream()) {
      page.addObject(
          "report",
          attendance.take(
              in,
              new Attendance.Of(key.strip(), blankToNull(topic), brand(campaign), campaign),
              by));
      page.addObject(
          "fileName", Optional.ofNullable(file.getOriginalFilename()).orElse("the file"));
    } catch (EventRefusal refused) {
      page.addObject("refused", refused.getMessage());
      page.setStatus(HttpStatus.valueOf(refused.type().status()));
    }
    fill(model);
    page.addAllObjects(model.asMap());
    return page;
  }

  /** What somebody of the house saw or heard; a call counts as a contact. */
  @PostMapping("/hcps/{id}/events")
  String note(
      @PathVariable UUID id,
      @RequestParam String type,
      @RequestParam(defaultValue = "") String token,
      @RequestParam(required = false) @Nullable LocalDate day,
      @RequestParam(required = false) @Nullable String key,
      @RequestParam(required = false) @Nullable String topic,
      @RequestParam(required = false) @Nullable UUID campaign,
      @RequestParam(defaultValue = "") String words,
      RedirectAttributes redirect) {
    Actor by = actor.require();
    reading.require(by);
    try {
      // The form carries an id of its own, so that sending it twice notes one event.
      EventReceiving.Received received =
          events.receive(
              new EventDraft(
                  "noted by " + by.id(),
                  token.isBlank() ? UUID.randomUUID().toString() : token,
                  new HcpId(id),
                  type,
                  at(day),
                  blankToNull(key),
                  blankToNull(topic),
                  brand(campaign),
                  campaign,
                  words),
              by);
      redirect.addFlashAttribute("notice", sentence(received));
    } catch (EventRefusal refused) {
      redirect.addFlashAttribute("refused", refused.getMessage());
    }
    return "redirect:/hcps/" + id;
  }

  private static String sentence(EventReceiving.Received received) {
    if (received.repeated()) {
      return "That was noted before.";
    }
    int journeys = received.told() + received.kept() + received.started() + received.ended();
    return journeys == 0
        ? "Noted. No journey waits for it."
        : "Noted: %d journeys heard it at once, %d hear it when they wait for it, %d began, %d reached their goal."
            .formatted(received.told(), received.kept(), received.started(), received.ended());
  }

  private @Nullable String brand(@Nullable UUID campaign) {
    return campaign == null
        ? null
        : campaigns
            .find(new CampaignId(campaign))
            .map(found -> found.plan().brandId())
            .orElse(null);
  }

  private @Nullable Instant at(@Nullable LocalDate day) {
    if (day == null) {
      return null;
    }
    Instant now = clock.instant();
    return day.equals(LocalDate.ofInstant(now, ZoneOffset.UTC))
        ? now
        : day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
  }

  private void fill(Model model) {
    List<HcpEvent> latest = ledger.latest(SHOWN);
    Map<UUID, List<Delivery>> delivered =
        ledger.deliveries(latest.stream().map(HcpEvent::id).toList()).stream()
            .collect(Collectors.groupingBy(Delivery::eventId));
    Map<UUID, String> names =
        campaigns.all().stream()
            .collect(
                Collectors.toMap(
                    campaign -> campaign.id().value(), campaign -> campaign.plan().name()));
    model.addAttribute(
        "rows",
        latest.stream()
            .map(
                event ->
                    new Row(
                        event,
                        name(event.hcp()),
                        delivered.getOrDefault(event.id(), List.of()).stream()
                            .map(
                                delivery ->
                                    new Heard(
                                        delivery.campaignId(),
                                        names.getOrDefault(
                                            delivery.campaignId(), "Unknown campaign"),
                                        delivery.outcome()))
                            .toList()))
            .toList());
    model.addAttribute(
        "campaigns",
        campaigns.all().stream()
            .filter((Campaign campaign) -> campaign.state() == CampaignState.LAUNCHED)
            .toList());
    model.addAttribute("types", types.told());
  }

  private String name(HcpId hcp) {
    return hcps.open(hcp)
        .map(Hcp::personal)
        .map(personal -> personal.firstName() + " " + personal.lastName())
        .or(() -> hcps.profile(hcp).map(profile -> profile.pseudonym()))
        .orElse("Unknown HCP");
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
