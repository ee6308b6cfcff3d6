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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Everything that was done to or by one HCP across brands, newest first, put together from the
 * ledgers: why each touch was or was not made, what the HCP answered, did and agreed to, what
 * representatives were asked and said.
 */
@Service
public class HcpTimeline {

  private static final int BEST_REJECTED = 3;
  private static final String NOT_SUGGESTED = "NOT_SUGGESTED";
  private static final String MOVED = "MOVED";
  private static final String OFFERED = "OFFERED";
  private static final String CHANNEL_LOST = "CHANNEL_LOST";
  private static final String DATE_PAST = "DATE_PAST";
  private static final String PARTED = "PARTED";

  /** What journeys hear of that no other room tells. */
  private static final Set<String> BY_ITSELF =
      Set.of(
          "OPENED",
          "CLICKED",
          "UNSUBSCRIBED",
          NOT_SUGGESTED,
          MOVED,
          OFFERED,
          CHANNEL_LOST,
          DATE_PAST,
          PARTED);

  /** Lines whose stored reason is no code but what the sentence is made of. */
  private static final Set<String> TOLD = Set.of(CHANNEL_LOST, PARTED);

  private final TouchTraces traces;
  private final JourneyVisits visits;
  private final Consents consents;
  private final Campaigns campaigns;
  private final List<TimelineSource> sources;

  HcpTimeline(
      TouchTraces traces,
      JourneyVisits visits,
      Consents consents,
      Campaigns campaigns,
      List<TimelineSource> sources) {
    this.traces = traces;
    this.visits = visits;
    this.consents = consents;
    this.campaigns = campaigns;
    this.sources = List.copyOf(sources);
  }

  /** What a line says of its campaign. */
  private record Known(String name, @Nullable String brandId) {}

  /** The HCP's timeline, newest first. */
  public List<TimelineEntry> of(HcpId hcp) {
    Map<UUID, Known> known = new HashMap<>();
    List<TimelineEntry> entries = new ArrayList<>();
    Map<String, List<TouchTrace>> byTouch = new HashMap<>();
    for (TouchTrace trace : traces.ofHcp(hcp)) {
      byTouch.computeIfAbsent(trace.sendKey().toString(), key -> new ArrayList<>()).add(trace);
    }
    byTouch.values().forEach(asked -> entries.addAll(touch(asked, known)));
    visits.history(hcp.value()).stream()
        .filter(entry -> !entry.kind().equals("TOUCH"))
        .filter(entry -> !entry.kind().equals("EVENT") || BY_ITSELF.contains(entry.what()))
        .map(HcpTimeline::history)
        .map(line -> entry(line, known))
        .forEach(entries::add);
    consents.history(hcp).stream()
        .map(HcpTimeline::consent)
        .map(line -> entry(line, known))
        .forEach(entries::add);
    sources.stream()
        .flatMap(source -> source.of(hcp).stream())
        .map(line -> entry(line, known))
        .forEach(entries::add);
    entries.sort(Comparator.comparing(TimelineEntry::at).reversed());
    return entries;
  }

  /** Repeated identical answers about one touch are one line that says how often it was asked. */
  private List<TimelineEntry> touch(List<TouchTrace> asked, Map<UUID, Known> known) {
    List<TimelineEntry> lines = new ArrayList<>();
    List<TouchTrace> ordered = asked.stream().sorted(Comparator.comparing(TouchTrace::at)).toList();
    int from = 0;
    for (int i = 1; i <= ordered.size(); i++) {
      boolean same =
          i < ordered.size()
              && ordered.get(i).outcome() == ordered.get(from).outcome()
              && ordered.get(i).reason() == ordered.get(from).reason();
      if (!same) {
        lines.add(touch(ordered.get(i - 1), i - from, ordered.get(from).at(), known));
        from = i;
      }
    }
    return lines;
  }

