package io.medley.campaign.event;

import static io.medley.campaign.campaign.Somebody.bean;
import static io.medley.campaign.campaign.Somebody.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignLaunching;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.campaign.WholeService;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.RepSuggestions;
import io.medley.campaign.measure.SafetyReports;
import io.medley.campaign.measure.TrackingLinks;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.platform.outbox.OutboxMessage;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.HandoverField;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.SuggestionRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** What HCPs do and which journeys hear it, on the whole service without its engine. */
class EventsIT {

  private static final String WEBINAR = "journey-webinar";

  private final EventReceiving events = bean(EventReceiving.class);
  private final EventLedger ledger = bean(EventLedger.class);
  private final Enrolments enrolments = bean(Enrolments.class);
  private final JourneySteps steps = bean(JourneySteps.class);
  private final JdbcClient jdbc = bean(JdbcClient.class);
  private final String brand = "brand-" + UUID.randomUUID();
  private final Actor rob = new Actor("rob-" + UUID.randomUUID(), "Rob", Set.of("REP"), null);
  private final HcpId hcp = Somebody.hcp(rob.id());

  @Test
  void shouldTellAJourneyThatWaitsOnceHoweverOftenItIsTold() {
    EnrolmentId waiting = webinar();
    steps.waitUntil(waiting.value(), "registration");

    EventReceiving.Received received = receive("REGISTERED", "r1");
    EventReceiving.Received again = receive("REGISTERED", "r1");

    assertThat(received.told()).isEqualTo(1);
    assertThat(again).isEqualTo(new EventReceiving.Received(received.id(), true, 0, 0, 0, 0));
    assertThat(Somebody.told(waiting.value()))
        .containsExactly(
            new Somebody.Told(EventReceiving.id(received.id(), "registration"), "REGISTERED"));
  }

  @Test
  void shouldKeepWhatComesBeforeTheJourneyBeganAndTellItThen() {
    EnrolmentId paused = Somebody.enrolled(hcp, Somebody.campaign(WEBINAR, brand));

    assertThat(receive("REGISTERED", "r1").kept()).isEqualTo(1);
    assertThat(Somebody.told(paused.value())).isEmpty();

    Somebody.running(paused);
    steps.waitUntil(paused.value(), "registration");
    assertThat(Somebody.told(paused.value())).extracting("what").containsExactly("REGISTERED");
  }

  @Test
  void shouldKeepAQuestionUntilTheStepThatAnswersIt() {
    EnrolmentId waiting = webinar();
    steps.waitUntil(waiting.value(), "registration");

    assertThat(receive("QUESTION", "q1").kept()).isEqualTo(1);
    steps.waitUntil(waiting.value(), "attendance");
    assertThat(Somebody.told(waiting.value())).isEmpty();

    steps.waitUntil(waiting.value(), "open-question");
    assertThat(Somebody.told(waiting.value())).extracting("what").containsExactly("QUESTION");
  }

  @Test
  void shouldNotTellASecondStepWhatMovedTheFirstButARestartedJourneyAgain() {
    EnrolmentId waiting = webinar();
    steps.waitUntil(waiting.value(), "registration");
    UUID event = receive("REGISTERED", "r1").id();
    steps.claimEvent(waiting.value(), EventReceiving.id(event, "registration"));

    steps.waitUntil(waiting.value(), "late-registration");
    assertThat(Somebody.told(waiting.value())).hasSize(1);

    jdbc.sql("update enrolment set attempt = 2 where id = :id")
        .param("id", waiting.value())
        .update();
    steps.waitUntil(waiting.value(), "registration");
    assertThat(Somebody.told(waiting.value())).hasSize(2);
  }

  @Test
  void shouldLoseNothingBetweenArrivingAndHearing() {
    EnrolmentId waiting = webinar();
    CompletableFuture<EventReceiving.Received> received =
        Somebody.TRANSACTIONS.execute(
            status -> {
              steps.waitUntil(waiting.value(), "registration");
              CompletableFuture<EventReceiving.Received> meanwhile =
                  CompletableFuture.supplyAsync(() -> receive("REGISTERED", "r1"));
              Awaitility.await()
                  .until(
                      () ->
                          jdbc.sql("select count(*) from pg_locks where not granted")
                                  .query(Long.class)
                                  .single()
                              > 0);
              return meanwhile;
            });

    assertThat(java.util.Objects.requireNonNull(received).join().told()).isEqualTo(1);
  }

