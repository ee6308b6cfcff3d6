package io.medley.campaign.journey;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.TouchTrace;
import io.medley.campaign.touch.TouchTraces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Everything that was done to or by one HCP, newest first, put together from the ledgers: why each
 * touch was or was not made, what the HCP answered, what the HCP agreed to.
 */
@Service
public class HcpTimeline {

  private static final int BEST_REJECTED = 3;

  private final TouchTraces traces;
  private final JourneyVisits visits;
  private final Consents consents;
  private final Campaigns campaigns;

  HcpTimeline(TouchTraces traces, JourneyVisits visits, Consents consents, Campaigns campaigns) {
    this.traces = traces;
    this.visits = visits;
    this.consents = consents;
    this.campaigns = campaigns;
  }

  /** The HCP's timeline, newest first. */
  public List<TimelineEntry> of(HcpId hcp) {
    Map<UUID, String> names = new HashMap<>();
    List<TimelineEntry> entries = new ArrayList<>();
    Map<String, List<TouchTrace>> byTouch = new HashMap<>();
    for (TouchTrace trace : traces.ofHcp(hcp)) {
      byTouch.computeIfAbsent(trace.sendKey().toString(), key -> new ArrayList<>()).add(trace);
    }
    byTouch.values().forEach(asked -> entries.addAll(touch(asked, names)));
    visits.history(hcp.value()).stream()
        .filter(entry -> !entry.kind().equals("TOUCH"))
        .map(entry -> history(entry, names))
        .forEach(entries::add);
    consents.history(hcp).stream().map(HcpTimeline::consent).forEach(entries::add);
    entries.sort(Comparator.comparing(TimelineEntry::at).reversed());
    return entries;
  }

  /** Repeated identical answers about one touch are one line that says how often it was asked. */
  private List<TimelineEntry> touch(List<TouchTrace> asked, Map<UUID, String> names) {
    List<TimelineEntry> lines = new ArrayList<>();
    List<TouchTrace> ordered = asked.stream().sorted(Comparator.comparing(TouchTrace::at)).toList();
    int from = 0;
    for (int i = 1; i <= ordered.size(); i++) {
      boolean same =
          i < ordered.size()
              && ordered.get(i).outcome() == ordered.get(from).outcome()
              && ordered.get(i).reason() == ordered.get(from).reason();
      if (!same) {
        lines.add(touch(ordered.get(i - 1), i - from, ordered.get(from).at(), names));
        from = i;
      }
    }
    return lines;
  }

  private TimelineEntry touch(TouchTrace trace, int times, Instant first, Map<UUID, String> names) {
    JsonNode explanation = trace.explanation();
    List<Fact> facts = new ArrayList<>();
    explanation
        .path("facts")
        .properties()
        .forEach(fact -> facts.add(new Fact(fact.getKey(), text(fact.getValue()))));
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
    List<Candidate> chosen = new ArrayList<>();
    List<Candidate> rejected = new ArrayList<>();
    explanation
        .path("candidates")
        .forEach(
            candidate ->
                (candidate.path("chosen").asBoolean(false) ? chosen : rejected)
                    .add(
                        new Candidate(
                            candidate.path("versionId").asString(""),
                            candidate.path("title").asString(""),
                            candidate.path("reason").asString(""))));
    List<String> wouldChange = new ArrayList<>();
    explanation.path("wouldChange").forEach(change -> wouldChange.add(change.asString("")));
    return new TimelineEntry(
        trace.at(),
        TimelineEntry.Kind.TOUCH,
        trace.campaignId(),
        name(trace.campaignId(), names),
        trace.stepId(),
        trace.outcome() == null ? "ON_ITS_WAY" : trace.outcome().name(),
        trace.reason() == null ? null : trace.reason().name(),
        trace.why(),
        trace.heldUntil(),
        times,
        first,
        trace.id(),
        trace.contactId(),
        trace.channel(),
        chosen.isEmpty() ? null : chosen.getFirst(),
        rejected.stream().limit(BEST_REJECTED).toList(),
        facts,
        checks,
        wouldChange);
  }

  private TimelineEntry history(HistoryEntry entry, Map<UUID, String> names) {
    TimelineEntry.Kind kind =
        switch (entry.kind()) {
          case "WAIT" -> TimelineEntry.Kind.WAIT;
          case "EVENT" -> TimelineEntry.Kind.RESPONSE;
          default -> TimelineEntry.Kind.JOURNEY;
        };
    return TimelineEntry.plain(
        entry.at(),
        kind,
        entry.campaignId(),
        name(entry.campaignId(), names),
        entry.stepId(),
        entry.what(),
        entry.reason(),
        "",
        entry.until());
  }

  private static TimelineEntry consent(ConsentEntry entry) {
    return TimelineEntry.plain(
        entry.at(),
        TimelineEntry.Kind.CONSENT,
        null,
        null,
        null,
        entry.status().name(),
        entry.channel(),
        entry.evidence(),
        null);
  }

  private String name(UUID campaignId, Map<UUID, String> names) {
    return names.computeIfAbsent(
        campaignId,
        id ->
            campaigns
                .find(new CampaignId(id))
                .map(campaign -> campaign.plan().name())
                .orElse("Unknown campaign"));
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString("") : value.toString();
  }

  /** One fact that decided a touch, as it was read then. */
  public record Fact(String name, String value) {}

  /** One check of the gate and what it said. */
  public record Check(String name, boolean passed, String detail) {}

  /** A piece that was considered. */
  public record Candidate(String versionId, String title, String reason) {}
}
