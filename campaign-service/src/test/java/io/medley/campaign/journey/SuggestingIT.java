package io.medley.campaign.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.RowsContext;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.NoBrandTiers;
import io.medley.campaign.hcp.Surroundings;
import io.medley.campaign.touch.CapForecast;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.ContactRules;
import io.medley.campaign.touch.Contacts;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.Holdouts;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ServableVersions;
import io.medley.campaign.touch.TouchGate;
import io.medley.campaign.touch.TouchPurpose;
import io.medley.platform.audit.AuditTrail;
import io.medley.workflows.journey.HandoverField;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.SuggestionRequest;
import io.medley.workflows.journey.SuggestionResult;
import io.medley.workflows.journey.TouchRequest;
import io.medley.workflows.journey.TouchResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a journey puts before a rep, and when it is taken back; on a real PostgreSQL. */
class SuggestingIT {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");
  private static final JourneyTemplate TEMPLATE =
      new JourneyTemplate(
          "journey-test",
          "Rep call",
          "For tests",
          "",
          "",
          true,
          List.of(
              new JourneyTemplate.Step(
                  "call",
                  JourneyTemplate.Kind.SUGGEST,
                  null,
                  null,
                  "Call",
                  Duration.ofDays(5),
                  "CALL"),
              new JourneyTemplate.Step(
                  "pause",
                  JourneyTemplate.Kind.WAIT,
                  null,
                  null,
                  "Wait",
                  Duration.ofDays(2),
                  null)),
          "<xml/>");

  private static final ConfigurableApplicationContext CONTEXT = RowsContext.start();

  private final Enrolments enrolments = CONTEXT.getBean(Enrolments.class);
  private final Campaigns campaigns = CONTEXT.getBean(Campaigns.class);
  private final JourneyVisits visits = CONTEXT.getBean(JourneyVisits.class);
  private final PortalShelf shelf = mock(PortalShelf.class);
  private final RepSuggestions suggestions = CONTEXT.getBean(RepSuggestions.class);
  private final JdbcClient jdbc = CONTEXT.getBean(JdbcClient.class);
  private final TransactionTemplate transactions =
      new TransactionTemplate(CONTEXT.getBean(PlatformTransactionManager.class));
  private final Hcps hcps = mock(Hcps.class);
  private final Contacts contacts = mock(Contacts.class);
  private final ServableVersions versions = mock(ServableVersions.class);
  private final CampaignPlanning planning = mock(CampaignPlanning.class);

  private final Holdouts holdouts = mock(Holdouts.class);
  private final PathFacts pathFacts = mock(PathFacts.class);
  private int ofBrand;
  private int tierForTheBrand = 2;
  private final CapForecast forecast = mock(CapForecast.class);
  private final JourneyProcesses journeys = mock(JourneyProcesses.class);

  private @Nullable ServableVersion material;
  private Optional<String> capacity = Optional.empty();
  private Set<String> muted = Set.of();
  private Map<String, TouchPurpose> purposes = Map.of();
  private HcpId hcp = HcpId.random();
  private UUID sentVersion = UUID.randomUUID();
  private EnrolmentId enrolment = new EnrolmentId(UUID.randomUUID());

  @AfterAll
  static void stop() {
    CONTEXT.close();
  }

  @BeforeEach
  void someoneInAJourney() {
    hcp = HcpId.random();
    when(hcps.profile(hcp)).thenReturn(Optional.of(profile(hcp)));
    when(hcps.surroundings(hcp)).thenReturn(new Surroundings(List.of(), Map.of()));
    when(planning.template(any())).thenReturn(TEMPLATE);
    CampaignId campaign = campaign();
    transactions.executeWithoutResult(
        status -> enrolments.enrol(campaign, List.of(hcp.value()), NOW));
    enrolment = enrolments.openOf(campaign).getFirst();
    jdbc.sql("UPDATE enrolment SET state = 'RUNNING', instance_key = 1 WHERE id = :id")
        .param("id", enrolment.value())
        .update();
    Contact sent = contact(campaign);
    sentVersion = sent.versionId();
    when(contacts.ofHcp(hcp)).thenReturn(List.of(sent));
  }

