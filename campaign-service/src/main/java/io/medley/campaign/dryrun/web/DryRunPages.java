package io.medley.campaign.dryrun.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.dryrun.DryRun;
import io.medley.campaign.dryrun.DryRunUnknown;
import io.medley.campaign.dryrun.DryRunning;
import io.medley.campaign.dryrun.ResponseModel;
import io.medley.platform.security.CurrentActor;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Dry runs of a campaign: assumptions, progress, report. */
@Controller
class DryRunPages {

  private static final int USUAL_WEEKS = 10;

  private final DryRunning runs;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final CampaignReading reading;
  private final CurrentActor actor;

  DryRunPages(
      DryRunning runs,
      Campaigns campaigns,
      CampaignPlanning planning,
      CampaignReading reading,
      CurrentActor actor) {
    this.runs = runs;
    this.campaigns = campaigns;
    this.planning = planning;
    this.reading = reading;
    this.actor = actor;
  }

  @GetMapping("/campaigns/{id}/dry-runs")
  String list(@PathVariable UUID id, Model model) {
    reading.requireOverview(actor.require());
    Campaign campaign = campaigns.require(new CampaignId(id));
    model.addAttribute("campaign", campaign);
    model.addAttribute("template", planning.template(campaign.plan().templateId()));
    model.addAttribute("runs", runs.of(campaign.id()));
    model.addAttribute("usual", ResponseModel.USUAL);
    model.addAttribute("mayAct", reading.mayCampaign(actor.require(), campaign));
    return "dry-runs";
  }

  @PostMapping("/campaigns/{id}/dry-runs")
  String begin(
      @PathVariable UUID id,
      @RequestParam int weeks,
      @RequestParam int opens,
      @RequestParam int clicks,
      @RequestParam int acts,
      @RequestParam int completes,
      @RequestParam int declines) {
    try {
      DryRun run =
          runs.begin(
              new CampaignId(id),
              weeks,
              new ResponseModel(
                  opens, clicks, acts, completes, declines, ResponseModel.USUAL.seed()),
              actor.require());
      return "redirect:/dry-runs/" + run.id();
    } catch (IllegalArgumentException wrong) {
      throw new ResponseStatusException(
          HttpStatus.UNPROCESSABLE_CONTENT, wrong.getMessage() + ".", wrong);
    }
  }

  /**
   * What a dry run assumes; what is not said is as usual.
   *
   * @param weeks simulated weeks, from 1 to 26
   */
  record DryRunRequest(@Nullable Integer weeks, @Nullable ResponseModel responses) {}

  @PostMapping("/api/campaigns/{id}/dry-runs")
  ResponseEntity<DryRun> begin(@PathVariable UUID id, @RequestBody DryRunRequest request) {
    try {
      DryRun run =
          runs.begin(
              new CampaignId(id),
              request.weeks() == null ? USUAL_WEEKS : request.weeks(),
              request.responses() == null ? ResponseModel.USUAL : request.responses(),
              actor.require());
      return ResponseEntity.accepted().location(URI.create("/api/dry-runs/" + run.id())).body(run);
    } catch (IllegalArgumentException wrong) {
      throw new ResponseStatusException(
          HttpStatus.UNPROCESSABLE_CONTENT, wrong.getMessage() + ".", wrong);
    }
  }

  @GetMapping("/dry-runs/{id}")
  String run(@PathVariable UUID id, Model model) {
    reading.requireOverview(actor.require());
    DryRun run = runs.require(id);
    model.addAttribute("run", run);
    model.addAttribute("campaign", campaigns.require(new CampaignId(run.campaignId())));
    return "dry-run";
  }

  /** The artefact itself. */
  @GetMapping(
      path = {"/dry-runs/{id}.json", "/api/dry-runs/{id}"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<DryRun> artefact(@PathVariable UUID id) {
    reading.requireOverview(actor.require());
    return ResponseEntity.ok(runs.require(id));
  }

  @ExceptionHandler
  ProblemDetail unknown(DryRunUnknown unknown) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, unknown.getMessage() + ".");
  }
}