  @Test
  void shouldTellOnlyJourneysOfTheBrandOrCampaignItIsAbout() {
    EnrolmentId waiting = webinar();
    steps.waitUntil(waiting.value(), "registration");

    EventReceiving.Received elsewhere =
        events.receive(draft("REGISTERED", "r1", null, "another brand", null, ""), rob);
    EventReceiving.Received here =
        events.receive(
            draft(
                "REGISTERED",
                "r2",
                null,
                null,
                enrolments.require(waiting).campaignId().value(),
                ""),
            rob);

    assertThat(elsewhere.told() + elsewhere.kept()).isZero();
    assertThat(here.told()).isEqualTo(1);
  }

  @Test
  void shouldBeginAJourneyOncePerQuestion() {
    CampaignId campaign = Somebody.campaign("journey-web-request", brand);

    assertThat(request("t1", "dosing").started()).isEqualTo(1);
    assertThat(request("t2", "dosing").started()).as("the same question").isZero();
    assertThat(request("t3", "access").started()).as("another one").isEqualTo(1);
    assertThat(enrolments.openOf(campaign)).hasSize(2);
    assertThat(enrolments.require(enrolments.openOf(campaign).getFirst()).state())
        .isEqualTo(EnrolmentState.ENROLLED);
  }

  @Test
  void shouldBeginNothingElsewhereAndNothingInADrainedCampaign() {
    CampaignId elsewhere = Somebody.campaign("journey-web-request", brand);
    jdbc.sql("update campaign set countries = '{FR}' where id = :id")
        .param("id", elsewhere.value())
        .update();
    CampaignId drained = Somebody.campaign("journey-web-request", brand);
    jdbc.sql("insert into campaign_drain values (:id, 'test', 'test', now())")
        .param("id", drained.value())
        .update();

    assertThat(request("t1", "dosing").started()).isZero();
  }

  @Test
  void shouldFollowACallUpAgainOnlyOnceTheLastFollowUpIsOver() {
    CampaignId campaign = Somebody.campaign("journey-rep-call-follow-up", brand);

    assertThat(call("c1").started()).isEqualTo(1);
    assertThat(call("c2").started()).as("one is under way").isZero();
    EnrolmentId first = Somebody.running(enrolments.openOf(campaign).getFirst());
    steps.completed(first.value());
    assertThat(call("c3").started()).isEqualTo(1);

    assertThat(
            jdbc.sql("select count(*) from recorded_contact where hcp_id = :h and weight = 3")
                .param("h", hcp.value())
                .query(Long.class)
                .single())
        .as("each call counts")
        .isEqualTo(3);
  }

  @Test
  void shouldHandOverWhatTheHcpAsked() {
    CampaignId campaign = Somebody.campaign("journey-web-request", brand);
    UUID event =
        events
            .receive(
                new EventDraft(
                    "site",
                    "t1",
                    hcp,
                    "TOPIC_REQUESTED",
                    null,
                    "k",
                    "dosing",
                    brand,
                    null,
                    "What in the elderly?"),
                rob)
            .id();
    EnrolmentId begun = Somebody.running(enrolments.openOf(campaign).getFirst());

    steps.suggest(
        new SuggestionRequest(
            begun.value(),
            "rep-call",
            1,
            "CALL",
            null,
            null,
            Set.of(),
            Duration.ofDays(5),
            Set.of(HandoverField.QUESTION, HandoverField.TOPICS, HandoverField.TRIGGER_EVENT)));

    assertThat(bean(RepSuggestions.class).of(begun))
        .singleElement()
        .satisfies(
            made -> {
              assertThat(made.envelope().question()).isEqualTo("What in the elderly?");
              assertThat(made.envelope().topics()).containsExactly("dosing");
              assertThat(made.envelope().triggerEvent()).isEqualTo(event.toString());
              assertThat(made.drivers())
                  .anySatisfy(
                      driver ->
                          assertThat(driver.why()).isEqualTo("Asked about dosing within a day."));
            });
  }