  private TimelineEntry touch(TouchTrace trace, int times, Instant first, Map<UUID, Known> known) {
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
        known(trace.campaignId(), known).name(),
        known(trace.campaignId(), known).brandId(),
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
        wouldChange,
        trace.contactId() == null ? null : "contact-" + trace.contactId());
  }

  private TimelineEntry entry(TimelineSource.Line line, Map<UUID, Known> known) {
    UUID campaign = line.campaignId();
    if (campaign == null) {
      return TimelineEntry.of(line, null, line.brandId());
    }
    Known its = known(campaign, known);
    return TimelineEntry.of(
        line, its.name(), line.brandId() == null ? its.brandId() : line.brandId());
  }

  private static TimelineSource.Line history(HistoryEntry entry) {
    TimelineEntry.Kind kind =
        switch (entry.kind()) {
          case "WAIT" -> TimelineEntry.Kind.WAIT;
          case "EVENT" ->
              switch (entry.what()) {
                case NOT_SUGGESTED -> TimelineEntry.Kind.SUGGESTION;
                case MOVED, OFFERED, CHANNEL_LOST, DATE_PAST, PARTED -> TimelineEntry.Kind.JOURNEY;
                default -> TimelineEntry.Kind.RESPONSE;
              };
          default -> TimelineEntry.Kind.JOURNEY;
        };
    return new TimelineSource.Line(
        entry.at(),
        kind,
        entry.campaignId(),
        null,
        entry.stepId(),
        entry.what(),
        TOLD.contains(entry.what()) ? null : entry.reason(),
        switch (entry.what()) {
          case OFFERED -> "It lies ready on the portal and is shown when the HCP comes for it.";
          case CHANNEL_LOST -> channelLost(entry.reason() + "");
          case DATE_PAST ->
              "Its date had passed when the HCP got here, so what was to follow it is left out.";
          case PARTED -> parted(entry.reason() + "");
          default -> "";
        },
        entry.until(),
        null,
        List.of());
  }

  /** What was stored as {@code EMAIL>REP,SMS}. */
  private static String channelLost(String stored) {
    int at = stored.indexOf('>');
    String left =
        Arrays.stream(stored.substring(at + 1).split(",", -1))
            .map(way -> way.equals("REP") ? "a representative" : words(way))
            .collect(Collectors.joining(", "));
    return "The HCP no longer agrees to %s: its touches are skipped, the journey goes on by %s."
        .formatted(words(stored.substring(0, Math.max(0, at))), left);
  }

  /** What was stored as {@code tier=1>priority}. */
  private static String parted(String stored) {
    int is = stored.indexOf('=');
    int to = stored.lastIndexOf('>');
    return "It takes the way “%s”, because %s is %s."
        .formatted(
            stored.substring(to + 1),
            stored.substring(0, Math.max(0, is)).replace('-', ' '),
            stored.substring(is + 1, Math.max(is + 1, to)));
  }

  private static String words(String channel) {
    return channel.length() <= 3
        ? channel
        : channel.toLowerCase(Locale.ROOT).replace('_', ' ').replace("email", "e-mail");
  }

  private static TimelineSource.Line consent(ConsentEntry entry) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("entry", Long.toString(entry.id())));
    facts.add(new Fact("purpose", entry.purpose()));
    facts.add(new Fact("source", entry.source().name()));
    facts.add(new Fact("recorded by", entry.actor()));
    facts.add(new Fact("recorded at", entry.recordedAt().toString()));
    if (entry.textVersion() != null) {
      facts.add(new Fact("words agreed to", entry.textVersion()));
    }
    return new TimelineSource.Line(
        entry.at(),
        TimelineEntry.Kind.CONSENT,
        null,
        null,
        null,
        entry.status().name(),
        entry.channel(),
        entry.evidence(),
        entry.expiresAt(),
        "consent-" + entry.id(),
        facts);
  }

  private Known known(UUID campaignId, Map<UUID, Known> known) {
    return known.computeIfAbsent(
        campaignId,
        id ->
            campaigns
                .find(new CampaignId(id))
                .map(campaign -> new Known(campaign.plan().name(), campaign.plan().brandId()))
                .orElse(new Known("Unknown campaign", null)));
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
