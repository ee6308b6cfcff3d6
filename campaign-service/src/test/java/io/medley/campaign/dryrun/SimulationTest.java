package io.medley.campaign.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpPortraits;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.NoBrandTiers;
import io.medley.campaign.hcp.Surroundings;
import io.medley.campaign.journey.PathFacts;
import io.medley.campaign.journey.TouchCommands;
import io.medley.campaign.touch.ContactRules;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.HcpHistory;
import io.medley.campaign.touch.Holdouts;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ShadowGate;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.JourneyTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Ten weeks of an audience in a moment, decided by the gate's own rules. */
class SimulationTest {

  private static final Instant START = Instant.parse("2026-03-02T07:00:00Z"); // a Monday
  private static final Duration WEEKS = Duration.ofDays(70);
  private static final List<JourneyTemplate> TEMPLATES = JourneyTemplate.ofThisInstallation();
  private static final JourneyTemplate LAUNCH = template("journey-launch");

  /** No mock: it is asked for every touch. */
  private record HeldOut(int ofEverything, AtomicInteger asked) implements Holdouts {
    @Override
    public Shares shares(String brandId, UUID campaignId) {
      asked.incrementAndGet();
      return new Shares(ofEverything, 0, 0);
    }

    @Override
    public int share(Scope scope, String key) {
      return scope == Scope.EVERYTHING ? ofEverything : 0;
    }

    @Override
    public void set(Scope scope, String key, int perTenThousand, Actor actor) {
      set(scope, key, perTenThousand, "", actor);
    }

    @Override
    public void set(Scope scope, String key, int perTenThousand, String reason, Actor actor) {
      throw new UnsupportedOperationException("A dry run sets nothing");
    }

    @Override
    public void setEverything(
        int perTenThousand, Instant countsFrom, String reason, String askedBy, Actor actor) {
      throw new UnsupportedOperationException("A dry run sets nothing");
    }
  }

  private final int repsPerDay = 1_000;
  private boolean seen = true;
  private String state = "LIVE";
  private final AtomicInteger asked = new AtomicInteger();
  private final SnapshotReads snapshot = new SnapshotReads();
  private final Hcps hcps = hcpsOfNoBrand();

  private static Hcps hcpsOfNoBrand() {
    Hcps hcps = mock(Hcps.class);
    when(hcps.surroundings(any())).thenReturn(new Surroundings(List.of(), Map.of()));
    return hcps;
  }

  @Test
  void shouldAccountForEverybody() {
    List<HcpProfile> audience = audience(400, "DE");
    audience.stream().limit(100).forEach(hcp -> snapshot.agreed.remove(hcp.id()));

    DryRunReport report = run(audience, FrequencyCap.total(7, 3), ResponseModel.USUAL, 0);

    assertThat(report.entered()).isEqualTo(400);
    assertThat(report.completed() + report.running() + sum(report.left())).isEqualTo(400);
    DryRunReport.Step announce = report.steps().getFirst();
    assertThat(announce.reached()).isEqualTo(400);
    assertThat(announce.made()).isEqualTo(300);
    assertThat(announce.notMade()).isEqualTo(Map.of("CONSENT_MISSING", 100));
    assertThat(report.touchesPerHcp().getFirst()).isEqualTo(100);
    assertThat(report.touchesPerHcp().stream().mapToInt(Integer::intValue).sum()).isEqualTo(400);
    assertThat(report.touches())
        .isEqualTo(
            report.steps().stream().mapToInt(step -> step.made() == null ? 0 : step.made()).sum())
        .isEqualTo(report.assets().stream().mapToInt(DryRunReport.Asset::touches).sum());
    assertThat(announce.held()).containsKey("OUTSIDE_CONTACT_HOURS");
    assertThat(announce.responded()).as("about 35 % of 300").isBetween(75, 135);
    assertThat(report.gaps()).isEmpty();
    assertThat(report.nearlyAllOver()).isAfter(START.plus(Duration.ofDays(7)));
  }

  @Test
  void shouldComeOutTheSameEveryTimeAndOnlyAddPeopleWithAHigherShare() {
    List<HcpProfile> audience = audience(300, "DE");

    DryRunReport first = run(audience, FrequencyCap.total(7, 3), ResponseModel.USUAL, 0);
    DryRunReport again = run(audience, FrequencyCap.total(7, 3), ResponseModel.USUAL, 0);
    DryRunReport keener =
        run(audience, FrequencyCap.total(7, 3), new ResponseModel(70, 40, 15, 45, 15, "medley"), 0);

    assertThat(again).isEqualTo(first);
    assertThat(made(keener, "follow-up")).isGreaterThan(made(first, "follow-up"));
    assertThat(made(keener, "reminder")).isLessThan(made(first, "reminder"));
  }

