package io.medley.campaign.event;

import static io.medley.campaign.campaign.Somebody.bean;
import static io.medley.campaign.campaign.Somebody.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.Audiences;
import io.medley.campaign.audience.Condition;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.SafetyHolding;
import io.medley.campaign.campaign.SendControl;
import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.campaign.WholeService;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.HcpTimeline;
import io.medley.campaign.journey.RepSuggestion;
import io.medley.campaign.journey.RepSuggestions;
import io.medley.campaign.measure.CampaignFigures;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.TouchPurpose;
import io.medley.campaign.touch.WaitingTouch;
import io.medley.campaign.touch.WaitingTouches;
import io.medley.platform.outbox.OutboxMessage;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.platform.security.Actor;
import io.medley.platform.security.AuthorityMissing;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.SuggestionRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Why journeys end early, on the whole service without its engine. */
class ExitsIT {

  private static final String WEBINAR = "journey-webinar";
  private static final String LAUNCH = "journey-launch";

  private final EventReceiving events = bean(EventReceiving.class);
  private final Enrolments enrolments = bean(Enrolments.class);
  private final JourneySteps steps = bean(JourneySteps.class);
  private final JdbcClient jdbc = bean(JdbcClient.class);
  private final String brand = "brand-" + UUID.randomUUID();
  private final Actor rob = new Actor("rob-" + UUID.randomUUID(), "Rob", Set.of("REP"), null);
  private final Actor pat = new Actor("pat-" + UUID.randomUUID(), "Pat", Set.of(), null);
  private final HcpId hcp = Somebody.hcp(rob.id());

  @AfterEach
  void nothingStaysHeld() {
    jdbc.sql("delete from kill_switch where key like :brand").param("brand", "%" + brand).update();
    SecurityContextHolder.clearContext();
  }

  @Test
  void shouldEndWithTheGoalOfTheCampaignAndGiveBackWhatTheJourneyKept() {
    CampaignId campaign = campaign("journey-web-request", "MEETING_BOOKED");
    EnrolmentId journey = Somebody.running(Somebody.enrolled(hcp, campaign));
    EnrolmentId other =
        Somebody.running(Somebody.enrolled(hcp, campaign(LAUNCH, "SAMPLE_REQUESTED")));
    steps.suggest(
        new SuggestionRequest(
            journey.value(),
            "rep-call",
            1,
            "CALL",
            null,
            null,
            Set.of(),
            Duration.ofDays(5),
            Set.of()));
    waits(journey, campaign);

    EventReceiving.Received booked = receive("MEETING_BOOKED", "m1");

    assertThat(booked.ended()).isEqualTo(1);
    assertThat(bean(RepSuggestions.class).of(journey))
        .singleElement()
        .satisfies(
            suggestion -> {
              assertThat(suggestion.state()).isEqualTo(RepSuggestion.State.RECALLED);
              assertThat(suggestion.reason()).isEqualTo("GOAL_REACHED");
            });
    assertThat(bean(WaitingTouches.class).of(hcp, true)).as("no place under a cap").isEmpty();
    assertThat(enrolments.require(other).exitReason()).as("has another goal").isNull();

    // The instance hears it, or the gate turned a touch away meanwhile: the first reason stays.
    steps.exited(journey.value(), "EXIT_CRITERION");

    assertThat(left(journey)).isEqualTo("GOAL_REACHED");
    assertThat(bean(CampaignFigures.Counting.class).of(campaign.value()).left())
        .isEqualTo(Map.of("GOAL_REACHED", 1L));
    assertThat(bean(HcpTimeline.class).of(hcp))
        .anySatisfy(
            entry -> {
              assertThat(entry.what()).isEqualTo("EXITED");
              assertThat(entry.reason()).isEqualTo("GOAL_REACHED");
            });
    assertThat(receive("MEETING_BOOKED", "m2").ended()).as("it is over").isZero();
  }

