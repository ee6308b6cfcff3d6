package io.medley.campaign.campaign.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HxRequest;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.change.EnrolmentMoves;
import io.medley.campaign.change.PlanChange;
import io.medley.campaign.change.PlanChanges;
import io.medley.campaign.change.PlanChanging;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import io.medley.workflows.journey.JourneyTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changing a campaign that runs: what it would do, who confirms it, how far it has come. */
@Controller
@RequestMapping("/campaigns/{id}/changes")
class ChangePages {

  private static final int SHOWN = 20;

  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final PlanChanging changing;
  private final PlanChanges changes;
  private final EnrolmentMoves moves;
  private final CampaignReading reading;
  private final CurrentActor actor;

  ChangePages(
      Campaigns campaigns,
      CampaignPlanning planning,
      PlanChanging changing,
      PlanChanges changes,
      EnrolmentMoves moves,
      CampaignReading reading,
      CurrentActor actor) {
    this.campaigns = campaigns;
    this.planning = planning;
    this.changing = changing;
    this.changes = changes;
    this.moves = moves;
    this.reading = reading;
    this.actor = actor;
  }

  @GetMapping
  String page(
      @PathVariable UUID id,
      @RequestParam(name = "template", required = false) @Nullable String templateId,
      Model model) {
    Campaign campaign = campaigns.require(new CampaignId(id));
    JourneyTemplate template =
        planning.template(templateId == null ? campaign.plan().templateId() : templateId);
    fill(campaign, template, ChangeForm.of(campaign, template), model);
    return "campaign-changes";
  }

  /** What the change would do: asked while the form is being filled in. */
  @HxRequest
  @PostMapping("/preview")
  String preview(@PathVariable UUID id, @ModelAttribute("form") ChangeForm form, Model model) {
    reading.requireOverview(actor.require());
    Campaign campaign = campaigns.require(new CampaignId(id));
    model.addAttribute("choosing", true);
    try {
      model.addAttribute("preview", changing.look(campaign.id(), form.proposal(campaign)));
    } catch (Refusal unclear) {
      model.addAttribute("unclear", unclear.getMessage());
    }
    return "fragments/change-preview :: preview";
  }

  @PostMapping
  ModelAndView propose(
      @PathVariable UUID id,
      @ModelAttribute("form") ChangeForm form,
      Model model,
      RedirectAttributes redirect) {
    Campaign campaign = campaigns.require(new CampaignId(id));
    try {
      changing.propose(campaign.id(), form.proposal(campaign), form.getWhy(), actor.require());
      redirect.addFlashAttribute("notice", "Asked for; who leads the brand confirms it.");
      return new ModelAndView("redirect:/campaigns/" + id + "/changes");
    } catch (Refusal refusal) {
      fill(campaign, planning.template(form.getTemplateId()), form, model);
      model.addAttribute("refused", refusal.getMessage());
      ModelAndView again = new ModelAndView("campaign-changes", model.asMap());
      again.setStatus(org.springframework.http.HttpStatusCode.valueOf(refusal.type().status()));
      return again;
    }
  }

  @PostMapping("/{change}/confirmation")
  String confirm(@PathVariable UUID id, @PathVariable UUID change, RedirectAttributes redirect) {
    return act(id, redirect, "Confirmed, in your name.", by -> changing.confirm(change, by));
  }

  @PostMapping("/{change}/withdrawal")
  String withdraw(@PathVariable UUID id, @PathVariable UUID change, RedirectAttributes redirect) {
    return act(
        id, redirect, "Taken back; nothing is different.", by -> changing.withdraw(change, by));
  }

  /** Those the engine refused are tried anew. */
  @PostMapping("/retries")
  String again(@PathVariable UUID id, RedirectAttributes redirect) {
    return act(
        id,
        redirect,
        "They are tried anew, one after the other.",
        by -> changing.again(new CampaignId(id), by));
  }

  private String act(UUID id, RedirectAttributes redirect, String done, Consumer<Actor> what) {
    try {
      what.accept(actor.require());
      redirect.addFlashAttribute("notice", done);
    } catch (Refusal refusal) {
      redirect.addFlashAttribute("refused", refusal.getMessage());
    }
    return "redirect:/campaigns/" + id + "/changes";
  }

  private void fill(Campaign campaign, JourneyTemplate template, ChangeForm form, Model model) {
    Actor reader = actor.require();
    reading.requireOverview(reader);
    boolean mayAct =
        campaign.plan().countries().stream()
            .allMatch(country -> reading.mayCampaign(reader, country));
    Optional<PlanChange> open = changes.open(campaign.id());
    model.addAttribute("campaign", campaign);
    model.addAttribute("current", planning.template(campaign.plan().templateId()));
    model.addAttribute("template", template);
    model.addAttribute("form", form);
    model.addAttribute("open", open.orElse(null));
    model.addAttribute("preview", open.map(changing::look).orElse(null));
    model.addAttribute("choosing", false);
    model.addAttribute("mayAct", mayAct);
    model.addAttribute(
        "mayConfirm",
        open.filter(change -> changing.mayConfirm(campaign, change, reader)).isPresent());
    boolean mayChange = mayAct && open.isEmpty() && campaign.state() == CampaignState.LAUNCHED;
    model.addAttribute("mayChange", mayChange);
    if (mayChange) {
      Set<String> entries = planning.template(campaign.plan().templateId()).entryEvents();
      model.addAttribute("behind", changing.behind(campaign));
      model.addAttribute(
          "templates",
          planning.templates().stream().filter(one -> one.entryEvents().equals(entries)).toList());
    }
    model.addAttribute("underWay", changes.underWay(campaign.id()));
    model.addAttribute("superseded", campaigns.superseded(campaign.id()));
    Map<EnrolmentMoves.State, Long> progress = moves.progress(campaign.id(), campaign.version());
    model.addAttribute("progress", progress);
    model.addAttribute("pending", progress.getOrDefault(EnrolmentMoves.State.PENDING, 0L));
    model.addAttribute("toMove", progress.values().stream().mapToLong(Long::longValue).sum());
    model.addAttribute("stuck", moves.refused(campaign.id(), campaign.version(), SHOWN));
    model.addAttribute("history", changes.of(campaign.id()));
  }
}
