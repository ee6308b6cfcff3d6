package io.medley.campaign.journey.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.PlanningFacts;
import io.medley.campaign.campaign.StepNames;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.event.EventTypes;
import io.medley.campaign.hcp.Basis;
import io.medley.campaign.hcp.FactDraft;
import io.medley.campaign.hcp.FactKeeping;
import io.medley.campaign.hcp.FactRefusal;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpPortraits;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpStatus;
import io.medley.campaign.hcp.HcpStatusKeeping;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.journey.HcpDirectory;
import io.medley.campaign.journey.HcpTimeline;
import io.medley.campaign.journey.JourneyEnding;
import io.medley.campaign.journey.TimelineEntry;
import io.medley.campaign.rep.RepLedger;
import io.medley.campaign.touch.HcpLikings;
import io.medley.campaign.touch.RestPeriods;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** HCPs: the list and one HCP's timeline. */
@Controller
class HcpPages {

  private static final int PAGE = 50;
  private static final String EMAIL = "EMAIL";

  /** Confidence of what a person of the house notes. */
  private static final double PEOPLE_TRUSTED = 0.9;

  private final Hcps hcps;
  private final HcpDirectory directory;
  private final HcpTimeline timeline;
  private final HcpLikings likings;
  private final Consents consents;
  private final HcpPortraits portraits;
  private final FactKeeping keeping;
  private final OwnHcps own;
  private final JourneyEnding ending;
  private final HcpStatusKeeping statuses;
  private final EventTypes eventTypes;
  private final RepLedger reps;
  private final RestPeriods rests;
  private final PlanningFacts facts;
  private final StepNames stepNames;
  private final CampaignReading reading;
  private final Authorities authorities;
  private final CurrentActor actor;
  private final Clock clock;

  HcpPages(
      Hcps hcps,
      HcpDirectory directory,
      HcpTimeline timeline,
      HcpLikings likings,
      Consents consents,
      HcpPortraits portraits,
      FactKeeping keeping,
      OwnHcps own,
      JourneyEnding ending,
      HcpStatusKeeping statuses,
      EventTypes eventTypes,
      RepLedger reps,
      RestPeriods rests,
      PlanningFacts facts,
      StepNames stepNames,
      CampaignReading reading,
      Authorities authorities,
      CurrentActor actor,
      Clock clock) {
    this.hcps = hcps;
    this.directory = directory;
    this.timeline = timeline;
    this.likings = likings;
    this.consents = consents;
    this.portraits = portraits;
    this.keeping = keeping;
    this.own = own;
    this.ending = ending;
    this.statuses = statuses;
    this.eventTypes = eventTypes;
    this.reps = reps;
    this.rests = rests;
    this.facts = facts;
    this.stepNames = stepNames;
    this.reading = reading;
    this.authorities = authorities;
    this.actor = actor;
    this.clock = clock;
  }

  /** An HCP as the list shows it. */
  record Row(HcpDirectory.Line line, String name) {}

  /** A channel and whether the HCP agrees to it now. */
  record Agreement(String channel, boolean allowed) {}

  @GetMapping("/hcps")
  String list(
      @RequestParam(required = false) @Nullable String country,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String consent,
      @RequestParam(defaultValue = "0") int offset,
      Model model) {
    reading.require(actor.require());
    int from = Math.max(0, offset);
    List<HcpDirectory.Line> found =
        directory.find(
            blankToEmpty(country),
            blankToEmpty(q),
            blankToEmpty(consent),
            own.only(actor.require()),
            clock.instant(),
            from,
            PAGE + 1);
    model.addAttribute("rows", found.stream().limit(PAGE).map(this::row).toList());
    model.addAttribute("countries", facts.countries());
    model.addAttribute("total", hcps.count(List.of()));
    model.addAttribute("own", own.only(actor.require()).isPresent());
    model.addAttribute("country", country);
    model.addAttribute("q", q);
    model.addAttribute("consent", consent);
    model.addAttribute("previous", from == 0 ? null : Math.max(0, from - PAGE));
    model.addAttribute("next", found.size() > PAGE ? from + PAGE : null);
    model.addAttribute("mayImport", mayImport());
    model.addAttribute(
        "mayErase", !authorities.markets(actor.require().id(), Authority.PRIVACY).isEmpty());
    return "hcps";
  }

