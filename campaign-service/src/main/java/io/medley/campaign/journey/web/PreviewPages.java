package io.medley.campaign.journey.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.channel.MarketDemands;
import io.medley.campaign.channel.MessageView;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.journey.TouchCommands;
import io.medley.campaign.touch.Previewing;
import io.medley.campaign.touch.TestRefusal;
import io.medley.campaign.touch.TestSending;
import io.medley.campaign.touch.TouchCommand;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.TouchRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;

/** What one HCP would get from one step now, and the same in one's own mailbox. */
@Controller
class PreviewPages {

  private final Previewing previewing;
  private final TestSending testing;
  private final TouchCommands commands;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final CampaignReading reading;
  private final MarketDemands demands;
  private final Hcps hcps;
  private final OwnHcps own;
  private final Authorities authorities;
  private final CurrentActor actor;

  PreviewPages(
      Previewing previewing,
      TestSending testing,
      TouchCommands commands,
      Campaigns campaigns,
      CampaignPlanning planning,
      CampaignReading reading,
      MarketDemands demands,
      Hcps hcps,
      OwnHcps own,
      Authorities authorities,
      CurrentActor actor) {
    this.previewing = previewing;
    this.testing = testing;
    this.commands = commands;
    this.campaigns = campaigns;
    this.planning = planning;
    this.reading = reading;
    this.demands = demands;
    this.hcps = hcps;
    this.own = own;
    this.authorities = authorities;
    this.actor = actor;
  }

  /** One check as the page shows it. */
  record Check(String name, boolean passed, String detail) {}

  /** A piece as the page shows it. */
  record Piece(String title, String jobCode, boolean chosen, String reason) {}

  /** The answer for programs; the message's page is left to the address for it. */
  record PreviewResponse(
      Previewing.Preview preview,
      MarketDemands.Demand market,
      @Nullable String safetyInformation) {}

  @GetMapping("/hcps/{id}/preview")
  String page(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID campaign,
      @RequestParam(required = false) @Nullable String step,
      Model model) {
    HcpProfile hcp = hcp(id);
    model.addAttribute("profile", hcp);
    model.addAttribute(
        "who",
        hcps.open(hcp.id())
            .map(opened -> opened.personal().firstName() + " " + opened.personal().lastName())
            .orElse(hcp.pseudonym()));
    List<Campaign> all =
        campaigns.all().stream()
            .filter(each -> each.plan().countries().contains(hcp.country()))
            .toList();
    model.addAttribute("campaigns", all);
    UUID chosen =
        campaign == null && !all.isEmpty()
            ? Objects.requireNonNull(all.getFirst()).id().value()
            : campaign;
    model.addAttribute("campaignId", chosen);
    List<JourneyTemplate.Step> steps = chosen == null ? List.of() : touches(chosen);
    model.addAttribute("steps", steps);
    Optional<JourneyTemplate.Step> at =
        steps.stream().filter(each -> each.stepId().equals(step)).findFirst();
    model.addAttribute("stepId", at.map(JourneyTemplate.Step::stepId).orElse(null));
    if (at.isPresent() && chosen != null) {
      shown(hcp, command(hcp, chosen, at.get().stepId()), model);
    }
    return "preview";
  }

  private void shown(HcpProfile hcp, TouchCommand command, Model model) {
    Previewing.Preview preview = previewing.preview(command);
    model.addAttribute("preview", preview);
    model.addAttribute("checks", checks(preview.explanation()));
    model.addAttribute("pieces", pieces(preview.explanation()));
    List<String> wouldChange = new ArrayList<>();
    preview.explanation().path("wouldChange").forEach(text -> wouldChange.add(text.asString("")));
    model.addAttribute("wouldChange", wouldChange);
    model.addAttribute("market", demands.of(hcp.country()));
    model.addAttribute(
        "safety", demands.safetyInformation(command.brandId(), hcp.country()).orElse(null));
    model.addAttribute(
        "mayTest", authorities.has(actor.require().id(), Authority.CAMPAIGN, hcp.country()));
  }

