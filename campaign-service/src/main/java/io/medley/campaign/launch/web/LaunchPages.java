package io.medley.campaign.launch.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HxRequest;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignMembers;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.dryrun.DryRunning;
import io.medley.campaign.dryrun.ResponseModel;
import io.medley.campaign.launch.Approval;
import io.medley.campaign.launch.ApprovalKind;
import io.medley.campaign.launch.Criterion;
import io.medley.campaign.launch.Decision;
import io.medley.campaign.launch.Launch;
import io.medley.campaign.launch.LaunchDeciding;
import io.medley.campaign.launch.LaunchPlan;
import io.medley.campaign.launch.LaunchPreparing;
import io.medley.campaign.launch.Launches;
import io.medley.campaign.launch.Stage;
import io.medley.campaign.measure.Detectability;
import io.medley.campaign.measure.Experimenting;
import io.medley.campaign.touch.Holdouts;
import io.medley.campaign.touch.SendChecking;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The launch of a campaign, from readiness to its close, on one page. */
@Controller
@RequestMapping("/campaigns/{id}/launch")
class LaunchPages {

  private static final int DRY_RUN_WEEKS = 10;

  private final LaunchPreparing preparing;
  private final LaunchDeciding deciding;
  private final Launches launches;
  private final LaunchViews views;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final CampaignMembers members;
  private final DryRunning dryRuns;
  private final Experimenting experimenting;
  private final SendChecking checking;
  private final Holdouts holdouts;
  private final CampaignReading reading;
  private final CurrentActor actor;
  private final Clock clock;

  LaunchPages(
      LaunchPreparing preparing,
      LaunchDeciding deciding,
      Launches launches,
      LaunchViews views,
      Campaigns campaigns,
      CampaignPlanning planning,
      CampaignMembers members,
      DryRunning dryRuns,
      Experimenting experimenting,
      SendChecking checking,
      Holdouts holdouts,
      CampaignReading reading,
      CurrentActor actor,
      Clock clock) {
    this.preparing = preparing;
    this.deciding = deciding;
    this.launches = launches;
    this.views = views;
    this.campaigns = campaigns;
    this.planning = planning;
    this.members = members;
    this.dryRuns = dryRuns;
    this.experimenting = experimenting;
    this.checking = checking;
    this.holdouts = holdouts;
    this.reading = reading;
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping
  String page(@PathVariable UUID id, Model model) {
    Actor reader = actor.require();
    reading.requireOverview(reader);
    Campaign campaign = campaigns.require(new CampaignId(id));
    Optional<Launch> begun = launches.of(campaign.id());
    if (begun.isEmpty()) {
      return "redirect:/campaigns/" + id;
    }
    Launch launch = begun.get();
    LaunchView view = views.of(campaign, launch);
    model.addAttribute("campaign", campaign);
    model.addAttribute("template", planning.template(campaign.plan().templateId()));
    model.addAttribute("tried", experimenting.of(campaign));
    model.addAttribute("audience", members.audience(campaign.id()));
    model.addAttribute("launch", view);
    model.addAttribute("measures", Criterion.Measure.values());
    model.addAttribute("form", LaunchForm.of(launch.plan()));
    model.addAttribute("mayAct", mayCampaign(campaign, reader));
    model.addAttribute("mayLead", deciding.mayLead(campaign, launch, reader));
    Map<ApprovalKind, Boolean> mayApprove = new EnumMap<>(ApprovalKind.class);
    for (ApprovalKind kind : ApprovalKind.values()) {
      mayApprove.put(kind, deciding.mayApprove(campaign, launch, kind, reader));
    }
    model.addAttribute("mayApprove", mayApprove);
    model.addAttribute("kinds", ApprovalKind.values());
    model.addAttribute("detectable", detectable(campaign, view.readiness().hcps()));
    model.addAttribute("pilotOver", launch.pilotOver(clock.instant()));
    model.addAttribute("dryRun", view.dryRunId() == null ? null : dryRuns.require(view.dryRunId()));
    model.addAttribute(
        "dryRunGoesOn",
        dryRuns.of(campaign.id()).stream()
            .filter(run -> run.state() == io.medley.campaign.dryrun.DryRun.State.RUNNING)
            .findFirst()
            .orElse(null));
    model.addAttribute(
        "openApprovals",
        view.thisRound().stream().filter(one -> one.state() == Approval.State.OPEN).count());
    return "launch";
  }

  /**
   * Where a launch stands, asked for by pages of it while they are open. Once its journeys begin
   * the browser of whoever may see HCPs goes to the map by itself.
   *
   * @param seen the stage the page shows
   */
  @HxRequest
  @GetMapping("/progress")
  String progress(
      @PathVariable UUID id, @RequestParam Stage seen, HttpServletResponse response, Model model) {
    Actor reader = actor.require();
    reading.requireOverview(reader);
    Campaign campaign = campaigns.require(new CampaignId(id));
    Stage now = launches.of(campaign.id()).map(Launch::stage).orElse(seen);
    if (now.running() && seen.beforeJourneys() && reading.mayRead(reader)) {
      response.setHeader("HX-Redirect", "/campaigns/" + id);
    }
    model.addAttribute("id", campaign.id());
    model.addAttribute("seen", seen);
    model.addAttribute("now", now);
    return "fragments/launch-progress :: progress";
  }

  /** What the launch could show against those held out, by all holdouts that concern it. */
  private Detectability detectable(Campaign campaign, long audience) {
    Holdouts.Shares shares = holdouts.shares(campaign.plan().brandId(), campaign.id().value());
    return Detectability.of(
        audience, Detectability.together(shares.everything(), shares.brand(), shares.campaign()));
  }

  /** Begins it. */
  @PostMapping
  String begin(@PathVariable UUID id, RedirectAttributes redirect) {
    Campaign campaign = campaigns.require(new CampaignId(id));
    LaunchPlan plan =
        members.count(campaign, clock.instant()) <= LaunchPlan.SMALL
            ? LaunchPlan.ONE_SITTING
            : LaunchPlan.USUAL;
    return act(id, redirect, "", by -> preparing.begin(new CampaignId(id), plan, by));
  }

  @PostMapping("/plan")
  String plan(
      @PathVariable UUID id, @ModelAttribute("form") LaunchForm form, RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        "Saved.",
        by -> {
          try {
            preparing.plan(new CampaignId(id), form.plan(), by);
          } catch (IllegalArgumentException unreadable) {
            redirect.addFlashAttribute("refused", unreadable.getMessage());
          }
        });
  }

