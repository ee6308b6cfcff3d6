package io.medley.campaign.dryrun;

import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.RenderedForm;
import io.medley.campaign.touch.ServableVersion;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.TouchRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what happens in a dry run. */
final class Tally {

  private static final class AtStep {
    final Set<UUID> reached = new HashSet<>();
    final Set<UUID> responded = new HashSet<>();
    final Map<String, Set<UUID>> held = new TreeMap<>();
    final Map<String, Integer> notMade = new TreeMap<>();
    int made;
    int ghosts;
    int there;
  }

  private static final class OfWeek {
    final Map<String, Integer> touches = new TreeMap<>();
    final int[] days = new int[7];
    int entered;
    int suggestions;
  }

  private static final class OfCohort {
    final Instant begins;
    final int planned;
    int entered;
    int responded;
    int touches;

    OfCohort(Instant begins, int planned) {
      this.begins = begins;
      this.planned = planned;
    }
  }

  private record AssetAt(UUID versionId, String form, String slot) {}

  private final JourneyTemplate template;
  private final Instant start;
  private final Instant end;
  private final Map<String, AtStep> steps = new LinkedHashMap<>();
  private final Map<UUID, String> at = new HashMap<>();
  private final Map<UUID, Integer> touches = new HashMap<>();
  private final List<OfWeek> weeks = new ArrayList<>();
  private final Map<AssetAt, Integer> assets = new LinkedHashMap<>();
  private final Map<UUID, ServableVersion> versions = new HashMap<>();
  private final Map<DryRunReport.Gap, Set<UUID>> gaps = new LinkedHashMap<>();
  private final Map<String, Integer> left = new TreeMap<>();
  private final List<Instant> ends = new ArrayList<>();
  private final Map<String, OfCohort> cohorts = new LinkedHashMap<>();
  private final Map<UUID, OfCohort> cohortOf = new HashMap<>();
  private final Set<UUID> everResponded = new HashSet<>();
  private int heldOut;
  private int completed;

  Tally(JourneyTemplate template, Instant start, Instant end) {
    this.template = template;
    this.start = start;
    this.end = end;
    template.steps().forEach(step -> steps.put(step.stepId(), new AtStep()));
  }

  private AtStep step(String stepId) {
    return Objects.requireNonNull(steps.get(stepId), stepId);
  }

  private OfWeek week(Instant now) {
    int number = (int) (Duration.between(start, now).toDays() / 7);
    while (weeks.size() <= number) {
      weeks.add(new OfWeek());
    }
    return weeks.get(number);
  }

  boolean entered(UUID enrolment) {
    return touches.containsKey(enrolment);
  }

  int entered() {
    return touches.size();
  }

  void cohort(String name, Instant begins, int hcps) {
    cohorts.put(name, new OfCohort(begins, hcps));
  }

  void in(UUID enrolment, String cohort) {
    OfCohort known = cohorts.get(cohort);
    if (known != null) {
      cohortOf.put(enrolment, known);
    }
  }

  void enter(UUID enrolment, boolean holdout, Instant now) {
    touches.put(enrolment, 0);
    OfCohort cohort = cohortOf.get(enrolment);
    if (cohort != null) {
      cohort.entered++;
    }
    week(now).entered++;
    if (holdout) {
      heldOut++;
    }
  }

  void reach(String stepId, UUID enrolment) {
    step(stepId).reached.add(enrolment);
    at.put(enrolment, stepId);
  }

  void held(String stepId, String reason, UUID enrolment) {
    step(stepId).held.computeIfAbsent(reason, key -> new HashSet<>()).add(enrolment);
  }

  void gap(Reason reason, TouchRequest request, HcpProfile hcp) {
    if (reason == Reason.NO_APPROVED_CONTENT
        || reason == Reason.CONTENT_WITHDRAWN
        || reason == Reason.CONTENT_BLOCKED) {
      gaps.computeIfAbsent(
              new DryRunReport.Gap(
                  request.slot(), request.channel(), hcp.country(), hcp.language(), 0),
              key -> new HashSet<>())
          .add(hcp.id().value());
    }
  }

  void touch(
      TouchRequest request,
      String channel,
      ServableVersion version,
      @Nullable RenderedForm form,
      UUID enrolment,
      boolean ghost,
      Instant now) {
    AtStep step = step(request.stepId());
    if (ghost) {
      step.ghosts++;
      return;
    }
    step.made++;
    touches.merge(enrolment, 1, Integer::sum);
    OfCohort cohort = cohortOf.get(enrolment);
    if (cohort != null) {
      cohort.touches++;
    }
    OfWeek week = week(now);
    week.touches.merge(channel, 1, Integer::sum);
    week.days[(int) (Duration.between(start, now).toDays() % 7)]++;
    versions.putIfAbsent(version.versionId(), version);
    assets.merge(
        new AssetAt(version.versionId(), form == null ? "" : form.name(), request.slot()),
        1,
        Integer::sum);
  }