  @Test
  void shouldLeaveEverythingWhenSomebodyRetiresOrDiesWhereverThatIsSaid() throws Exception {
    EnrolmentId retires = Somebody.running(Somebody.enrolled(hcp, campaign(WEBINAR)));
    HcpId another = Somebody.hcp(rob.id());
    EnrolmentId dies = Somebody.running(Somebody.enrolled(another, campaign(LAUNCH)));

    Somebody.signIn(rob.id(), "REP");
    represents();
    MockMvc pages =
        MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();
    pages.perform(post("/hcps/" + hcp + "/status").param("status", "RETIRED")).andReturn();
    assertThat(imports(another, "GB", "GB-" + rob.id(), "DECEASED")).isEqualTo(1);

    assertThat(left(retires)).isEqualTo("HCP_RETIRED");
    assertThat(left(dies)).isEqualTo("HCP_DECEASED");
    assertThat(pages.perform(get("/hcps/" + hcp)).andReturn().getResponse().getContentAsString())
        .contains("Has retired", "The HCP has retired.", "Practises again");
    assertThat(
            bean(Audiences.class)
                .count(
                    List.of(
                        new Condition(
                            Condition.Field.TERRITORY, false, List.of("GB-" + rob.id()), null)),
                    now()))
        .as("nobody of the territory practises any more")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"FR,FR-1,true,HCP_MOVED", "GB,GB-2,true,HCP_MOVED", "GB,GB-2,false,", "GB,,true,"})
  void shouldLeaveWhenTheHcpMovesOutOfMarketOrTerritory(
      String country,
      @org.jspecify.annotations.Nullable String territory,
      boolean territorial,
      @org.jspecify.annotations.Nullable String reason)
      throws Exception {
    CampaignId campaign = campaign(WEBINAR);
    if (territorial) {
      Audience london =
          new Audience(
              UUID.randomUUID(),
              "Of " + brand,
              1,
              Audience.Kind.LIVE,
              List.of(
                  new Condition(Condition.Field.TERRITORY, false, List.of("GB-" + rob.id()), null),
                  new Condition(Condition.Field.SPECIALTY, false, List.of("surgery"), null)),
              "mia",
              now());
      Somebody.TRANSACTIONS.executeWithoutResult(
          status -> {
            bean(Audiences.class).add(london);
            bean(Audiences.class).assign(campaign.value(), london);
          });
    }
    EnrolmentId journey = Somebody.running(Somebody.enrolled(hcp, campaign));

    imports(hcp, country, territory == null ? "GB-" + rob.id() : territory + rob.id(), "");

    assertThat(enrolments.require(journey).exitReason()).isEqualTo(reason);
  }

  @Test
  void shouldHoldABrandInAMarketForSafetyUntilTheSameFunctionLetsGo() {
    grant(pat, "LANE_PHARMACOVIGILANCE", "GB");
    Somebody.campaigns(rob.id());
    EnrolmentId waits = Somebody.running(Somebody.enrolled(hcp, campaign(WEBINAR)));
    SafetyHolding holding = bean(SafetyHolding.class);

    SafetyHolding.Held held =
        holding.hold(brand, "gb", SafetyHolding.Effect.HOLD, "Signal PV-1", pat);

    assertThat(held.ended()).isZero();
    assertThat(enrolments.require(waits).exitReason()).isNull();
    assertThat(bean(KillSwitches.class).engaged())
        .anyMatch(
            on ->
                on.kind() == KillSwitches.Kind.SAFETY
                    && on.scope() == KillSwitches.Scope.BRAND_IN_COUNTRY
                    && on.key().equals("GB/" + brand));
    assertThatThrownBy(() -> holding.release(brand, "GB", "In a hurry", rob))
        .isInstanceOf(AuthorityMissing.class);
    bean(SendControl.class)
        .resume(KillSwitches.Scope.BRAND_IN_COUNTRY, "GB/" + brand, "In a hurry", rob);
    assertThat(stopped()).as("a marketer's resume ends a marketer's pause only").isTrue();
    assertThatThrownBy(
            () -> holding.hold(brand, null, SafetyHolding.Effect.HOLD, "Everywhere", pat))
        .as("the function is for GB")
        .isInstanceOf(AuthorityMissing.class);

    holding.release(brand, "GB", "No signal", pat);
    assertThat(stopped()).isFalse();
  }

  @Test
  void shouldEndWhatIsUnderWayWhereSafetyChoosesSo() throws Exception {
    grant(pat, "LANE_MEDICAL", "*");
    CampaignId campaign = campaign(WEBINAR);
    EnrolmentId begun = Somebody.running(Somebody.enrolled(hcp, campaign));
    EnrolmentId notBegun = Somebody.enrolled(Somebody.hcp(rob.id()), campaign);
    EnrolmentId another =
        Somebody.running(Somebody.enrolled(hcp, Somebody.campaign(WEBINAR, brand + "-other")));

    Somebody.signIn(pat.id(), "MEDICAL");
    MockMvc pages =
        MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();
    assertThat(
            pages
                .perform(
                    post("/control/safety-hold")
                        .param("brand", brand)
                        .param("effect", "END")
                        .param("why", "Recall of the substance"))
                .andReturn()
                .getFlashMap()
                .get("notice"))
        .asString()
        .contains("2 journeys end");

    assertThat(left(begun)).isEqualTo("SAFETY_HOLD");
    assertThat(left(notBegun)).isEqualTo("SAFETY_HOLD");
    assertThat(enrolments.require(another).exitReason()).isNull();
    assertThat(
            Somebody.kept(
                "control-safety",
                pages.perform(get("/control")).andReturn().getResponse().getContentAsString()))
        .contains("Safety hold: Brand", "Let go", "Recall of the substance");
  }

  @Test
  void shouldSkipOnlyTheChannelThatIsWithdrawnAsLongAsAnotherIsLeft() throws Exception {
    agrees("EMAIL");
    agrees("SMS");
    agrees("REP_EMAIL");
    EnrolmentId byRep =
        Somebody.running(Somebody.enrolled(hcp, campaign("journey-rep-call-follow-up")));
    EnrolmentId bySms = Somebody.running(Somebody.enrolled(hcp, campaign(WEBINAR)));
    EnrolmentId byMailAlone = Somebody.running(Somebody.enrolled(hcp, campaign(LAUNCH)));
    steps.waitUntil(bySms.value(), "registration");

    withdraws("EMAIL");

    assertThat(enrolments.require(byMailAlone).exitReason()).isEqualTo("CONSENT_WITHDRAWN");
    assertThat(enrolments.require(bySms).exitReason()).isNull();
    assertThat(enrolments.require(byRep).exitReason()).isNull();
    assertThat(bean(HcpTimeline.class).of(hcp))
        .filteredOn(entry -> entry.what().equals("CHANNEL_LOST"))
        .extracting(entry -> entry.why())
        .anySatisfy(
            why ->
                assertThat(why)
                    .isEqualTo(
                        "The HCP no longer agrees to e-mail: its touches are skipped, the journey"
                            + " goes on by a representative, SMS."));

    withdraws("SMS");
    assertThat(enrolments.require(bySms).exitReason())
        .as("a question can still be answered in person")
        .isNull();
  }

  @Test
  void shouldLookAtTheStepsAheadOnly() throws Exception {
    agrees("EMAIL");
    agrees("SMS");
    EnrolmentId registered = Somebody.running(Somebody.enrolled(hcp, campaign(LAUNCH)));
    steps.waitUntil(registered.value(), "pause");

    withdraws("SMS");
    assertThat(enrolments.require(registered).exitReason()).as("it never writes by SMS").isNull();
    withdraws("EMAIL");
    assertThat(enrolments.require(registered).exitReason()).isEqualTo("CONSENT_WITHDRAWN");
  }

  private CampaignId campaign(String template, String... goal) {
    CampaignId id = Somebody.campaign(template, brand);
    jdbc.sql("update campaign set goal = :goal where id = :id")
        .param("goal", goal)
        .param("id", id.value())
        .update();
    return id;
  }

  private EventReceiving.Received receive(String type, String id) {
    return events.receive(
        new EventDraft("test " + brand, id, hcp, type, null, null, null, brand, null, ""), rob);
  }

  /** How the journey ended: asked to, if its instance has not heard it yet. */
  private @org.jspecify.annotations.Nullable String left(EnrolmentId id) {
    return enrolments.require(id).exitReason();
  }

  private void waits(EnrolmentId journey, CampaignId campaign) {
    SendKey key = new SendKey(journey.value(), "summary", 1);
    Somebody.TRANSACTIONS.executeWithoutResult(
        status ->
            bean(WaitingTouches.class)
                .wait(
                    hcp,
                    new WaitingTouch(
                        key,
                        campaign.value(),
                        brand,
                        "EMAIL",
                        TouchPurpose.NURTURE,
                        1,
                        now(),
                        now().plus(Duration.ofHours(1))),
                    false));
  }

  private boolean stopped() {
    return bean(KillSwitches.class).engaged().stream()
        .anyMatch(on -> on.key().equals("GB/" + brand));
  }

  private void represents() {
    grant(rob, "ACT_AS_REP", "*");
  }

  private void grant(Actor person, String authority, String market) {
    jdbc.sql(
            """
            insert into authority_grant (holder, holder_kind, authority, market, granted_by,
                                         granted_at)
            values (:person, 'PERSON', :authority, :market, 'test', now()) on conflict do nothing
            """)
        .param("person", person.id())
        .param("authority", authority)
        .param("market", market)
        .update();
  }

  /** The HCP's row in a file of today; what an import says of people is the house's word. */
  private int imports(HcpId who, String country, String territory, String status) throws Exception {
    String externalId = bean(Hcps.class).profile(who).orElseThrow().externalId();
    String csv =
        """
        external_id,first_name,last_name,email,country,language,specialty,type,tier,territory,status
        %s,Ann,Lee,ann.%s@example.org,%s,en-GB,cardiology,MD,1,%s,%s
        """
            .formatted(externalId, externalId, country, territory, status);
    return (int)
        bean(HcpImport.class)
            .importCsv(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), rob)
            .updated();
  }

  private void agrees(String channel) {
    record(channel, ConsentStatus.GRANTED);
  }

  private void withdraws(String channel) throws Exception {
    record(channel, ConsentStatus.WITHDRAWN);
    OutboxMessage newest = Somebody.newest("consent.recorded", hcp.toString());
    bean(ConsentChanges.class).handle(new SequencedMessage(1, newest, now()));
  }

  private void record(String channel, ConsentStatus status) {
    bean(Consents.class)
        .record(
            hcp,
            channel,
            Consents.PROMOTION,
            status,
            now(),
            ConsentSource.HCP,
            "test",
            Actor.system("tester"));
  }
}
