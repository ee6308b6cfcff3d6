package io.medley.campaign.measure.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignExperiments;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Experiment;
import io.medley.campaign.measure.Experimenting;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Contents tried against each other: set before the launch, compared after it. */
@Controller
class ExperimentPages {

  private final Campaigns campaigns;
  private final CampaignExperiments experiments;
  private final Experimenting experimenting;
  private final CampaignReading reading;
  private final CurrentActor actor;

  ExperimentPages(
      Campaigns campaigns,
      CampaignExperiments experiments,
      Experimenting experimenting,
      CampaignReading reading,
      CurrentActor actor) {
    this.campaigns = campaigns;
    this.experiments = experiments;
    this.experimenting = experimenting;
    this.reading = reading;
    this.actor = actor;
  }

  @GetMapping("/campaigns/{id}/experiments")
  String page(@PathVariable UUID id, Model model) {
    reading.requireOverview(actor.require());
    Campaign campaign = campaigns.require(new CampaignId(id));
    boolean draft = campaign.state() == CampaignState.DRAFT;
    model.addAttribute("campaign", campaign);
    model.addAttribute("draft", draft);
    model.addAttribute("tried", experimenting.of(campaign));
    model.addAttribute("offered", draft ? experiments.offered(campaign) : Map.of());
    model.addAttribute("mayAct", reading.mayCampaign(actor.require(), campaign));
    return "experiments";
  }

  @PostMapping("/campaigns/{id}/experiments")
  String set(
      @PathVariable UUID id,
      @RequestParam String slot,
      @RequestParam(defaultValue = "50") int share,
      @RequestParam(name = "a", required = false) @Nullable List<UUID> a,
      @RequestParam(name = "b", required = false) @Nullable List<UUID> b,
      RedirectAttributes redirect) {
    try {
      experiments.set(
          new CampaignId(id),
          slot,
          new Experiment(
              List.of(
                  new Experiment.Arm("A", 100 - share, a == null ? List.of() : a),
                  new Experiment.Arm("B", share, b == null ? List.of() : b))),
          actor.require());
      redirect.addFlashAttribute("notice", "The arms are set; who gets which never changes.");
    } catch (Refusal | IllegalArgumentException refused) {
      redirect.addFlashAttribute("refused", refused.getMessage());
    }
    return "redirect:/campaigns/" + id + "/experiments";
  }

  @PostMapping("/campaigns/{id}/experiments/{slot}/removal")
  String remove(@PathVariable UUID id, @PathVariable String slot, RedirectAttributes redirect) {
    try {
      experiments.remove(new CampaignId(id), slot, actor.require());
      redirect.addFlashAttribute("notice", "Nothing is tried there any more.");
    } catch (Refusal refused) {
      redirect.addFlashAttribute("refused", refused.getMessage());
    }
    return "redirect:/campaigns/" + id + "/experiments";
  }

  @GetMapping("/api/campaigns/{id}/experiments")
  @ResponseBody
  List<Experimenting.Tried> all(@PathVariable UUID id) {
    reading.requireOverview(actor.require());
    return experimenting.of(campaigns.require(new CampaignId(id)));
  }

  /** The arms of one slot. */
  record ArmsRequest(@Nullable List<Experiment.Arm> arms) {
    private Experiment experiment() {
      try {
        return new Experiment(arms == null ? List.of() : arms);
      } catch (IllegalArgumentException wrong) {
        throw new CampaignRefusal.ExperimentRefused(String.valueOf(wrong.getMessage()));
      }
    }
  }

  @PutMapping("/api/campaigns/{id}/experiments/{slot}")
  @ResponseBody
  List<Experimenting.Tried> put(
      @PathVariable UUID id, @PathVariable String slot, @RequestBody ArmsRequest request) {
    experiments.set(new CampaignId(id), slot, request.experiment(), actor.require());
    return experimenting.of(campaigns.require(new CampaignId(id)));
  }

  @DeleteMapping("/api/campaigns/{id}/experiments/{slot}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @ResponseBody
  void delete(@PathVariable UUID id, @PathVariable String slot) {
    experiments.remove(new CampaignId(id), slot, actor.require());
  }
}
