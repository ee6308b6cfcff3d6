package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignCopying;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignLaunching;
import io.medley.campaign.campaign.CampaignMembers;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.measure.CampaignFigures;
import io.medley.platform.security.CurrentActor;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Templates and campaigns for programs. */
@RestController
class CampaignApi {

  private final CampaignPlanning planning;
  private final CampaignLaunching launching;
  private final CampaignCopying copying;
  private final CampaignReading reading;
  private final Campaigns campaigns;
  private final CampaignFigures.Counting counting;
  private final CampaignMembers members;
  private final CurrentActor actor;
  private final Clock clock;

  CampaignApi(
      CampaignPlanning planning,
      CampaignLaunching launching,
      CampaignCopying copying,
      CampaignReading reading,
      Campaigns campaigns,
      CampaignFigures.Counting counting,
      CampaignMembers members,
      CurrentActor actor,
      Clock clock) {
    this.planning = planning;
    this.launching = launching;
    this.copying = copying;
    this.reading = reading;
    this.campaigns = campaigns;
    this.counting = counting;
    this.members = members;
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping("/api/templates")
  List<TemplateView> templates() {
    reading.require(actor.require());
    return planning.templates().stream()
        .map(
            template ->
                new TemplateView(
                    template.id(),
                    template.title(),
                    template.description(),
                    template.steps().stream()
                        .map(
                            step ->
                                new StepView(
                                    step.stepId(),
                                    step.kind().name(),
                                    step.name(),
                                    step.channel(),
                                    step.slot(),
                                    step.defaultWait()))
                        .toList()))
        .toList();
  }

  @PostMapping("/api/campaigns")
  ResponseEntity<CampaignView> create(@RequestBody CampaignRequest request) {
    Campaign campaign = planning.create(request.plan(), actor.require());
    return ResponseEntity.created(URI.create("/api/campaigns/" + campaign.id()))
        .body(view(campaign));
  }

  @PostMapping("/api/campaigns/{id}/copies")
  ResponseEntity<CampaignView> copy(@PathVariable UUID id) {
    Campaign draft = copying.copy(new CampaignId(id), actor.require());
    return ResponseEntity.created(URI.create("/api/campaigns/" + draft.id())).body(view(draft));
  }

  @GetMapping("/api/campaigns")
  List<CampaignView> all() {
    reading.require(actor.require());
    List<Campaign> all = campaigns.all();
    Map<UUID, CampaignFigures> figures =
        counting.of(all.stream().map(campaign -> campaign.id().value()).toList());
    return all.stream()
        .map(
            campaign ->
                view(
                    campaign,
                    Objects.requireNonNull(figures.get(campaign.id().value()), "asked for")))
        .toList();
  }

  @GetMapping("/api/campaigns/{id}")
  CampaignView one(@PathVariable UUID id) {
    reading.require(actor.require());
    return view(campaigns.require(new CampaignId(id)));
  }

  @PostMapping("/api/campaigns/{id}/stop")
  CampaignView stop(@PathVariable UUID id) {
    launching.stop(new CampaignId(id), actor.require());
    return view(campaigns.require(new CampaignId(id)));
  }

  private CampaignView view(Campaign campaign) {
    return view(campaign, counting.of(campaign.id().value()));
  }

  private CampaignView view(Campaign campaign, CampaignFigures figures) {
    return new CampaignView(
        campaign.id().value(),
        campaign.plan().name(),
        campaign.plan().templateId(),
        campaign.plan().brandId(),
        campaign.plan().countries(),
        campaign.plan().goal().stream().sorted().toList(),
        new TreeMap<>(campaign.plan().dates()),
        campaign.state().name(),
        new CountsView(
            members.count(campaign, clock.instant()), figures.enrolled(), figures.journeys()),
        figures.touches(),
        figures.reasons(),
        new TreeMap<>(figures.engaged()),
        new TreeMap<>(figures.left()));
  }

  /** A template. */
  record TemplateView(String id, String title, String description, List<StepView> steps) {}

  /** A step of a template. */
  record StepView(
      String stepId,
      String kind,
      String name,
      @Nullable String channel,
      @Nullable String slot,
      @Nullable Duration defaultWait) {}

  /** A campaign with its figures. */
  record CampaignView(
      UUID id,
      String name,
      String templateId,
      String brandId,
      List<String> countries,
      List<String> goal,
      Map<String, ZonedDateTime> dates,
      String state,
      CountsView counts,
      Map<String, Long> touches,
      Map<String, Long> reasons,
      Map<String, Long> engaged,
      Map<String, Long> left) {}

  /** How many HCPs. */
  record CountsView(long audience, long enrolled, Map<String, Long> journeys) {}
}
