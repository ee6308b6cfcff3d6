package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.ModuleRule;
import io.medley.campaign.dryrun.DryRunReport;
import io.medley.campaign.dryrun.DryWalk;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.NoBrandTiers;
import io.medley.campaign.journey.JourneyWaits;
import io.medley.campaign.journey.TouchCommands;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.ContactRules;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.GateReads;
import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.Holdouts;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.ServableVersions;
import io.medley.campaign.touch.TouchDecision;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.SplitRequest;
import io.medley.workflows.journey.SuggestionRequest;
import io.medley.workflows.journey.SuggestionResult;
import io.medley.workflows.journey.TouchRequest;
import io.medley.workflows.journey.TouchResult;
import io.medley.workflows.journey.WaitResult;
import io.medley.workflows.journey.interpreter.JourneyModel;
import io.medley.workflows.journey.interpreter.JourneyRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A day of a small audience, first as a dry run, then for real: over the real database, the real
 * gate and real SMTP, on a clock that is moved. The numbers must be the same.
 */
class DryRunIT {

  private static final Duration DAY = Duration.ofHours(24);
  private static final JourneyTemplate LAUNCH =
      JourneyTemplate.ofThisInstallation().stream()
          .filter(template -> template.id().equals("journey-launch"))
          .findFirst()
          .orElseThrow();

  private static GateBench bench;