  @Test
  void shouldLetWhoNeverAnsweredStaySilentAndWhoAnswersAnswerAgain() {
    List<HcpProfile> silent = audience(300, "DE");
    silent.forEach(hcp -> snapshot.histories.put(hcp.id(), mails(8, HcpHistory.Response.NONE)));

    DryRunReport silence = run(silent, FrequencyCap.total(7, 3), ResponseModel.USUAL, 0);
    assertThat(silence.steps().getFirst().responded())
        .as("35 % of everybody; of people who let eight mails lie about 13 %")
        .isBetween(18, 58);

    silent.forEach(hcp -> snapshot.histories.put(hcp.id(), mails(8, HcpHistory.Response.OPENED)));
    DryRunReport keen = run(silent, FrequencyCap.total(7, 3), ResponseModel.USUAL, 0);
    assertThat(keen.steps().getFirst().responded()).isBetween(205, 265);

    DryRunReport nobody =
        run(silent, FrequencyCap.total(7, 3), new ResponseModel(0, 0, 0, 0, 0, "medley"), 0);
    assertThat(nobody.steps().getFirst().responded()).as("nobody means nobody").isZero();
  }

  @Test
  void shouldLearnFromSilenceInTheRunWhereAResponseWouldBeSeen() {
    List<HcpProfile> audience = audience(600, "DE");
    ResponseModel rarely = new ResponseModel(10, 0, 0, 0, 0, "medley");

    seen = false;
    int unseen = responses(run(audience, FrequencyCap.total(7, 3), rarely, 0));
    seen = true;
    int known = responses(run(audience, FrequencyCap.total(7, 3), rarely, 0));

    assertThat(known).as("who lets one mail lie is likelier to let the next").isLessThan(unseen);
  }

  private static int responses(DryRunReport report) {
    return report.steps().stream().mapToInt(DryRunReport.Step::responded).sum();
  }

  /** Mails of the last months, and what became of each. */
  private static HcpHistory mails(int number, HcpHistory.Response response) {
    List<HcpHistory.PastPiece> pieces = new ArrayList<>();
    for (int i = number; i > 0; i--) {
      pieces.add(
          new HcpHistory.PastPiece(
              UUID.randomUUID(),
              null,
              "EMAIL",
              "EMAIL",
              Set.of(),
              START.minus(Duration.ofDays(5L * i)),
              response,
              false,
              true));
    }
    return new HcpHistory(pieces, List.of(), List.of(), List.of());
  }

  @Test
  void shouldKeepTheCapOverTheWholeRun() {
    List<HcpProfile> audience = audience(100, "DE");

    DryRunReport capped =
        run(audience, new FrequencyCap(60, 1, FrequencyCap.Scope.TOTAL), ResponseModel.USUAL, 0);

    assertThat(capped.touches()).isEqualTo(100);
    assertThat(capped.touchesPerHcp()).hasSize(2);
    assertThat(
            capped.steps().stream()
                .map(DryRunReport.Step::notMade)
                .anyMatch(m -> m.containsKey("STALE")))
        .as("the second touch waits for room until it is not worth it any more")
        .isTrue();
  }

  @Test
  void shouldSayWherePiecesAreMissingWithoutAskingEveryMinute() {
    List<HcpProfile> audience = new ArrayList<>(audience(20, "DE"));
    audience.addAll(audience(5, "FR"));

    DryRunReport report = run(audience, FrequencyCap.total(7, 3), ResponseModel.USUAL, 0);

    assertThat(report.gaps())
        .anySatisfy(
            gap -> {
              assertThat(gap.country()).isEqualTo("FR");
              assertThat(gap.hcps()).isEqualTo(5);
            })
        .allMatch(gap -> gap.country().equals("FR"));
    assertThat(snapshot.catalogAsked).as("once per place and slot").isLessThan(20);
  }

  @Test
  void shouldNotAskEveryMinuteForWhatIsSuspended() {
    state = "SUSPENDED";

    DryRunReport report = run(audience(5, "DE"), FrequencyCap.total(7, 3), ResponseModel.USUAL, 0);

    DryRunReport.Step announce = report.steps().getFirst();
    assertThat(announce.held()).containsOnlyKeys("CONTENT_WITHDRAWN", "OUTSIDE_CONTACT_HOURS");
    assertThat(announce.notMade()).isEqualTo(Map.of("STALE", 5));
    assertThat(asked.get()).as("of 5 HCPs over ten weeks").isLessThan(5 * 30);
  }

  @Test
  void shouldLetConsentEndWhenItsTimeIsOver() {
    List<HcpProfile> audience = audience(50, "DE");
    snapshot.until = START.plus(Duration.ofDays(6));

    DryRunReport report = run(audience, FrequencyCap.total(7, 3), ResponseModel.USUAL, 0);

    assertThat(report.steps().getFirst().made()).isEqualTo(50);
    assertThat(report.steps().stream().skip(1).mapToInt(step -> sum(step.notMade())).sum())
        .as("whoever comes to a later touch does not agree any more")
        .isPositive();
    assertThat(report.touches()).as("the first touch only").isEqualTo(50);
  }

