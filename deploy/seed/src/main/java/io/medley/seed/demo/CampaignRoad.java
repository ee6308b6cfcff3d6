package io.medley.seed.demo;

import io.medley.seed.hcp.HcpList;
import io.medley.seed.http.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** From a list of HCPs to their journeys, as a marketer does it over the API. */
public final class CampaignRoad {

  private static final Duration SETTLING = Duration.ofMinutes(8);

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  /** Long enough for the dry run of a very large audience. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final Map<String, Object> ONE_SITTING =
      Map.of("pilotPercent", 0, "pilotDays", 1, "waves", 1, "waveDays", 1, "criteria", List.of());

  private final Api marketer;
  private final Narration narration;

  public CampaignRoad(Api marketer, Narration narration) {
    this.marketer = marketer;
    this.narration = narration;
  }

  /** Imports a list of HCPs, after naming who looks after its territories. */
  void importHcps(byte[] csv) {
    for (HcpList.Territory territory : HcpList.territories()) {
      Map<String, String> named = new LinkedHashMap<>();
      named.put("name", territory.name());
      named.put("country", territory.country());
      if (territory.country().equals("GB")) {
        named.put("rep", "rob.rep");
      }
      marketer.put("/api/territories/" + territory.code(), named);
    }
    JsonNode report = marketer.post("/api/hcps/import", "text/csv", csv);
    narration.say(
        "HCP list imported: %d rows, %d created, %d updated, %d rejected"
            .formatted(
                report.path("rows").asInt(),
                report.path("created").asInt(),
                report.path("updated").asInt(),
                report.path("rejected").size()));
  }

  /**
   * Creates a campaign from the launch template, with waits of seconds instead of days.
   *
   * @param content slot to versions, best first
   * @return the campaign's id
   */
  String create(String name, Map<String, List<String>> content) {
    Map<String, Object> campaign = new LinkedHashMap<>();
    campaign.put("name", name);
    campaign.put("templateId", "journey-launch");
    campaign.put("brandId", "zelvaro");
    campaign.put("countries", List.of("GB", "DE", "US"));
    campaign.put("waits", Map.of("await-response", "PT30S", "pause", "PT15S"));
    campaign.put(
        "contactHours",
        Map.of("GB", "00:00-24:00", "DE", "00:00-24:00", "US", "Mon-Fri 09:00-18:00"));
    campaign.put("caps", Map.of("days", 7, "max", 2));
    campaign.put("content", content);
    return marketer.post("/api/campaigns", campaign).path("id").asString();
  }

  /**
   * Launches it in one sitting, through the gates of every launch: readiness, dry run, four
   * approvals. What stands red is accepted by who leads the brand.
   */
  public void launch(String campaign, Approvers approvers) {
    launch(campaign, ONE_SITTING, approvers, "RUNNING");
  }

  /**
   * Launches it by a plan, through the gates of every launch.
   *
   * @param plan pilot, waves and criteria, as the API takes them
   * @param stage the launch's stage to wait for
   */
  public void launch(String campaign, Map<String, Object> plan, Approvers approvers, String stage) {
    String launch = "/api/campaigns/" + campaign + "/launch";
    JsonNode begun = marketer.post(launch, plan);
    for (JsonNode finding : begun.path("readiness").path("findings")) {
      if (finding.path("level").asString().equals("RED")) {
        approvers
            .brand()
            .post(
                launch + "/acceptances",
                Map.of(
                    "finding",
                    finding.path("key").asString(),
                    "reason",
                    "Known; touches there are held until a piece is approved."));
        narration.detail(
            "bea.brand accepts: %s: %s"
                .formatted(finding.path("subject").asString(), finding.path("text").asString()));
      }
    }
    dryRun(campaign);
    marketer.post(launch + "/approval-request", Map.of());
    approvers
        .byKind()
        .forEach(
            (kind, approver) ->
                approver.post(
                    launch + "/approvals/" + kind,
                    Map.of("approved", true, "reason", "Looked at plan, readiness and dry run.")));
    Patience.untilTrue(
        "the first of them to be enrolled",
        PATIENCE,
        () -> marketer.get(launch).path("stage").asString().equals(stage));
  }

  private void dryRun(String campaign) {
    String run =
        marketer
            .post("/api/campaigns/" + campaign + "/dry-runs", Map.of("weeks", 2))
            .path("id")
            .asString();
    JsonNode done =
        Patience.until(
            "the dry run",
            PATIENCE,
            () -> {
              JsonNode now = marketer.get("/api/dry-runs/" + run);
              return now.path("state").asString().equals("RUNNING")
                  ? Optional.empty()
                  : Optional.of(now);
            });
    narration.detail(
        "dry run: %d HCPs enter, %s"
            .formatted(
                done.path("report").path("entered").asInt(),
                done.path("failure").asString("kept for the approvers")));
  }

  /** Who gives the approvals. */
  public record Approvers(Api brand, Api medical, Api privacy, Api field) {

    Map<String, Api> byKind() {
      Map<String, Api> byKind = new LinkedHashMap<>();
      byKind.put("BRAND", brand);
      byKind.put("MEDICAL", medical);
      byKind.put("PRIVACY", privacy);
      byKind.put("FIELD", field);
      return byKind;
    }
  }

  /** The campaign with its counts. */
  JsonNode read(String campaign) {
    return marketer.get("/api/campaigns/" + campaign);
  }

  /** Tells the counts whenever they changed, until the condition on the campaign holds. */
  JsonNode watchUntil(String campaign, String what, java.util.function.Predicate<JsonNode> enough) {
    Telling telling = new Telling();
    return Patience.until(
        what,
        SETTLING,
        () -> {
          JsonNode now = read(campaign);
          boolean reached = enough.test(now);
          telling.tell(line(now), reached);
          return reached ? Optional.of(now) : Optional.empty();
        });
  }

  /** Says a line when it has changed, but not more often than a reader can follow. */
  private final class Telling {

    private String last = "";
    private Instant next = Instant.now();

    void tell(String line, boolean atOnce) {
      if (!line.equals(last) && (atOnce || Instant.now().isAfter(next))) {
        narration.say(line);
        last = line;
        next = Instant.now().plus(BETWEEN_LINES);
      }
    }
  }

  private static String line(JsonNode campaign) {
    return "journeys %s · touches %s"
        .formatted(
            counts(campaign.path("counts").path("journeys")), counts(campaign.path("touches")));
  }

  static String counts(JsonNode counts) {
    Map<String, Integer> sorted = new TreeMap<>();
    counts.properties().forEach(count -> sorted.put(count.getKey(), count.getValue().asInt()));
    return sorted.isEmpty()
        ? "none yet"
        : String.join(
            ", ",
            sorted.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .toList());
  }
}