  /** The message's page by itself, unable to run, load or post anything. */
  @GetMapping("/hcps/{id}/preview/message")
  ResponseEntity<byte[]> message(
      @PathVariable UUID id, @RequestParam UUID campaign, @RequestParam String step) {
    HcpProfile hcp = hcp(id);
    Previewing.Carried carried = previewing.preview(command(hcp, campaign, step)).carried();
    MessageView view = carried == null ? null : carried.view();
    String html = view == null ? null : view.html();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .cacheControl(CacheControl.noStore())
        .header(
            "Content-Security-Policy",
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                + "frame-ancestors 'self'")
        .body((html == null ? "" : html).getBytes(StandardCharsets.UTF_8));
  }

  @PostMapping("/hcps/{id}/preview/test")
  String test(
      @PathVariable UUID id,
      @RequestParam UUID campaign,
      @RequestParam String step,
      RedirectAttributes redirect) {
    HcpProfile hcp = hcp(id);
    try {
      String address = testing.send(command(hcp, campaign, step), actor.require());
      redirect.addFlashAttribute(
          "notice", "Sent to " + address + ", marked [TEST]. It counts nowhere.");
    } catch (TestRefusal refused) {
      redirect.addFlashAttribute("refused", refused.getMessage());
    }
    redirect.addAttribute("campaign", campaign);
    redirect.addAttribute("step", step);
    return "redirect:/hcps/" + id + "/preview";
  }

  /** The preview, for programs. */
  @GetMapping("/api/hcps/{id}/preview")
  @ResponseBody
  PreviewResponse preview(
      @PathVariable UUID id, @RequestParam UUID campaign, @RequestParam String step) {
    HcpProfile hcp = hcp(id);
    TouchCommand command = command(hcp, campaign, step);
    return new PreviewResponse(
        previewing.preview(command),
        demands.of(hcp.country()),
        demands.safetyInformation(command.brandId(), hcp.country()).orElse(null));
  }

  /** Where a test went. */
  record Tested(String address) {}

  /** A test to oneself, for programs of a signed-in person. */
  @PostMapping("/api/hcps/{id}/preview/test")
  @ResponseBody
  Tested tested(@PathVariable UUID id, @RequestParam UUID campaign, @RequestParam String step) {
    return new Tested(testing.send(command(hcp(id), campaign, step), actor.require()));
  }

  private HcpProfile hcp(UUID id) {
    reading.require(actor.require());
    HcpId hcp = new HcpId(id);
    HcpProfile profile = hcps.profile(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    own.require(actor.require(), hcp);
    return profile;
  }

  private List<JourneyTemplate.Step> touches(UUID campaign) {
    return planning
        .template(campaigns.require(new CampaignId(campaign)).plan().templateId())
        .steps()
        .stream()
        .filter(step -> step.kind() == JourneyTemplate.Kind.TOUCH)
        .toList();
  }

  /** As the journey would ask, under a key that nothing was ever sent for. */
  private TouchCommand command(HcpProfile hcp, UUID campaignId, String stepId) {
    Campaign campaign = campaigns.require(new CampaignId(campaignId));
    JourneyTemplate.Step step =
        touches(campaignId).stream()
            .filter(each -> each.stepId().equals(stepId))
            .findFirst()
            .orElseThrow(() -> new CampaignRefusal.CampaignUnknown(new CampaignId(campaignId)));
    return commands.of(
        new TouchRequest(
            UUID.randomUUID(),
            step.stepId(),
            1,
            Objects.requireNonNull(step.channel()),
            Objects.requireNonNull(step.slot())),
        hcp,
        campaign);
  }

  private static List<Check> checks(JsonNode explanation) {
    List<Check> checks = new ArrayList<>();
    for (JsonNode step : explanation.path("steps")) {
      checks.add(
          new Check(
              step.path("check").asString(""),
              step.path("passed").asBoolean(false),
              step.path("detail").asString("")));
    }
    return checks;
  }

  private static List<Piece> pieces(JsonNode explanation) {
    List<Piece> pieces = new ArrayList<>();
    for (JsonNode candidate : explanation.path("candidates")) {
      String title = candidate.path("title").asString("");
      pieces.add(
          new Piece(
              title.isEmpty() ? candidate.path("versionId").asString("") : title,
              candidate.path("jobCode").asString(""),
              candidate.path("chosen").asBoolean(false),
              candidate.path("reason").asString("")));
    }
    return pieces;
  }
}
