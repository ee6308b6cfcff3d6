package io.medley.campaign.measure.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignMembers;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.measure.Comparison;
import io.medley.campaign.measure.Detectability;
import io.medley.campaign.measure.Ladder;
import io.medley.campaign.measure.Ladders;
import io.medley.campaign.measure.MailArrivals;
import io.medley.campaign.measure.Measurement;
import io.medley.campaign.measure.Readout;
import io.medley.campaign.measure.Stage;
import io.medley.campaign.measure.StageEvidence;
import io.medley.campaign.touch.Holdouts;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a campaign brought, what to do next, who is held out, and how far an HCP is. */
@Controller
class MeasurementPages {

  /** Share of the outcome assumed before anything is known, for the smallest effect to be shown. */
  private final Campaigns campaigns;

  private final CampaignReading reading;
  private final Measurement.Counting counting;
  private final MailArrivals arrivals;
  private final CostPages costs;
  private final Holdouts holdouts;
  private final Ladders ladders;
  private final Hcps hcps;
  private final CampaignMembers members;
  private final OwnHcps own;
  private final Authorities authorities;
  private final CurrentActor actor;
  private final Clock clock;

  MeasurementPages(
      Campaigns campaigns,
      CampaignReading reading,
      Measurement.Counting counting,
      MailArrivals arrivals,
      CostPages costs,
      Holdouts holdouts,
      Ladders ladders,
      Hcps hcps,
      CampaignMembers members,
      OwnHcps own,
      Authorities authorities,
      CurrentActor actor,
      Clock clock) {
    this.campaigns = campaigns;
    this.reading = reading;
    this.counting = counting;
    this.arrivals = arrivals;
    this.costs = costs;
    this.holdouts = holdouts;
    this.ladders = ladders;
    this.hcps = hcps;
    this.members = members;
    this.own = own;
    this.authorities = authorities;
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping("/campaigns/{id}/measurement")
  String page(@PathVariable UUID id, Model model) {
    reading.require(actor.require());
    Campaign campaign = campaigns.require(new CampaignId(id));
    Measurement measured = counting.of(id, campaign.plan().brandId());
    Holdouts.Shares shares = holdouts.shares(campaign.plan().brandId(), id);
    double together =
        Detectability.together(shares.everything(), shares.brand(), shares.campaign());
    long audience = members.count(campaign, clock.instant());
    long heldOut = Math.round(audience * together);
    model.addAttribute("campaign", campaign);
    model.addAttribute("measured", measured);
    model.addAttribute("actions", Readout.of(id, measured));
    model.addAttribute("arrivals", arrivals.counts(id));
    model.addAttribute("costs", costs.shown(campaign));
    model.addAttribute("mayAct", reading.mayCampaign(actor.require(), campaign));
    model.addAttribute("shares", shares);
    model.addAttribute("share", shares.campaign() / 100.0);
    model.addAttribute("together", 100 * together);
    model.addAttribute("audience", audience);
    model.addAttribute("heldOut", heldOut);
    model.addAttribute("base", Math.round(100 * Detectability.ASSUMED));
    model.addAttribute(
        "detectable",
        100 * Comparison.minimumDetectable(audience - heldOut, heldOut, Detectability.ASSUMED));
    model.addAttribute("draft", campaign.state() == CampaignState.DRAFT);
    return "measurement";
  }

  /** Only before the launch: later an HCP would change arms, and nothing could be compared. */
  @PostMapping("/campaigns/{id}/holdout")
  String holdout(@PathVariable UUID id, @RequestParam double percent, RedirectAttributes redirect) {
    Campaign campaign = campaigns.require(new CampaignId(id));
    campaign
        .plan()
        .countries()
        .forEach(country -> authorities.require(actor.require(), Authority.CAMPAIGN, country));
    if (campaign.state() != CampaignState.DRAFT) {
      throw new CampaignRefusal.ControlUnclear(
          "The holdout of a launched campaign stays as it is: HCPs would change arms.");
    }
    if (!(percent >= 0 && percent <= 50)) {
      redirect.addFlashAttribute("refused", "Hold out between 0 and 50 percent.");
      return "redirect:/campaigns/" + id + "/measurement";
    }
    holdouts.set(
        Holdouts.Scope.CAMPAIGN, id.toString(), (int) Math.round(percent * 100), actor.require());
    redirect.addFlashAttribute("notice", "The holdout is set.");
    return "redirect:/campaigns/" + id + "/measurement";
  }

  @GetMapping("/api/campaigns/{id}/measurement")
  @ResponseBody
  MeasurementView measurement(@PathVariable UUID id) {
    reading.require(actor.require());
    Campaign campaign = campaigns.require(new CampaignId(id));
    Measurement measured = counting.of(id, campaign.plan().brandId());
    Comparison outcome = measured.outcome();
    return new MeasurementView(
        measured,
        outcome.uplift(),
        outcome.lower(),
        outcome.upper(),
        outcome.minimumDetectable(),
        outcome.verdict(),
        Readout.of(id, measured));
  }

  /** A measurement with what may be said of it. */
  record MeasurementView(
      Measurement measured,
      double uplift,
      double lower,
      double upper,
      double minimumDetectable,
      Comparison.Verdict verdict,
      List<Readout.Action> actions) {}

  /**
   * What shows how far an HCP is.
   *
   * @param brandId the brand whose topic it is; null = the topic is a brand itself
   */
  record EvidenceRequest(
      String sourceKey,
      String topic,
      @Nullable String brandId,
      Stage stage,
      String kind,
      boolean independent,
      Instant at) {}

  /** A rung, by topic. */
  record RungView(String topic, Ladder.Rung rung) {}

  @PostMapping("/api/hcps/{id}/evidence")
  ResponseEntity<Void> evidence(@PathVariable UUID id, @RequestBody EvidenceRequest request) {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
    HcpId hcp = new HcpId(id);
    if (hcps.profile(hcp).isEmpty()) {
      throw new HcpUnknown(hcp);
    }
    boolean added =
        ladders.add(
            new StageEvidence(
                request.sourceKey(),
                id,
                request.brandId() == null || request.brandId().equals(request.topic())
                    ? request.topic()
                    : StageEvidence.code(request.topic()),
                request.stage(),
                request.kind(),
                request.independent(),
                request.at(),
                request.brandId() == null ? request.topic() : request.brandId()),
            actor.require());
    return ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK).build();
  }

  @GetMapping("/api/hcps/{id}/ladder")
  @ResponseBody
  List<RungView> ladder(@PathVariable UUID id) {
    reading.require(actor.require());
    own.require(actor.require(), new HcpId(id));
    List<StageEvidence> evidence = ladders.of(id);
    return new TreeSet<>(evidence.stream().map(StageEvidence::topic).toList())
        .stream()
            .map(
                topic ->
                    new RungView(
                        topic,
                        Ladder.at(
                            evidence.stream().filter(each -> each.topic().equals(topic)).toList(),
                            clock.instant())))
            .toList();
  }
}