  @Test
  void shouldRefuseWhatNoJourneyKnowsAndSayWhatTheyKnow() {
    assertThatThrownBy(() -> receive("SNEEZED", "s1"))
        .isInstanceOf(EventRefusal.TypeUnknown.class)
        .hasMessageContaining("ATTENDED");
    assertThatThrownBy(() -> receive("OPENED", "o1"))
        .isInstanceOf(EventRefusal.NoticedByItself.class);
    assertThatThrownBy(() -> receive("CONSENT_CONFIRMED", "o1"))
        .isInstanceOf(EventRefusal.NoticedByItself.class);
    assertThatThrownBy(
            () ->
                events.receive(
                    draft("QUESTION", "f1", now().plus(Duration.ofDays(1)), null, null, ""), rob))
        .isInstanceOf(EventRefusal.EventUnusable.class);
    receive("QUESTION", "q1");
    assertThatThrownBy(() -> receive("ATTENDED", "q1"))
        .isInstanceOf(EventRefusal.IdUsedBefore.class);
    assertThatThrownBy(
            () ->
                events.receive(
                    draft("QUESTION", "q2", null, null, null, ""),
                    new Actor("somebody", "S", Set.of("REP"), null)))
        .isInstanceOf(HcpUnknown.class);
  }

  @Test
  void shouldTellDrugSafetyOfAQuestionAndForgetItWithTheHcp() {
    UUID event =
        events
            .receive(
                draft("QUESTION", "q1", null, null, null, "A patient developed a rash, why?"), rob)
            .id();

    assertThat(bean(SafetyReports.class).all(500))
        .anyMatch(report -> report.sourceKey().equals("event/" + event));
    bean(Hcps.class).erase(hcp, Actor.system("tester"));
    assertThat(ledger.of(hcp)).extracting(HcpEvent::words).containsExactly("");
    assertThatThrownBy(() -> receive("QUESTION", "q2")).isInstanceOf(HcpUnknown.class);
  }

  @Test
  void shouldTellJourneysOfAConsentThatWasGivenAndNotOfAnImportedOne() throws Exception {
    EnrolmentId waiting =
        Somebody.running(Somebody.enrolled(hcp, Somebody.campaign("journey-consent", brand)));
    steps.waitUntil(waiting.value(), "confirmation");

    announce(ConsentSource.IMPORT);
    assertThat(Somebody.told(waiting.value())).isEmpty();
    announce(ConsentSource.HCP);

    assertThat(Somebody.told(waiting.value()))
        .extracting("what")
        .containsExactly("CONSENT_CONFIRMED");
  }

  @Test
  void shouldHearByTheLinkOfAMessageThatItAnsweredTheQuestionOrNot() throws Exception {
    CampaignId campaign = Somebody.campaign("journey-requested-information", brand);
    EnrolmentId waiting = Somebody.running(Somebody.enrolled(hcp, campaign));
    steps.waitUntil(waiting.value(), "answered");
    UUID contact = contact(campaign, waiting);
    String link = bean(TrackingLinks.class).answer(contact).getPath();
    MockMvc pages =
        MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();

    assertThat(pages.perform(get(link)).andReturn().getResponse().getContentAsString())
        .contains("Did we answer your question?", "Yes, that answers it");
    assertThat(Somebody.told(waiting.value())).as("whoever follows a link says nothing").isEmpty();

    pages.perform(post(link + "/yes")).andReturn();
    assertThat(pages.perform(post(link + "/yes")).andReturn().getResponse().getContentAsString())
        .contains("Thank you");
    assertThat(Somebody.told(waiting.value())).extracting("what").containsExactly("ANSWERED_YES");

    assertThat(
            pages
                .perform(post(link + "/question").param("words", "And in renal impairment?"))
                .andReturn()
                .getResponse()
                .getContentAsString())
        .contains("Your question is with us");
    assertThat(ledger.of(hcp))
        .extracting(HcpEvent::type, HcpEvent::words)
        .contains(
            org.assertj.core.groups.Tuple.tuple("QUESTION", "And in renal impairment?"),
            org.assertj.core.groups.Tuple.tuple("ANSWERED_YES", ""));
    String another = bean(TrackingLinks.class).preferences(contact).getPath();
    assertThat(
            pages
                .perform(post(another.replace("/preferences/", "/preferences/answer/") + "/yes"))
                .andReturn()
                .getResponse()
                .getStatus())
        .as("a link made for something else")
        .isEqualTo(404);
  }

