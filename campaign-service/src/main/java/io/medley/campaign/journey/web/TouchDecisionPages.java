package io.medley.campaign.journey.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HxRequest;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.StepNames;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.measure.Deliveries;
import io.medley.campaign.touch.KeptMessages;
import io.medley.campaign.touch.ServableVersions;
import io.medley.campaign.touch.TouchReplaying;
import io.medley.campaign.touch.TouchTrace;
import io.medley.campaign.touch.TouchTraces;
import io.medley.campaign.touch.TraceUnknown;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One decision of the gate in full, for people, and its replay. */
@Controller
class TouchDecisionPages {

  private final TouchTraces traces;
  private final TouchReplaying replaying;
  private final KeptMessages kept;
  private final Deliveries deliveries;
  private final ServableVersions versions;
  private final Hcps hcps;
  private final Campaigns campaigns;
  private final StepNames stepNames;
  private final CampaignReading reading;
  private final OwnHcps own;
  private final CurrentActor actor;
  private final JsonMapper json;

  TouchDecisionPages(
      TouchTraces traces,
      TouchReplaying replaying,
      KeptMessages kept,
      Deliveries deliveries,
      ServableVersions versions,
      Hcps hcps,
      Campaigns campaigns,
      StepNames stepNames,
      CampaignReading reading,
      OwnHcps own,
      CurrentActor actor,
      JsonMapper json) {
    this.traces = traces;
    this.replaying = replaying;
    this.kept = kept;
    this.deliveries = deliveries;
    this.versions = versions;
    this.hcps = hcps;
    this.campaigns = campaigns;
    this.stepNames = stepNames;
    this.reading = reading;
    this.own = own;
    this.actor = actor;
    this.json = json;
  }

  /** One check as the page shows it. */
  record Check(String name, boolean passed, String detail) {}

  /**
   * One piece as the page shows it.
   *
   * @param score null for a piece that may not be used
   * @param parts the score's parts
   */
  record Piece(
      String title,
      String jobCode,
      boolean chosen,
      @Nullable Integer score,
      List<Part> parts,
      String reason) {}

  /**
   * A part of a score.
   *
   * @param weight most points it gives; null in decisions of before parts had one
   * @param value 0 to 1; null likewise
   */
  record Part(
      String name, @Nullable Integer weight, @Nullable Double value, int points, String because) {}

  @GetMapping("/touches/{traceId}")
  String decision(
      @PathVariable UUID traceId,
      @RequestParam(required = false) @Nullable String replay,
      Model model) {
    TouchTrace trace = seen(traceId);
    model.addAttribute("trace", trace);
    model.addAttribute(
        "who",
        hcps.open(trace.hcpId())
            .map(hcp -> hcp.personal().firstName() + " " + hcp.personal().lastName())
            .or(() -> hcps.profile(trace.hcpId()).map(profile -> profile.pseudonym()))
            .orElse("Erased HCP"));
    model.addAttribute(
        "campaign",
        campaigns
            .find(new CampaignId(trace.campaignId()))
            .map(campaign -> campaign.plan().name())
            .orElse(null));
    model.addAttribute(
        "step",
        stepNames
            .of(new CampaignId(trace.campaignId()))
            .getOrDefault(trace.stepId(), trace.stepId()));
    model.addAttribute("checks", checks(trace.explanation()));
    model.addAttribute("pieces", pieces(trace.explanation()));
    List<String> wouldChange = new ArrayList<>();
    trace.explanation().path("wouldChange").forEach(text -> wouldChange.add(text.asString("")));
    model.addAttribute("wouldChange", wouldChange);
    UUID contact = trace.contactId();
    model.addAttribute("kept", contact == null ? null : kept.of(contact).orElse(null));
    model.addAttribute("delivery", contact == null ? null : deliveries.of(contact).orElse(null));
    UUID version = trace.versionId();
    model.addAttribute("approved", version == null ? null : versions.find(version).orElse(null));
    JsonNode form = trace.explanation().path("facts").path("form");
    model.addAttribute("form", form.path("name").asString(""));
    model.addAttribute("formHash", form.path("contentHash").asString(""));
    if (replay != null) {
      replayed(traceId, model);
    }
    return "touch-decision";
  }

  @HxRequest
  @GetMapping(path = "/touches/{traceId}", params = "replay")
  String replay(@PathVariable UUID traceId, Model model) {
    seen(traceId);
    replayed(traceId, model);
    return "touch-decision :: replay";
  }

  /** The replay, for programs. */
  @GetMapping("/api/touches/{traceId}/replay")
  @ResponseBody
  TouchReplaying.Replay replay(@PathVariable UUID traceId) {
    seen(traceId);
    return replaying.replay(traceId);
  }

  /** A decision about an HCP this person may see; any other is as unknown as one there is not. */
  private TouchTrace seen(UUID traceId) {
    Actor reader = actor.require();
    reading.require(reader);
    TouchTrace trace = traces.find(traceId).orElseThrow(() -> new TraceUnknown(traceId));
    try {
      own.require(reader, trace.hcpId());
    } catch (HcpUnknown foreign) {
      throw new TraceUnknown(traceId);
    }
    return trace;
  }

  private void replayed(UUID traceId, Model model) {
    TouchReplaying.Replay replay = replaying.replay(traceId);
    model.addAttribute("replayed", replay);
    model.addAttribute(
        "inputs",
        replay.inputs() == null
            ? null
            : json.writerWithDefaultPrettyPrinter().writeValueAsString(replay.inputs()));
  }

  private static List<Check> checks(JsonNode explanation) {
    List<Check> checks = new ArrayList<>();
    explanation
        .path("steps")
        .forEach(
            step ->
                checks.add(
                    new Check(
                        step.path("check").asString(""),
                        step.path("passed").asBoolean(false),
                        step.path("detail").asString(""))));
    return checks;
  }

  private static List<Piece> pieces(JsonNode explanation) {
    List<Piece> pieces = new ArrayList<>();
    for (JsonNode candidate : explanation.path("candidates")) {
      List<Part> parts = new ArrayList<>();
      for (JsonNode part : candidate.path("parts").values()) {
        if (part.isObject()) {
          parts.add(
              new Part(
                  part.path("name").asString(""),
                  part.path("weight").asInt(0),
                  part.path("value").asDouble(0),
                  part.path("points").asInt(0),
                  part.path("because").asString("")));
        }
      }
      candidate
          .path("parts")
          .properties()
          .forEach(
              part -> parts.add(new Part(part.getKey(), null, null, part.getValue().asInt(0), "")));
      String title = candidate.path("title").asString("");
      pieces.add(
          new Piece(
              title.isEmpty() ? candidate.path("versionId").asString("") : title,
              candidate.path("jobCode").asString(""),
              candidate.path("chosen").asBoolean(false),
              candidate.path("score").isNumber() ? candidate.path("score").asInt() : null,
              parts,
              candidate.path("reason").asString("")));
    }
    return pieces;
  }
}