  @Test
  void shouldPutItBeforeTheRepOnceWithWhatTheStepNeedsOnly() {
    JourneyStepsAdapter steps = steps(0);

    SuggestionResult first = steps.suggest(call(Set.of()));
    SuggestionResult repeated = steps.suggest(call(Set.of()));

    assertThat(first.outcome()).isEqualTo(SuggestionResult.Outcome.SUGGESTED);
    assertThat(first.answerBy())
        .isBetween(NOW.plus(Duration.ofDays(5)), NOW.plus(Duration.ofDays(6)));
    assertThat(repeated).isEqualTo(first);
    assertThat(suggestions.of(enrolment))
        .singleElement()
        .satisfies(
            made -> {
              assertThat(made.state()).isEqualTo(RepSuggestion.State.OPEN);
              assertThat(made.dueAt()).isEqualTo(first.answerBy());
              assertThat(made.score()).as("tier, journey, one piece sent").isEqualTo(45);
              assertThat(made.drivers())
                  .extracting(RepSuggestion.Driver::driver)
                  .as("strongest first")
                  .containsExactly("TIER", "JOURNEY", "CONTENT_SEEN");
              assertThat(made.drivers().getFirst().evidence()).isEqualTo("/hcps/" + hcp);
              assertThat(made.envelope().reason()).contains("Rep call");
              assertThat(made.envelope().contentSeen()).hasSize(1);
              assertThat(made.envelope().lastTouches()).as("not needed").isEmpty();
              assertThat(made.envelope().consentEntry()).as("not needed").isNull();
            });
    assertThat(visits.dueAt(enrolment, "call")).contains(first.answerBy());
  }

  @Test
  void shouldHandOverTheStageAndWhatMustNotBeMentionedOnlyIfNeeded() {
    when(versions.find(sentVersion)).thenReturn(Optional.of(version(sentVersion, "WITHDRAWN")));
    JourneyStepsAdapter steps = steps(0);

    steps.suggest(call(Set.of()));
    steps.suggest(needing(2, Set.of(HandoverField.STAGE, HandoverField.DO_NOT_MENTION)));

    HandoverEnvelope unneeded = suggestions.at(enrolment, "call", 1).orElseThrow().envelope();
    HandoverEnvelope needed = suggestions.at(enrolment, "call", 2).orElseThrow().envelope();
    assertThat(unneeded.stage()).isNull();
    assertThat(unneeded.doNotMention()).isEmpty();
    assertThat(needed.stage()).isEqualTo("PREPARATION");
    assertThat(needed.doNotMention()).containsExactly("Old dosing (ZEL-1)");
    assertThat(needed.reason()).isNull();
  }

  private static ServableVersion version(UUID id, String state) {
    return new ServableVersion(
        id,
        id,
        1,
        state,
        "",
        "",
        "zelvaro",
        "Old dosing",
        "ZEL-1",
        "EMAIL",
        Set.of("GB"),
        "en-GB",
        Set.of("EMAIL"),
        Set.of("HCP"),
        Set.of(),
        null,
        null,
        tools.jackson.databind.node.JsonNodeFactory.instance.objectNode());
  }

  @Test
  void shouldAskNobodyForATierTheStepIsNotFor() {
    assertThat(steps(0).suggest(call(Set.of(1))).reason()).isEqualTo("TIER_NOT_ADDRESSED");
    tierForTheBrand = 1;
    assertThat(steps(0).suggest(call(Set.of(2), 2)).reason())
        .as("tier 2 over all brands, 1 for this one")
        .isEqualTo("TIER_NOT_ADDRESSED");
    assertThat(suggestions.of(enrolment)).isEmpty();
    assertThat(visits.history(hcp.value()).getFirst().reason()).isEqualTo("TIER_NOT_ADDRESSED");
  }

  @Test
  void shouldAskNobodyWithoutRoomAndForTheHoldout() {
    capacity = Optional.of("NO_CAPACITY");
    assertThat(steps(0).suggest(call(Set.of())))
        .isEqualTo(
            new SuggestionResult(SuggestionResult.Outcome.NOT_SUGGESTED, "NO_CAPACITY", null));

    capacity = Optional.empty();
    assertThat(steps(10_000).suggest(call(Set.of())).reason()).isEqualTo("HOLDOUT");
    assertThat(suggestions.of(enrolment)).isEmpty();
  }