  @PostMapping("/dry-run")
  String dryRun(@PathVariable UUID id, RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        "The dry run goes on by itself.",
        by -> dryRuns.begin(new CampaignId(id), DRY_RUN_WEEKS, ResponseModel.USUAL, by));
  }

  @PostMapping("/acceptances")
  String accept(
      @PathVariable UUID id,
      @RequestParam String finding,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        "Accepted, in your name.",
        by -> preparing.accept(new CampaignId(id), finding, reason, by));
  }

  @PostMapping("/briefs")
  String brief(@PathVariable UUID id, @RequestParam String place, RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        "The brief is open; a coordinator chooses who makes the piece.",
        by -> preparing.brief(new CampaignId(id), place, by));
  }

  @PostMapping("/approval-request")
  String ask(@PathVariable UUID id, RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        "Brand, medical, privacy and field are asked.",
        by -> {
          // What the checks say today is part of what the approvers are shown.
          checking.campaign(id);
          preparing.ask(new CampaignId(id), by);
        });
  }

  @PostMapping("/approval-request/withdrawal")
  String takeBack(@PathVariable UUID id, RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        "The request is taken back; change what you need and ask again.",
        by -> preparing.takeBack(new CampaignId(id), by));
  }

  @PostMapping("/approvals/{kind}")
  String approve(
      @PathVariable UUID id,
      @PathVariable ApprovalKind kind,
      @RequestParam boolean approved,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        approved ? "Approved." : "Refused; the marketer has it again.",
        by -> deciding.approve(new CampaignId(id), kind, approved, reason, by));
  }

  @PostMapping("/decision")
  String decide(
      @PathVariable UUID id,
      @RequestParam Decision.Verdict verdict,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        switch (verdict) {
          case GO -> "Go: the first wave is enrolled now.";
          case EXTEND -> "The pilot runs on.";
          case NO_GO -> "No go: the campaign is stopped.";
        },
        by -> deciding.decide(new CampaignId(id), verdict, reason, by));
  }

  @PostMapping("/next-wave")
  String hasten(@PathVariable UUID id, RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        "The next wave is enrolled now.",
        by -> deciding.hasten(new CampaignId(id), by));
  }

  @PostMapping("/new-members")
  String enrolNew(@PathVariable UUID id, RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        "",
        by -> {
          int enrolled = deciding.enrolNew(new CampaignId(id), by);
          redirect.addFlashAttribute(
              "notice",
              enrolled == 0
                  ? "Everybody was enrolled already; nothing was started twice."
                  : enrolled + " HCPs enrolled; their journeys start one after the other.");
        });
  }

  @PostMapping("/closure")
  String close(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String learned,
      RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        "Closed: nobody enters any more, who is under way goes on to the end.",
        by -> deciding.close(new CampaignId(id), learned, by));
  }

  /** Does it and comes back; a refusal is shown on the page it was asked on. */
  private String act(UUID id, RedirectAttributes redirect, String done, Consumer<Actor> what) {
    try {
      what.accept(actor.require());
      if (!done.isEmpty() && !redirect.getFlashAttributes().containsKey("refused")) {
        redirect.addFlashAttribute("notice", done);
      }
    } catch (Refusal refusal) {
      redirect.addFlashAttribute("refused", refusal.getMessage());
    }
    return launches.of(new CampaignId(id)).isPresent()
        ? "redirect:/campaigns/" + id + "/launch"
        : "redirect:/campaigns/" + id;
  }

  private boolean mayCampaign(Campaign campaign, Actor reader) {
    return campaign.plan().countries().stream()
        .allMatch(country -> reading.mayCampaign(reader, country));
  }
}
