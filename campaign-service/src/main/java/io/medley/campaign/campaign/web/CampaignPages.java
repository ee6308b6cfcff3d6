package io.medley.campaign.campaign.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HxRequest;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignCopying;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignLaunching;
import io.medley.campaign.campaign.CampaignMembers;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.CampaignRefusal.PlanIncomplete;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Drains;
import io.medley.campaign.campaign.EnrollerPace;
import io.medley.campaign.campaign.GoalEvents;
import io.medley.campaign.campaign.NeedsMe;
import io.medley.campaign.campaign.PlanningFacts;
import io.medley.campaign.campaign.Readiness;
import io.medley.campaign.campaign.ReadinessAssessing;
import io.medley.campaign.campaign.SendControl;
import io.medley.campaign.change.PlanChanges;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.journey.JourneyVisit;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.journey.VisitState;
import io.medley.campaign.launch.Launches;
import io.medley.campaign.launch.Stage;
import io.medley.campaign.measure.CampaignFigures;
import io.medley.campaign.touch.KillSwitches;
import io.medley.platform.security.CurrentActor;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The campaign board, the form of a new one, and the journey map. */
@Controller
class CampaignPages {

  private static final int PAGE = 50;

  /** Time zones of the IANA list, as people choose from them. */
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/"))
          .sorted()
          .toList();

  private final CampaignPlanning planning;
  private final CampaignLaunching launching;
  private final CampaignCopying copying;
  private final CampaignReading reading;
  private final SendControl control;
  private final Drains drains;
  private final Campaigns campaigns;
  private final CampaignFigures.Counting counting;
  private final CampaignViews views;
  private final JourneyVisits visits;
  private final ReadinessAssessing readiness;
  private final PlanningFacts facts;
  private final EnrollerPace pace;
  private final Hcps hcps;
  private final OwnHcps own;
  private final CampaignMembers members;
  private final Launches launches;
  private final PlanChanges changes;
  private final List<NeedsMe> rooms;
  private final CurrentActor actor;
  private final Clock clock;

  CampaignPages(
      CampaignPlanning planning,
      CampaignLaunching launching,
      CampaignCopying copying,
      CampaignReading reading,
      SendControl control,
      Drains drains,
      Campaigns campaigns,
      CampaignFigures.Counting counting,
      CampaignViews views,
      JourneyVisits visits,
      ReadinessAssessing readiness,
      PlanningFacts facts,
      EnrollerPace pace,
      Hcps hcps,
      OwnHcps own,
      CampaignMembers members,
      Launches launches,
      PlanChanges changes,
      List<NeedsMe> rooms,
      CurrentActor actor,
      Clock clock) {
    this.planning = planning;
    this.launching = launching;
    this.copying = copying;
    this.reading = reading;
    this.control = control;
    this.drains = drains;
    this.campaigns = campaigns;
    this.counting = counting;
    this.views = views;
    this.visits = visits;
    this.readiness = readiness;
    this.facts = facts;
    this.pace = pace;
    this.hcps = hcps;
    this.own = own;
    this.members = members;
    this.launches = launches;
    this.changes = changes;
    this.rooms = List.copyOf(rooms);
    this.actor = actor;
    this.clock = clock;
  }

  /** A campaign and its figures. */
  record Row(Campaign campaign, String template, CampaignFigures figures, @Nullable Stage stage) {}

  /** An HCP at a step; {@code hcp} is empty once the HCP was erased. */
  record VisitRow(JourneyVisit visit, String who, String place) {}

  @GetMapping("/campaigns")
  String board(Model model) {
    reading.require(actor.require());
    Map<CampaignId, Stage> stages = launches.stages();
    List<Campaign> all = campaigns.all();
    Map<UUID, CampaignFigures> figures =
        counting.of(all.stream().map(campaign -> campaign.id().value()).toList());
    model.addAttribute(
        "rows",
        all.stream()
            .map(
                campaign ->
                    new Row(
                        campaign,
                        title(campaign.plan().templateId()),
                        Objects.requireNonNull(figures.get(campaign.id().value()), "asked for"),
                        stages.get(campaign.id())))
            .toList());
    model.addAttribute(
        "needs",
        rooms.stream()
            .flatMap(room -> room.of(actor.require()).stream())
            .sorted(Comparator.comparingInt(NeedsMe.Need::rank))
            .toList());
    return "campaigns";
  }