  @Test
  void shouldAskNobodyToCallWhereTheHousesCapsLeaveNoRoom() {
    when(forecast.of(any(), any(), any()))
        .thenAnswer(
            call -> {
              List<CapForecast.Due> due = call.getArgument(0);
              assertThat(due)
                  .singleElement()
                  .satisfies(
                      one -> {
                        assertThat(one.touch().channel()).isEqualTo("CALL");
                        assertThat(one.touch().policy().caps()).isEmpty();
                      });
              return List.of(mock(CapForecast.Collision.class));
            });

    assertThat(steps(0).suggest(call(Set.of())).reason()).isEqualTo("FREQUENCY_CAP");
  }

  @Test
  void shouldAskNobodyForReasonsThatAreNone() {
    muted = Set.of("TIER", "CONTENT_SEEN");
    assertThat(steps(0).suggest(call(Set.of())).reason()).isEqualTo("DRIVER_MUTED");

    muted = Set.of("CONTENT_SEEN");
    steps(0).suggest(occurrence(2));
    assertThat(suggestions.of(enrolment))
        .singleElement()
        .satisfies(made -> assertThat(made.score()).isEqualTo(40));

    muted = Set.of("JOURNEY");
    assertThat(steps(0).suggest(occurrence(3)).reason()).isEqualTo("DRIVER_MUTED");
  }

  @Test
  void shouldHoldNobodyOutOfWhatWasAskedFor() {
    purposes = Map.of("journey-test", TouchPurpose.REQUESTED);

    assertThat(steps(10_000).suggest(call(Set.of())).outcome())
        .isEqualTo(SuggestionResult.Outcome.SUGGESTED);
  }

  @Test
  void shouldHoldOutOfTheBrandToo() {
    ofBrand = 10_000;

    assertThat(steps(0).suggest(call(Set.of())).reason()).isEqualTo("HOLDOUT");
  }

  @Test
  void shouldTellARestartedJourneyAgainWhatWasAnswered() {
    steps(0).suggest(call(Set.of()));
    UUID id = suggestions.of(enrolment).getFirst().id();
    suggestions.move(id, RepSuggestion.State.DISMISSED, "NOT_RELEVANT", NOW);

    steps(0).suggest(call(Set.of()));

    verify(journeys).answered(enrolment.value(), id, "call", "DISMISSED");
  }

  @Test
  void shouldExpireWhatNobodyAnsweredWhenTheJourneyGoesOn() {
    JourneyStepsAdapter steps = steps(0);
    steps.suggest(call(Set.of()));

    steps.waitUntil(enrolment.value(), "pause");

    assertThat(suggestions.of(enrolment).getFirst().state()).isEqualTo(RepSuggestion.State.EXPIRED);
  }

  @Test
  void shouldRecallWhatIsOpenWhenTheJourneyEndsEarlyAndKeepWhatWasDone() {
    JourneyStepsAdapter steps = steps(0);
    steps.suggest(call(Set.of()));
    UUID id = suggestions.of(enrolment).getFirst().id();

    steps.exited(enrolment.value(), "CONSENT_WITHDRAWN");

    RepSuggestion recalled = suggestions.find(id).orElseThrow();
    assertThat(recalled.state()).isEqualTo(RepSuggestion.State.RECALLED);
    assertThat(recalled.reason()).isEqualTo("CONSENT_WITHDRAWN");
    assertThat(suggestions.move(id, RepSuggestion.State.COMPLETED, null, NOW))
        .as("too late")
        .isFalse();
    assertThat(steps.suggest(call(Set.of())).outcome()).isEqualTo(SuggestionResult.Outcome.EXITED);
  }