  private UUID contact(CampaignId campaign, EnrolmentId enrolment) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into contact (id, send_key, enrolment_id, hcp_id, campaign_id, brand_id, step_id,
                                 channel, slot, version_id, market, language, state, at, links,
                                 rendered_hash)
            values (:id, :key, :enrolment, :hcp, :campaign, :brand, 'question', 'EMAIL', 'question',
                    gen_random_uuid(), 'GB', 'en-GB', 'CONTACTED', now(), '{}', '')
            """)
        .param("id", id)
        .param("key", enrolment + "/question/1")
        .param("enrolment", enrolment.value())
        .param("hcp", hcp.value())
        .param("campaign", campaign.value())
        .param("brand", brand)
        .update();
    return id;
  }

  @Test
  void shouldTakeAnAttendanceListRowByRowAndOnce() throws IOException {
    EnrolmentId waiting = webinar();
    steps.waitUntil(waiting.value(), "registration");
    String list =
        """
        external_id,registered,attended,question
        %1$s,yes,no,
        nobody-%1$s,yes,yes,
        %1$s,perhaps,,
        %1$s,no,yes,"Which dose, and when?"
        """
            .formatted(hcp.value());

    Attendance.Report report = take(list);

    assertThat(report.rows()).isEqualTo(4);
    assertThat(report.taken()).isEqualTo(3);
    assertThat(report.told()).isEqualTo(1);
    assertThat(report.kept()).isEqualTo(2);
    assertThat(report.rejected())
        .containsExactly(
            new Attendance.RowNote(3, "No HCP has this external_id."),
            new Attendance.RowNote(
                4, "\"perhaps\" in the column registered is neither yes nor no."));
    assertThat(take(list).repeated()).isEqualTo(3);
    assertThatThrownBy(() -> take("name,age\nx,1\n"))
        .isInstanceOf(EventRefusal.FileUnreadable.class)
        .hasMessageContaining("external_id");
  }

  @Test
  void shouldEnrolNobodyByLaunchingAJourneyThatBeginsWithAnEvent() {
    Somebody.campaigns(rob.id());
    CampaignId id =
        bean(CampaignPlanning.class)
            .create(
                new CampaignPlan(
                    "Requests " + brand,
                    "journey-web-request",
                    brand,
                    List.of("GB"),
                    Map.of(),
                    Map.of(),
                    FrequencyCap.total(7, 3),
                    Map.of()),
                rob)
            .id();

    assertThat(
            Somebody.TRANSACTIONS.<Integer>execute(
                status ->
                    bean(CampaignLaunching.class)
                        .release(id, "wave 1", List.of(hcp), rob.id(), rob)))
        .isZero();
    assertThat(request("t1", "dosing").started()).isEqualTo(1);
  }

  private EnrolmentId webinar() {
    return Somebody.running(Somebody.enrolled(hcp, Somebody.campaign(WEBINAR, brand)));
  }

  private EventReceiving.Received receive(String type, String id) {
    return events.receive(draft(type, id, null, null, null, ""), rob);
  }

  private EventReceiving.Received call(String id) {
    return events.receive(draft("CALL_RECORDED", id, null, brand, null, ""), rob);
  }

  private EventReceiving.Received request(String id, String key) {
    return events.receive(
        new EventDraft(
            "site " + brand, id, hcp, "TOPIC_REQUESTED", null, key, key, brand, null, ""),
        rob);
  }

  private EventDraft draft(
      String type,
      String id,
      @org.jspecify.annotations.Nullable Instant at,
      @org.jspecify.annotations.Nullable String about,
      @org.jspecify.annotations.Nullable UUID campaign,
      String words) {
    return new EventDraft("test " + brand, id, hcp, type, at, null, null, about, campaign, words);
  }

  private Attendance.Report take(String csv) throws IOException {
    return bean(Attendance.class)
        .take(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
            new Attendance.Of("webinar " + brand, null, null, null),
            rob);
  }

  /** Records a consent and hands on what the ledger announced, as the relay would. */
  private void announce(ConsentSource source) throws Exception {
    bean(Consents.class)
        .record(
            hcp,
            "EMAIL",
            Consents.PROMOTION,
            ConsentStatus.GRANTED,
            now(),
            source,
            "test",
            Actor.system("tester"));
    OutboxMessage newest = Somebody.newest("consent.recorded", hcp.toString());
    bean(ConsentChanges.class).handle(new SequencedMessage(1, newest, now()));
  }
}