  @GetMapping("/campaigns/new")
  String form(@RequestParam(name = "template") String templateId, Model model) {
    reading.require(actor.require());
    JourneyTemplate template = planning.template(templateId);
    List<String> countries = facts.countries();
    return form(template, CampaignForm.of(template, countries), List.of(), model);
  }

  @PostMapping("/campaigns")
  ModelAndView create(@ModelAttribute("form") CampaignForm form, Model model) {
    JourneyTemplate template = planning.template(form.getTemplateId());
    try {
      Campaign campaign = planning.create(form.plan(), actor.require());
      return new ModelAndView("redirect:/campaigns/" + campaign.id());
    } catch (PlanIncomplete incomplete) {
      ModelAndView again = new ModelAndView(form(template, form, incomplete.flaws(), model));
      again.addAllObjects(model.asMap());
      again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return again;
    }
  }

  /** Readiness of a plan that does not exist yet: refreshed while the form is being filled in. */
  @HxRequest
  @PostMapping("/campaigns/readiness")
  String readiness(@ModelAttribute("form") CampaignForm form, Model model) {
    reading.require(actor.require());
    JourneyTemplate template = planning.template(form.getTemplateId());
    model.addAttribute(
        "readiness", readiness.assess(template, form.getBrandId(), form.getCountries()));
    model.addAttribute("template", template);
    return "fragments/readiness :: readiness";
  }

  @GetMapping("/campaigns/{id}")
  String campaign(@PathVariable UUID id, Model model) {
    reading.require(actor.require());
    Campaign campaign = campaigns.require(new CampaignId(id));
    figures(campaign, model);
    JourneyTemplate template = planning.template(campaign.plan().templateId());
    model.addAttribute("template", template);
    switch (campaign.state()) {
      case DRAFT -> {
        Readiness assessed = readiness.assess(template, campaign);
        model.addAttribute("readiness", assessed);
      }
      case LAUNCHED, STOPPED -> {
        // A launched campaign shows what happens instead.
      }
    }
    control.pauses().stream()
        .filter(pause -> pause.engaged().scope() == KillSwitches.Scope.CAMPAIGN)
        .filter(pause -> pause.engaged().key().equals(id.toString()))
        .findFirst()
        .ifPresent(pause -> model.addAttribute("pause", pause));
    model.addAttribute("launch", launches.of(campaign.id()).orElse(null));
    model.addAttribute("drain", drains.of(campaign.id()).orElse(null));
    model.addAttribute(
        "olderUnderWay",
        campaign.version() == 1
            ? 0L
            : changes.underWay(campaign.id()).entrySet().stream()
                .filter(version -> version.getKey() < campaign.version())
                .mapToLong(Map.Entry::getValue)
                .sum());
    if (campaign.state() == CampaignState.LAUNCHED) {
      model.addAttribute("reach", control.preview(KillSwitches.Scope.CAMPAIGN, id.toString()));
    }
    model.addAttribute("mayAct", reading.mayCampaign(actor.require(), campaign));
    model.addAttribute("zones", ZONES);
    return "campaign";
  }

  /** What changes while a campaign runs: figures and the table of steps. */
  @HxRequest
  @GetMapping("/campaigns/{id}/figures")
  String figures(@PathVariable UUID id, Model model) {
    reading.require(actor.require());
    figures(campaigns.require(new CampaignId(id)), model);
    return "fragments/campaign-figures :: figures";
  }

  /** The live counts the journey map draws. */
  @GetMapping("/campaigns/{id}/map")
  @ResponseBody
  List<StepView> map(@PathVariable UUID id) {
    reading.require(actor.require());
    return views.steps(campaigns.require(new CampaignId(id)));
  }

