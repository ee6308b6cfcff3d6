package io.medley.campaign.launch.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.launch.ApprovalKind;
import io.medley.campaign.launch.Decision;
import io.medley.campaign.launch.GapBrief;
import io.medley.campaign.launch.Launch;
import io.medley.campaign.launch.LaunchDeciding;
import io.medley.campaign.launch.LaunchPlan;
import io.medley.campaign.launch.LaunchPreparing;
import io.medley.campaign.launch.Launches;
import io.medley.campaign.touch.SendChecking;
import io.medley.platform.security.CurrentActor;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Launches for programs; the same acts as on the page. */
@RestController
@RequestMapping("/api/campaigns/{id}/launch")
class LaunchApi {

  private final LaunchPreparing preparing;
  private final SendChecking checking;
  private final LaunchDeciding deciding;
  private final Launches launches;
  private final LaunchViews views;
  private final Campaigns campaigns;
  private final CampaignReading reading;
  private final CurrentActor actor;

  LaunchApi(
      LaunchPreparing preparing,
      SendChecking checking,
      LaunchDeciding deciding,
      Launches launches,
      LaunchViews views,
      Campaigns campaigns,
      CampaignReading reading,
      CurrentActor actor) {
    this.preparing = preparing;
    this.checking = checking;
    this.deciding = deciding;
    this.launches = launches;
    this.views = views;
    this.campaigns = campaigns;
    this.reading = reading;
    this.actor = actor;
  }

  /** A finding somebody accepts, and why. */
  record AcceptanceRequest(String finding, String reason) {}

  /** Where content is missing: slot, country and language. */
  record BriefRequest(String place) {}

  /** Whether an approval is given, and why. */
  record ApprovalRequest(boolean approved, String reason) {}

  /** What is decided about the pilot, and why. */
  record DecisionRequest(Decision.Verdict verdict, String reason) {}

  /** What was learned. */
  record CloseRequest(String learned) {}

  /** HCPs enrolled. */
  record Enrolled(int enrolledNow) {}

  @GetMapping
  LaunchView one(@PathVariable UUID id) {
    reading.requireOverview(actor.require());
    return view(id);
  }

  @PostMapping
  ResponseEntity<LaunchView> begin(
      @PathVariable UUID id, @RequestBody(required = false) @Nullable LaunchPlan plan) {
    preparing.begin(new CampaignId(id), plan == null ? LaunchPlan.USUAL : plan, actor.require());
    return ResponseEntity.created(URI.create("/api/campaigns/" + id + "/launch")).body(view(id));
  }

  @PutMapping("/plan")
  LaunchView plan(@PathVariable UUID id, @RequestBody LaunchPlan plan) {
    preparing.plan(new CampaignId(id), plan, actor.require());
    return view(id);
  }

  @PostMapping("/acceptances")
  LaunchView accept(@PathVariable UUID id, @RequestBody AcceptanceRequest request) {
    preparing.accept(new CampaignId(id), request.finding(), request.reason(), actor.require());
    return view(id);
  }

  @PostMapping("/briefs")
  ResponseEntity<GapBrief> brief(@PathVariable UUID id, @RequestBody BriefRequest request) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(preparing.brief(new CampaignId(id), request.place(), actor.require()));
  }

  @PostMapping("/approval-request")
  LaunchView ask(@PathVariable UUID id) {
    // What the checks say today is part of what the approvers are shown.
    checking.campaign(id);
    preparing.ask(new CampaignId(id), actor.require());
    return view(id);
  }

  @PostMapping("/approval-request/withdrawal")
  LaunchView takeBack(@PathVariable UUID id) {
    preparing.takeBack(new CampaignId(id), actor.require());
    return view(id);
  }

  @PostMapping("/approvals/{kind}")
  LaunchView approve(
      @PathVariable UUID id,
      @PathVariable ApprovalKind kind,
      @RequestBody ApprovalRequest request) {
    deciding.approve(
        new CampaignId(id), kind, request.approved(), request.reason(), actor.require());
    return view(id);
  }

  @PostMapping("/decision")
  LaunchView decide(@PathVariable UUID id, @RequestBody DecisionRequest request) {
    deciding.decide(new CampaignId(id), request.verdict(), request.reason(), actor.require());
    return view(id);
  }

  @PostMapping("/next-wave")
  LaunchView hasten(@PathVariable UUID id) {
    deciding.hasten(new CampaignId(id), actor.require());
    return view(id);
  }

  @PostMapping("/new-members")
  Enrolled enrolNew(@PathVariable UUID id) {
    return new Enrolled(deciding.enrolNew(new CampaignId(id), actor.require()));
  }

  @PostMapping("/closure")
  LaunchView close(@PathVariable UUID id, @RequestBody CloseRequest request) {
    deciding.close(new CampaignId(id), request.learned(), actor.require());
    return view(id);
  }

  private LaunchView view(UUID id) {
    Campaign campaign = campaigns.require(new CampaignId(id));
    Launch launch =
        launches
            .of(campaign.id())
            .orElseThrow(
                () ->
                    new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "The launch of this campaign was not begun."));
    return views.of(campaign, launch);
  }
}