  void notMade(String stepId, String reason, UUID enrolment) {
    step(stepId).notMade.merge(reason, 1, Integer::sum);
  }

  void suggested(String stepId, UUID enrolment, Instant now) {
    step(stepId).made++;
    week(now).suggestions++;
  }

  void responded(String stepId, UUID enrolment) {
    step(stepId).responded.add(enrolment);
    OfCohort cohort = cohortOf.get(enrolment);
    if (everResponded.add(enrolment) && cohort != null) {
      cohort.responded++;
    }
  }

  void left(String reason) {
    left.merge(reason, 1, Integer::sum);
  }

  void completed() {
    completed++;
  }

  void over(UUID enrolment, Instant now) {
    at.remove(enrolment);
    ends.add(now);
  }

  DryRunReport report(List<DryRunReport.RepLoad> reps) {
    at.values().forEach(stepId -> step(stepId).there++);
    List<DryRunReport.Step> reported = new ArrayList<>();
    for (JourneyTemplate.Step step : template.steps()) {
      AtStep counted = step(step.stepId());
      boolean makes =
          step.kind() == JourneyTemplate.Kind.TOUCH || step.kind() == JourneyTemplate.Kind.SUGGEST;
      Map<String, Integer> held = new TreeMap<>();
      counted.held.forEach((reason, who) -> held.put(reason, who.size()));
      reported.add(
          new DryRunReport.Step(
              step.stepId(),
              step.name(),
              step.kind().name(),
              counted.reached.size(),
              makes ? counted.made : null,
              counted.ghosts,
              counted.responded.size(),
              held,
              counted.notMade,
              counted.there));
    }
    List<DryRunReport.Week> load = new ArrayList<>();
    for (OfWeek week : weeks) {
      int busiest = 0;
      for (int day : week.days) {
        busiest = Math.max(busiest, day);
      }
      load.add(
          new DryRunReport.Week(
              load.size() + 1, week.entered, week.touches, week.suggestions, busiest));
    }
    return new DryRunReport(
        start,
        end,
        touches.size(),
        heldOut,
        completed,
        left,
        touches.size() - ends.size(),
        reported,
        histogram(),
        load,
        usedAssets(),
        gaps.entrySet().stream()
            .map(
                gap ->
                    new DryRunReport.Gap(
                        gap.getKey().slot(),
                        gap.getKey().channel(),
                        gap.getKey().country(),
                        gap.getKey().language(),
                        gap.getValue().size()))
            .sorted(Comparator.comparingInt(DryRunReport.Gap::hcps).reversed())
            .toList(),
        share(0.5),
        share(0.95),
        cohorts.entrySet().stream()
            .map(
                cohort ->
                    new DryRunReport.Cohort(
                        cohort.getKey(),
                        cohort.getValue().begins,
                        cohort.getValue().planned,
                        cohort.getValue().entered,
                        cohort.getValue().touches,
                        cohort.getValue().responded))
            .toList(),
        reps,
        List.of());
  }

  private List<Integer> histogram() {
    int most = touches.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    List<Integer> hcps = new ArrayList<>(Collections.nCopies(most + 1, 0));
    touches.values().forEach(count -> hcps.set(count, hcps.get(count) + 1));
    return hcps;
  }

  private List<DryRunReport.Asset> usedAssets() {
    return assets.entrySet().stream()
        .map(
            used -> {
              ServableVersion version =
                  Objects.requireNonNull(versions.get(used.getKey().versionId()));
              return new DryRunReport.Asset(
                  version.versionId().toString(),
                  used.getKey().form().isEmpty()
                      ? version.title()
                      : version.title() + " · " + used.getKey().form(),
                  version.jobCode(),
                  version.language(),
                  used.getKey().slot(),
                  used.getValue());
            })
        .sorted(Comparator.comparingInt(DryRunReport.Asset::touches).reversed())
        .toList();
  }

  /** When this share of the journeys was over; null if it never was. */
  private @Nullable Instant share(double share) {
    int needed = (int) Math.ceil(share * touches.size());
    if (needed == 0 || ends.size() < needed) {
      return null;
    }
    return ends.stream().sorted().skip(needed - 1L).findFirst().orElseThrow();
  }
}