  @GetMapping("/campaigns/{id}/steps/{stepId}")
  String step(
      @PathVariable UUID id,
      @PathVariable String stepId,
      @RequestParam(required = false) @Nullable VisitState state,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(defaultValue = "0") int offset,
      Model model) {
    reading.require(actor.require());
    Campaign campaign = campaigns.require(new CampaignId(id));
    StepView step =
        views.steps(campaign).stream()
            .filter(candidate -> candidate.stepId().equals(stepId))
            .findFirst()
            .orElseThrow(() -> new CampaignRefusal.StepUnknown(stepId));
    List<VisitState> states = state == null ? Arrays.asList(VisitState.values()) : List.of(state);
    int from = Math.max(0, offset);
    List<JourneyVisit> found =
        visits.at(
            campaign.id(),
            stepId,
            states,
            Optional.ofNullable(reason),
            own.only(actor.require()),
            from,
            PAGE + 1);
    model.addAttribute("campaign", campaign);
    model.addAttribute("step", step);
    model.addAttribute("state", state);
    model.addAttribute("reason", reason);
    model.addAttribute("rows", found.stream().limit(PAGE).map(this::row).toList());
    model.addAttribute("previous", from == 0 ? null : Math.max(0, from - PAGE));
    model.addAttribute("next", found.size() > PAGE ? from + PAGE : null);
    return "campaign-step";
  }

  @PostMapping("/campaigns/{id}/copies")
  String copy(@PathVariable UUID id, RedirectAttributes redirect) {
    Campaign draft = copying.copy(new CampaignId(id), actor.require());
    redirect.addFlashAttribute(
        "notice", "A draft with the same plan and audience. Change it, dry-run it, launch it.");
    return "redirect:/campaigns/" + draft.id();
  }

  @PostMapping("/campaigns/{id}/stop")
  String stop(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "The campaign was stopped.") String why,
      RedirectAttributes redirect) {
    launching.stop(new CampaignId(id), why, actor.require());
    redirect.addFlashAttribute(
        "notice", "Stopped: no further touch is made, running journeys are ending.");
    return "redirect:/campaigns/" + id;
  }

  private void figures(Campaign campaign, Model model) {
    model.addAttribute("campaign", campaign);
    model.addAttribute("figures", counting.of(campaign.id().value()));
    model.addAttribute("audience", members.count(campaign, clock.instant()));
    model.addAttribute("steps", views.steps(campaign));
    model.addAttribute("paused", pace.pausedReason().orElse(null));
  }

  private String form(
      JourneyTemplate template, CampaignForm form, List<PlanIncomplete.Flaw> flaws, Model model) {
    model.addAttribute("template", template);
    model.addAttribute("form", form);
    model.addAttribute("flaws", flaws);
    model.addAttribute("allCountries", facts.countries());
    model.addAttribute("brands", readiness.brands());
    model.addAttribute("goals", GoalEvents.of(template));
    model.addAttribute("zones", ZONES);
    model.addAttribute(
        "readiness", readiness.assess(template, form.getBrandId(), form.getCountries()));
    return "campaign-new";
  }

  private String title(String templateId) {
    return planning.templates().stream()
        .filter(template -> template.id().equals(templateId))
        .findFirst()
        .map(JourneyTemplate::title)
        .orElse(templateId);
  }

  private VisitRow row(JourneyVisit visit) {
    HcpId id = new HcpId(visit.hcpId());
    return hcps.open(id)
        .map(
            hcp ->
                new VisitRow(
                    visit,
                    hcp.personal().firstName() + " " + hcp.personal().lastName(),
                    hcp.profile().country() + " · " + hcp.profile().specialty()))
        .orElseGet(
            () ->
                new VisitRow(
                    visit,
                    hcps.profile(id).map(profile -> profile.pseudonym()).orElse("Erased HCP"),
                    ""));
  }
}