  @BeforeAll
  static void start() {
    bench = new GateBench(Map.of("medley.touch.content-retry", "3h"));
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @Test
  void shouldShowTheNumbersThatTheDayThenHas() {
    bench.approvedWithOpenings("Announcement", "warm", "cool");
    ContentServiceStub.Piece reminder =
        new ContentServiceStub.Piece(
            UUID.randomUUID(),
            "Reminder",
            GateBench.html("Reminder"),
            Set.of("GB"),
            "en-GB",
            "reminder",
            null);
    bench.content().approve(reminder);
    bench.awaitKnown(reminder, "LIVE");
    List<HcpProfile> audience = audience();
    Campaign campaign = campaign();
    Instant begin = bench.clock().instant();
    long mailsBefore = bench.mails().size();

    DryRunReport dry =
        DryWalk.of(
            campaign,
            LAUNCH,
            audience,
            bench.bean(GateReads.class),
            bench.bean(ServableVersions.class),
            bench.bean(GateSettings.class),
            bench.bean(Holdouts.class),
            bench.bean(ContactRules.class),
            begin,
            begin.plus(DAY));
    assertThat(bench.mails()).as("nothing is sent").hasSize((int) mailsBefore);

    Live live = new Live(campaign, audience);
    live.walk(begin.plus(DAY));

    assertThat(numbers(dry)).isEqualTo(live.numbers());
    assertThat(dry.touches()).isEqualTo((int) (bench.mails().size() - mailsBefore)).isEqualTo(14);
    assertThat(dry.assets())
        .filteredOn(asset -> asset.slot().equals("announce"))
        .extracting(DryRunReport.Asset::title)
        .containsExactly("Announcement · {opening=cool}");
    assertThat(bench.mails().stream().skip(mailsBefore).map(mail -> mail.subject()))
        .as("the form that the campaign asks for")
        .contains("Announcement cool", "Reminder")
        .doesNotContain("Announcement warm");
    assertThat(dry.completed()).isEqualTo(live.completed);
    assertThat(numbers(dry).toString())
        .contains("CONSENT_MISSING", "CONSENT_WITHDRAWN", "FREQUENCY_CAP", "NO_APPROVED_CONTENT");
  }

  /**
   * People of every kind: reachable, without consent, capped already, without a piece or a zone.
   */
  private static List<HcpProfile> audience() {
    List<HcpId> people = new ArrayList<>(bench.hcps(6));
    people.add(bench.hcp("GB", "en-GB", "Europe/London", ""));
    people.add(bench.hcp("GB", "en-GB", "Europe/London", ""));
    HcpId withdrawn = bench.hcp();
    bench.withdrawConsent(withdrawn);
    people.add(withdrawn);
    people.add(bench.hcp("DE", "de-DE", "Europe/Berlin", "GRANTED"));
    people.add(bench.hcp("US", "en-US", "", "GRANTED"));
    HcpId once = bench.hcp();
    HcpId twice = bench.hcp();
    bench.touch(once);
    bench.touch(twice);
    bench.touch(twice);
    people.add(once);
    people.add(twice);
    HcpId alsoOnce = bench.hcp();
    bench.touch(alsoOnce);
    people.add(alsoOnce);
    return people.stream().map(id -> bench.hcps().profile(id).orElseThrow()).toList();
  }

  private static Campaign campaign() {
    CampaignPlan plan =
        new CampaignPlan(
            "Autumn",
            LAUNCH.id(),
            GateBench.BRAND,
            List.of("GB", "DE", "US"),
            Map.of("await-response", Duration.ofHours(6), "pause", Duration.ofHours(2)),
            Map.of("GB", ContactHours.ALWAYS, "DE", ContactHours.ALWAYS, "US", ContactHours.ALWAYS),
            FrequencyCap.total(7, 2),
            Map.of(),
            Map.of(),
            List.of(ModuleRule.parse("announce: opening = cool when language en and tier 1")));
    Instant now = bench.clock().instant();
    return new Campaign(
        CampaignId.random(), plan, CampaignState.LAUNCHED, "mia", now, "mia", now, null, null);
  }

  private static Map<String, String> numbers(DryRunReport report) {
    Map<String, String> numbers = new TreeMap<>();
    report
        .steps()
        .forEach(
            step ->
                numbers.put(
                    step.stepId(),
                    "reached %d, made %s, held %s, not made %s"
                        .formatted(
                            step.reached(),
                            step.made() == null ? 0 : step.made(),
                            new TreeMap<>(step.held()),
                            new TreeMap<>(step.notMade()))));
    return numbers;
  }

  /** The same journeys with the real gate. */
  private static final class Live implements JourneySteps {
    private final Campaign campaign;
    private final Map<UUID, HcpProfile> people = new TreeMap<>();
    private final Map<UUID, JourneyRun> runs = new TreeMap<>();
    private final TouchCommands commands =
        new TouchCommands(bench.bean(ContactRules.class), new NoBrandTiers());
    private final Map<String, Set<UUID>> reached = new TreeMap<>();
    private final Map<String, Set<UUID>> made = new TreeMap<>();
    private final Map<String, Map<String, Set<UUID>>> held = new TreeMap<>();
    private final Map<String, Map<String, Set<UUID>>> notMade = new TreeMap<>();
    private int completed;

    Live(Campaign campaign, List<HcpProfile> audience) {
      this.campaign = campaign;
      for (HcpProfile hcp : audience) {
        UUID enrolment = DryWalk.enrolment(campaign, hcp);
        people.put(enrolment, hcp);
        runs.put(
            enrolment,
            new JourneyRun(
                JourneyModel.compile(LAUNCH.bpmnXml()),
                this,
                enrolment,
                campaign.id().value(),
                1,
                1));
      }
    }

    void walk(Instant until) {
      runs.values().forEach(run -> run.start(bench.clock().instant()));
      while (true) {
        Instant next =
            runs.values().stream()
                .flatMap(run -> run.due().stream())
                .min(Comparator.naturalOrder())
                .orElse(until);
        if (!next.isBefore(until)) {
          return;
        }
        Duration ahead = Duration.between(bench.clock().instant(), next);
        if (ahead.isPositive()) {
          bench.clock().forward(ahead);
        }
        runs.values().forEach(run -> run.advance(bench.clock().instant()));
      }
    }

    Map<String, String> numbers() {
      Map<String, String> numbers = new TreeMap<>();
      for (String step : LAUNCH.steps().stream().map(JourneyTemplate.Step::stepId).toList()) {
        numbers.put(
            step,
            "reached %d, made %d, held %s, not made %s"
                .formatted(
                    reached.getOrDefault(step, Set.of()).size(),
                    made.getOrDefault(step, Set.of()).size(),
                    sizes(held.getOrDefault(step, Map.of())),
                    sizes(notMade.getOrDefault(step, Map.of()))));
      }
      return numbers;
    }

    private static Map<String, Integer> sizes(Map<String, Set<UUID>> sets) {
      Map<String, Integer> sizes = new TreeMap<>();
      sets.forEach((reason, who) -> sizes.put(reason, who.size()));
      return sizes;
    }

    private static void note(
        Map<String, Map<String, Set<UUID>>> into, String step, String reason, UUID who) {
      into.computeIfAbsent(step, key -> new TreeMap<>())
          .computeIfAbsent(reason, key -> new HashSet<>())
          .add(who);
    }

    @Override
    public TouchResult touch(TouchRequest request) {
      UUID who = request.enrolmentId();
      reached.computeIfAbsent(request.stepId(), key -> new TreeSet<>()).add(who);
      TouchDecision decision =
          bench
              .gate()
              .touch(commands.of(request, Objects.requireNonNull(people.get(who)), campaign));
      if (decision.outcome() == Outcome.HELD_UNTIL) {
        note(held, request.stepId(), decision.reason().name(), who);
      } else if (decision.contactId() != null) {
        made.computeIfAbsent(request.stepId(), key -> new TreeSet<>()).add(who);
      } else {
        note(notMade, request.stepId(), decision.reason().name(), who);
      }
      return new TouchResult(
          TouchResult.Outcome.valueOf(decision.outcome().name()),
          decision.reason().name(),
          decision.heldUntil());
    }

    @Override
    public WaitResult waitUntil(UUID enrolmentId, String stepId) {
      reached.computeIfAbsent(stepId, key -> new TreeSet<>()).add(enrolmentId);
      return new WaitResult(
          JourneyWaits.end(
              bench.clock().instant(),
              Objects.requireNonNull(campaign.plan().waits().get(stepId)),
              enrolmentId,
              stepId),
          false,
          false);
    }

    @Override
    public String split(SplitRequest request) {
      throw new UnsupportedOperationException("This journey parts nowhere");
    }

    @Override
    public SuggestionResult suggest(SuggestionRequest request) {
      throw new UnsupportedOperationException("This template suggests nothing");
    }

    @Override
    public boolean claim(UUID enrolmentId, int attempt, long processInstanceKey) {
      return true;
    }

    @Override
    public boolean claimEvent(UUID enrolmentId, UUID eventId) {
      return true;
    }

    @Override
    public void exited(UUID enrolmentId, String reason) {
      throw new AssertionError("Nobody leaves early here: " + reason);
    }

    @Override
    public void completed(UUID enrolmentId) {
      completed++;
    }

    @Override
    public void ended(UUID enrolmentId, int attempt, long processInstanceKey) {
      // Nothing to keep.
    }
  }
}