  @Test
  void shouldLayReadyOnThePortalAndSendNothing() {
    JourneyStepsAdapter steps = steps(0);
    TouchRequest request =
        new TouchRequest(enrolment.value(), "on-demand", 1, TouchRequest.PORTAL, "shelf");

    TouchResult first = steps.touch(request);
    TouchResult again = steps.touch(request);

    assertThat(first.outcome()).isEqualTo(TouchResult.Outcome.OFFERED);
    assertThat(again).isEqualTo(first);
    verify(shelf, times(2)).lay(enrolment, "shelf", "on-demand", NOW);
    assertThat(visits.history(hcp.value()))
        .filteredOn(entry -> entry.what().equals("OFFERED"))
        .singleElement()
        .extracting(HistoryEntry::stepId)
        .isEqualTo("on-demand");
  }

  private JourneyStepsAdapter steps(int heldOutPerTenThousand) {
    when(pathFacts.tier(any(), any())).thenReturn(tierForTheBrand);
    when(holdouts.shares(any(), any()))
        .thenReturn(new Holdouts.Shares(heldOutPerTenThousand, ofBrand, 0));
    return new JourneyStepsAdapter(
        enrolments,
        campaigns,
        planning,
        visits,
        shelf,
        mock(Responses.class),
        hcps,
        mock(TouchGate.class),
        new TouchCommands(
            new ContactRules(
                Map.of(), List.of(), Duration.ofMinutes(30), Map.of(), purposes, Map.of()),
            new NoBrandTiers()),
        holdouts,
        suggestions,
        new SuggestionDrivers(
            List.of(new JourneyDrivers(planning, hcps, contacts)), (id, campaign, now) -> muted),
        forecast,
        (command, profile, now) -> Optional.ofNullable(material),
        List.of((profile, campaign, action, now) -> capacity),
        new Handovers(
            contacts,
            mock(Consents.class),
            suggestions,
            id -> List.of(),
            versions,
            (hcp, brand, topics, now) -> Optional.of("PREPARATION")),
        (id, step, awaited) -> {},
        mock(ActiveTime.class),
        pathFacts,
        journeys,
        settings(),
        CONTEXT.getBean(AuditTrail.class),
        Clock.fixed(NOW, ZoneOffset.UTC),
        () -> NOW,
        transactions);
  }

  private SuggestionRequest call(Set<Integer> tiers) {
    return call(tiers, 1);
  }

  private SuggestionRequest occurrence(int occurrence) {
    return call(Set.of(), occurrence);
  }

  private SuggestionRequest call(Set<Integer> tiers, int occurrence) {
    return request(tiers, occurrence, Set.of(HandoverField.REASON, HandoverField.CONTENT_SEEN));
  }

  private SuggestionRequest needing(int occurrence, Set<HandoverField> needs) {
    return request(Set.of(), occurrence, needs);
  }

  private SuggestionRequest request(Set<Integer> tiers, int occurrence, Set<HandoverField> needs) {
    return new SuggestionRequest(
        enrolment.value(),
        "call",
        occurrence,
        "CALL",
        "CLM",
        "call-material",
        tiers,
        Duration.ofDays(5),
        needs);
  }

  private static GateSettings settings() {
    GateSettings settings = mock(GateSettings.class);
    when(settings.holdoutSeed()).thenReturn("test");
    return settings;
  }

  private CampaignId campaign() {
    CampaignPlan plan =
        new CampaignPlan(
            "Autumn",
            "journey-test",
            "zelvaro",
            List.of("GB"),
            Map.of(),
            Map.of(),
            FrequencyCap.total(7, 3),
            Map.of());
    CampaignId id = CampaignId.random();
    transactions.executeWithoutResult(
        status -> {
          campaigns.add(
              new Campaign(id, plan, CampaignState.DRAFT, "mia", NOW, null, null, null, null));
          campaigns.launched(id, "mia", NOW);
        });
    return id;
  }

  private Contact contact(CampaignId campaign) {
    return new Contact(
        UUID.randomUUID(),
        new SendKey(enrolment.value(), "announce", 1),
        enrolment.value(),
        hcp,
        campaign.value(),
        "zelvaro",
        "announce",
        "EMAIL",
        "announce",
        UUID.randomUUID(),
        Contact.State.CONTACTED,
        NOW,
        List.of(),
        "hash");
  }

  private static HcpProfile profile(HcpId id) {
    return new HcpProfile(
        id, "X1", "HCP-1", "GB", "en-GB", null, "ONCOLOGY", "PHYSICIAN", 2, Map.of(), false);
  }
}