  @Test
  void shouldReachNobodyWithoutAnAddressOfTheChannel() {
    List<HcpProfile> audience = audience(50, "DE");
    audience.stream().limit(20).forEach(hcp -> snapshot.unreachable.add(hcp.id()));

    DryRunReport report = run(audience, FrequencyCap.total(7, 3), ResponseModel.USUAL, 0);

    assertThat(report.steps().getFirst().made()).isEqualTo(30);
    assertThat(report.steps().getFirst().notMade()).isEqualTo(Map.of("NOT_ELIGIBLE", 20));
  }

  @Test
  void shouldHoldOutTheHoldout() {
    DryRunReport report =
        run(audience(300, "DE"), FrequencyCap.total(7, 3), ResponseModel.USUAL, 2_000);

    assertThat(report.heldOut()).isBetween(30, 95);
    assertThat(report.steps().getFirst().ghosts()).isEqualTo(report.heldOut());
    assertThat(report.touchesPerHcp().getFirst()).isEqualTo(report.heldOut());
  }

  @Test
  void shouldWalkEveryTemplateToItsEnd() {
    List<HcpProfile> audience = audience(60, "DE");
    for (JourneyTemplate template : TEMPLATES) {
      DryRunReport report =
          run(template, audience, FrequencyCap.total(7, 3), ResponseModel.USUAL, 0);

      assertThat(report.entered()).as(template.id()).isEqualTo(60);
      assertThat(report.completed() + report.running() + sum(report.left()))
          .as(template.id())
          .isEqualTo(60);
      assertThat(report.steps().getFirst().reached()).as(template.id()).isEqualTo(60);
    }
  }

  private DryRunReport run(
      List<HcpProfile> audience, FrequencyCap cap, ResponseModel responses, int heldOut) {
    return run(LAUNCH, audience, cap, responses, heldOut);
  }

  private DryRunReport run(
      JourneyTemplate template,
      List<HcpProfile> audience,
      FrequencyCap cap,
      ResponseModel responses,
      int heldOut) {
    snapshot.servable.clear();
    template.steps().stream()
        .map(JourneyTemplate.Step::slot)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(slot -> snapshot.servable.add(version(slot, state)));
    Simulation simulation =
        new Simulation(
            campaign(template, cap),
            template,
            new ShadowGate(settings(), new HeldOut(heldOut, asked)),
            new ShadowReads(snapshot, snapshot, hcp -> seen, START),
            new TouchCommands(
                new ContactRules(Map.of(), List.of(), Duration.ZERO, Map.of(), Map.of(), Map.of()),
                new NoBrandTiers()),
            (hcp, action, now) -> new RepRoom.Asked("rob", Optional.empty(), repsPerDay, 0),
            new PathFacts(hcps, mock(HcpPortraits.class)),
            responses,
            START,
            START.plus(WEEKS));
    for (int i = 0; i < audience.size(); i++) {
      simulation.enrol(audience.get(i), START.plusMillis(50L * i));
    }
    return simulation.run(begun -> {});
  }

  private List<HcpProfile> audience(int size, String country) {
    List<HcpProfile> audience = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      HcpId id = new HcpId(UUID.nameUUIDFromBytes((country + i).getBytes(StandardCharsets.UTF_8)));
      snapshot.agreed.add(id);
      audience.add(
          new HcpProfile(
              id,
              "X" + i,
              "HCP-" + i,
              country,
              country.equals("DE") ? "de-DE" : "fr-FR",
              null,
              "ONCOLOGY",
              "PHYSICIAN",
              1 + i % 4,
              Map.of(),
              false));
    }
    return audience;
  }

  private static Campaign campaign(JourneyTemplate template, FrequencyCap cap) {
    return new Campaign(
        new CampaignId(UUID.nameUUIDFromBytes(new byte[] {7})),
        new CampaignPlan(
            "Autumn",
            template.id(),
            "zelvaro",
            List.of("DE", "FR"),
            Map.of(),
            Map.of(),
            cap,
            Map.of()),
        CampaignState.DRAFT,
        "mia",
        START,
        null,
        null,
        null,
        null);
  }

  private static ServableVersion version(String slot, String state) {
    return new ServableVersion(
        UUID.nameUUIDFromBytes(slot.getBytes(StandardCharsets.UTF_8)),
        UUID.nameUUIDFromBytes((slot + "/asset").getBytes(StandardCharsets.UTF_8)),
        1,
        state,
        "hash",
        "hash",
        "zelvaro",
        "Piece for " + slot,
        "ZEL-" + slot,
        "EMAIL",
        Set.of("DE"),
        "de-DE",
        Set.of("EMAIL"),
        Set.of("HCP"),
        Set.of(slot),
        null,
        null,
        JsonMapper.shared().createObjectNode());
  }

  private static GateSettings settings() {
    GateSettings settings = mock(GateSettings.class);
    when(settings.holdoutSeed()).thenReturn("test");
    return settings;
  }

  private static JourneyTemplate template(String id) {
    return TEMPLATES.stream()
        .filter(template -> template.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static int made(DryRunReport report, String step) {
    return report.steps().stream()
        .filter(candidate -> candidate.stepId().equals(step))
        .map(DryRunReport.Step::made)
        .findFirst()
        .orElseThrow();
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