  @GetMapping("/hcps/{id}")
  String hcp(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID campaign,
      @RequestParam(required = false) @Nullable String brand,
      @RequestParam(required = false) TimelineEntry.@Nullable Kind kind,
      Model model) {
    reading.require(actor.require());
    HcpId hcp = new HcpId(id);
    HcpProfile profile = hcps.profile(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    own.require(actor.require(), hcp);
    Instant now = clock.instant();
    List<TimelineEntry> all = timeline.of(hcp);
    List<TimelineEntry> entries =
        all.stream()
            .filter(entry -> campaign == null || campaign.equals(entry.campaignId()))
            .filter(entry -> brand == null || brand.isEmpty() || brand.equals(entry.brandId()))
            .filter(entry -> kind == null || kind == entry.kind())
            .toList();
    model.addAttribute("brand", brand == null || brand.isEmpty() ? null : brand);
    model.addAttribute("kind", kind);
    model.addAttribute(
        "brands",
        all.stream()
            .flatMap(entry -> Stream.ofNullable(entry.brandId()))
            .distinct()
            .sorted()
            .toList());
    model.addAttribute("kinds", all.stream().map(TimelineEntry::kind).distinct().sorted().toList());
    model.addAttribute("profile", profile);
    model.addAttribute("personal", hcps.open(hcp).map(Hcp::personal).orElse(null));
    model.addAttribute("entries", entries);
    model.addAttribute(
        "steps",
        entries.stream()
            .flatMap(entry -> Stream.ofNullable(entry.campaignId()))
            .distinct()
            .collect(
                Collectors.toMap(Function.identity(), its -> stepNames.of(new CampaignId(its)))));
    model.addAttribute("portrait", portraits.of(hcp));
    model.addAttribute("likings", likings.of(profile, now));
    model.addAttribute("insights", reps.insightsAbout(hcp));
    model.addAttribute("eventTypes", eventTypes.told());
    model.addAttribute("eventToken", UUID.randomUUID().toString());
    model.addAttribute("today", LocalDate.ofInstant(now, ZoneOffset.UTC));
    model.addAttribute("journeys", ending.open(hcp));
    model.addAttribute("endings", JourneyEnding.Why.values());
    model.addAttribute("restsUntil", rests.of(hcp, now).orElse(null));
    model.addAttribute(
        "agreements",
        List.of(
            new Agreement(EMAIL, consents.validAt(hcp, EMAIL, now)),
            new Agreement("REP_EMAIL", consents.validAt(hcp, "REP_EMAIL", now))));
    return "hcp";
  }

  /** What somebody of the house was told, or tells, about the HCP. */
  @PostMapping("/hcps/{id}/facts")
  String recordFact(
      @PathVariable UUID id,
      @RequestParam String name,
      @RequestParam String value,
      @RequestParam Basis basis,
      RedirectAttributes redirect) {
    reading.require(actor.require());
    Actor by = actor.require();
    FactDraft fact;
    try {
      fact =
          new FactDraft(
              name.strip(), value.strip(), basis, by.printedName(), PEOPLE_TRUSTED, null, null);
    } catch (IllegalArgumentException wrong) {
      throw new FactRefusal.FactUnusable(wrong.getMessage() + "");
    }
    boolean news = keeping.record(new HcpId(id), fact, by);
    redirect.addFlashAttribute("notice", news ? "Noted." : "That was known already.");
    return "redirect:/hcps/" + id;
  }

  @PostMapping("/hcps/{id}/facts/{fact}/mute")
  String muteFact(
      @PathVariable UUID id,
      @PathVariable long fact,
      @RequestParam String why,
      RedirectAttributes redirect) {
    reading.require(actor.require());
    keeping.mute(fact, why, actor.require());
    redirect.addFlashAttribute(
        "notice", "Set aside: it is not used until its source says something else.");
    return "redirect:/hcps/" + id;
  }

  /** Whoever looks after the HCP ends one journey. */
  @PostMapping("/hcps/{id}/journeys/{enrolment}/end")
  String endJourney(
      @PathVariable UUID id,
      @PathVariable UUID enrolment,
      @RequestParam JourneyEnding.Why why,
      RedirectAttributes redirect) {
    reading.require(actor.require());
    Campaign campaign = ending.end(new HcpId(id), new EnrolmentId(enrolment), why, actor.require());
    redirect.addFlashAttribute(
        "notice",
        "“%s” ends for this HCP; nothing more of it is sent.".formatted(campaign.plan().name()));
    return "redirect:/hcps/" + id;
  }

  /** Whoever looks after the HCP says that they no longer practise, or that they do after all. */
  @PostMapping("/hcps/{id}/status")
  String status(
      @PathVariable UUID id, @RequestParam HcpStatus status, RedirectAttributes redirect) {
    reading.require(actor.require());
    boolean news = statuses.record(new HcpId(id), status, actor.require());
    redirect.addFlashAttribute(
        "notice",
        !news
            ? "That was known already."
            : status == HcpStatus.ACTIVE
                ? "Noted: the HCP may be contacted again. Journeys that ended stay ended."
                : "Noted: every journey ends for this HCP and nothing is sent again.");
    return "redirect:/hcps/" + id;
  }

  private boolean mayImport() {
    return !authorities.markets(actor.require().id(), Authority.CAMPAIGN).isEmpty();
  }

  private Row row(HcpDirectory.Line line) {
    return new Row(
        line,
        hcps.open(new HcpId(line.id()))
            .map(hcp -> hcp.personal().firstName() + " " + hcp.personal().lastName())
            .orElse(line.pseudonym()));
  }

  private static Optional<String> blankToEmpty(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
  }
}
