package io.medley.campaign.journey;

import static io.medley.campaign.campaign.Somebody.bean;
import static io.medley.campaign.campaign.Somebody.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.medley.campaign.campaign.CampaignDates;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.campaign.WholeService;
import io.medley.campaign.hcp.HcpId;
import io.medley.platform.outbox.OutboxMessage;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.SplitRequest;
import io.medley.workflows.journey.WaitResult;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Dates, pauses, late answers and ways that part, on the whole service without its engine. */
class JourneyTimeIT {

  private static final Duration SPREAD = Duration.ofMinutes(31);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final JourneySteps steps = bean(JourneySteps.class);
  private final JourneyVisits visits = bean(JourneyVisits.class);
  private final JdbcClient jdbc = bean(JdbcClient.class);
  private final String brand = "brand-" + UUID.randomUUID();
  private final Actor mia = new Actor("mia-" + UUID.randomUUID(), "Mia", Set.of(), null);
  private final HcpId hcp = Somebody.hcp(mia.id());

  @AfterEach
  void nobodyIsSignedIn() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void shouldWaitForDaysBeforeAndAfterTheWebinar() {
    ZonedDateTime webinar = in(20);
    EnrolmentId journey = webinar(webinar);

    assertThat(steps.waitUntil(journey.value(), "registration"))
        .satisfies(wait -> near(wait, webinar.minusDays(7)));
    assertThat(steps.waitUntil(journey.value(), "until-day-before"))
        .satisfies(wait -> near(wait, webinar.minusDays(1)));
    assertThat(steps.waitUntil(journey.value(), "attendance"))
        .satisfies(wait -> near(wait, webinar.plusDays(2)));
  }

  @Test
  void shouldLeaveOutWhatIsPastForWhoEntersLate() {
    ZonedDateTime webinar = in(3);
    EnrolmentId late = webinar(webinar);

    WaitResult week = steps.waitUntil(late.value(), "registration");
    WaitResult begin = steps.waitUntil(late.value(), "late-registration");

    assertThat(week.waitPast()).as("no reminder").isTrue();
    assertThat(begin.waitPast()).isFalse();
    near(begin, webinar);
    assertThat(bean(HcpTimeline.class).of(hcp))
        .anySatisfy(
            entry -> {
              assertThat(entry.what()).isEqualTo("DATE_PAST");
              assertThat(entry.stepId()).isEqualTo("registration");
              assertThat(entry.why()).contains("is left out");
            });
  }

  @Test
  void shouldPlanWaitingJourneysAnewWhenTheWebinarIsMoved() throws Exception {
    Somebody.campaigns(mia.id());
    ZonedDateTime first = in(20);
    EnrolmentId waits = webinar(first);
    CampaignId campaign =
        bean(io.medley.campaign.campaign.Enrolments.class).require(waits).campaignId();
    EnrolmentId waitsForSomethingElse =
        Somebody.running(Somebody.enrolled(Somebody.hcp(mia.id()), campaign));
    steps.waitUntil(waits.value(), "registration");
    steps.waitUntil(waitsForSomethingElse.value(), "open-question");
    ZonedDateTime moved = in(34);

    bean(CampaignDates.class).move(campaign, "webinar", moved, "The speaker is ill", mia);
    announced(campaign);
    announced(campaign);

    assertThat(replanned(waits)).hasSize(1).allSatisfy(at -> near(at, moved.minusDays(7)));
    assertThat(replanned(waitsForSomethingElse)).isEmpty();
    assertThat(visits.dueAt(waits, "registration"))
        .hasValueSatisfying(at -> near(at, moved.minusDays(7)));
    assertThat(steps.waitUntil(waits.value(), "registration"))
        .as("asked again, it says the same")
        .satisfies(wait -> near(wait, moved.minusDays(7)));

    // To a day so near that the week before it has begun: the reminder goes at once, it is not
    // past.
    bean(CampaignDates.class).move(campaign, "webinar", in(3), "She is well again", mia);
    announced(campaign);
    WaitResult now = steps.waitUntil(waits.value(), "registration");
    assertThat(now.waitOver()).isTrue();
    assertThat(replanned(waits)).hasSize(2);

    assertThatThrownBy(
            () -> bean(CampaignDates.class).move(campaign, "congress", moved, "why", mia))
        .isInstanceOf(CampaignRefusal.ControlUnclear.class);
  }

  @Test
  void shouldMoveAWebinarOnItsPage() throws Exception {
    Somebody.campaigns(mia.id());
    Somebody.signIn(mia.id(), "MARKETER");
    EnrolmentId journey = webinar(in(20));
    CampaignId campaign =
        bean(io.medley.campaign.campaign.Enrolments.class).require(journey).campaignId();
    MockMvc pages =
        MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();

    pages
        .perform(
            post("/campaigns/" + campaign + "/dates/webinar")
                .param("at", "2031-10-26T18:00")
                .param("zone", "Europe/Berlin")
                .param("why", "The speaker is ill"))
        .andReturn();

    assertThat(bean(Campaigns.class).require(campaign).plan().dates())
        .isEqualTo(Map.of("webinar", ZonedDateTime.of(2031, 10, 26, 18, 0, 0, 0, BERLIN)));
    assertThat(
            Somebody.kept(
                "campaign-dated",
                pages
                    .perform(get("/campaigns/" + campaign))
                    .andReturn()
                    .getResponse()
                    .getContentAsString()))
        .contains("Webinar", "26 October 2031, 18:00 Europe/Berlin", "Move it…");
  }

  @Test
  void shouldNotCountTimeUnderAPauseWhereAWaitIsInActiveTime() {
    CampaignId campaign = Somebody.campaign("journey-depth-ladder", brand);
    EnrolmentId journey = Somebody.running(Somebody.enrolled(hcp, campaign));
    Instant began = now().truncatedTo(ChronoUnit.MILLIS);
    WaitResult asked = steps.waitUntil(journey.value(), "after-abstract");
    assertThat(asked.waitOver()).isFalse();
    near(asked, began.plus(Duration.ofDays(5)).atZone(BERLIN));

    // Sixty-six days went by since, sixty of them under a pause that is over now.
    jdbc.sql(
            """
            update journey_visit set entered_at = entered_at - interval '1584 hours'
            where enrolment_id = :id
            """)
        .param("id", journey.value())
        .update();
    span("BRAND", brand, 64, 4L);
    span("CAMPAIGN", campaign.toString(), 30, 4L);
    span("CHANNEL", "EMAIL", 3, null);
    span("BRAND", "another-" + brand, 64, null);
    WaitResult after = steps.waitUntil(journey.value(), "after-abstract");
    assertThat(after.waitOver()).as("2 days before the pause and 4 after it").isTrue();

    // The same with the pause two days longer: a day is left, and the journey asks again then.
    jdbc.sql("update pause_span set ended = ended + interval '48 hours' where key = :brand")
        .param("brand", brand)
        .update();
    WaitResult left = steps.waitUntil(journey.value(), "after-abstract");
    assertThat(left.waitOver()).isFalse();
    assertThat(Duration.between(now(), left.waitUntil()))
        .isBetween(Duration.ofHours(23), Duration.ofHours(25));

    // And while it still lasts.
    jdbc.sql("update pause_span set ended = null where key = :brand")
        .param("brand", brand)
        .update();
    WaitResult still = steps.waitUntil(journey.value(), "after-abstract");
    assertThat(still.waitOver()).isFalse();
    jdbc.sql("update pause_span set ended = began where key in (:brand, :campaign, 'EMAIL')")
        .param("brand", brand)
        .param("campaign", campaign.toString())
        .update();
  }

  @Test
  void shouldFindAClickThatCameAnyTimeBeforeItsWait() {
    CampaignId campaign = Somebody.campaign("journey-launch", brand);
    EnrolmentId journey = Somebody.running(Somebody.enrolled(hcp, campaign));
    UUID clicked = engagement(journey, campaign, "announce", "CLICKED");
    engagement(journey, campaign, "announce", "OPENED");
    assertThat(Somebody.told(journey.value())).as("kept for minutes, and gone").isEmpty();

    steps.waitUntil(journey.value(), "await-response");

    assertThat(Somebody.told(journey.value()))
        .containsExactly(new Somebody.Told(clicked, "CLICKED"));
    assertThat(steps.claimEvent(journey.value(), clicked)).isTrue();
    steps.waitUntil(journey.value(), "await-response");
    assertThat(Somebody.told(journey.value())).as("what moved it moves it once").hasSize(1);

    // A restarted journey hears it again where it waits for it.
    jdbc.sql("update enrolment set attempt = 2 where id = :id")
        .param("id", journey.value())
        .update();
    steps.waitUntil(journey.value(), "await-response");
    assertThat(Somebody.told(journey.value())).hasSize(2);
  }

  @Test
  void shouldNotTakeAClickOnAnotherMessageForTheAnswerToThisOne() {
    CampaignId campaign = Somebody.campaign("journey-hard-to-see", brand);
    EnrolmentId journey = Somebody.running(Somebody.enrolled(hcp, campaign));
    engagement(journey, campaign, "infographic", "CLICKED");

    steps.waitUntil(journey.value(), "engaged");
    assertThat(Somebody.told(journey.value())).isEmpty();

    engagement(journey, campaign, "peer-video", "CLICKED");
    steps.waitUntil(journey.value(), "engaged");
    assertThat(Somebody.told(journey.value())).extracting("what").containsExactly("CLICKED");
  }

  @Test
  void shouldPartByTheTierForTheBrandAndStayOnThatWay() {
    EnrolmentId journey =
        Somebody.running(Somebody.enrolled(hcp, Somebody.campaign("journey-web-request", brand)));
    jdbc.sql("insert into hcp_brand_tier (hcp_id, brand_id, tier) values (:hcp, :brand, 3)")
        .param("hcp", hcp.value())
        .param("brand", brand)
        .update();
    SplitRequest split =
        new SplitRequest(
            journey.value(), "priority", SplitRequest.Fact.TIER, Map.of("call", List.of("1", "2")));

    assertThat(steps.split(split)).as("tier 1 in general, 3 for this brand").isEqualTo("other");
    jdbc.sql("update hcp_brand_tier set tier = 1 where hcp_id = :hcp")
        .param("hcp", hcp.value())
        .update();
    assertThat(steps.split(split)).as("a repeated job").isEqualTo("other");
    assertThat(bean(HcpTimeline.class).of(hcp))
        .anySatisfy(
            entry ->
                assertThat(entry.why()).isEqualTo("It takes the way “other”, because tier is 3."));
  }

  @Test
  void shouldKnowWhatJourneysPartBy() {
    CampaignId campaign = Somebody.campaign("journey-launch", brand);
    EnrolmentId journey = Somebody.running(Somebody.enrolled(hcp, campaign));
    engagement(journey, campaign, "announce", "OPENED");
    jdbc.sql("update hcp set affinities = '{\"WEB\": 0.9, \"EMAIL\": 0.6}' where id = :hcp")
        .param("hcp", hcp.value())
        .update();

    assertThat(path(journey, SplitRequest.Fact.SPECIALTY, "Cardiology")).isEqualTo("it");
    assertThat(path(journey, SplitRequest.Fact.TYPE, "MD")).isEqualTo("it");
    assertThat(path(journey, SplitRequest.Fact.COUNTRY, "GB")).isEqualTo("it");
    assertThat(path(journey, SplitRequest.Fact.LANGUAGE, "en")).isEqualTo("it");
    assertThat(path(journey, SplitRequest.Fact.PREFERRED_CHANNEL, "WEB")).isEqualTo("it");
    assertThat(path(journey, SplitRequest.Fact.LAST_RESPONSE, "OPENED")).isEqualTo("it");
  }

  private String path(EnrolmentId journey, SplitRequest.Fact fact, String value) {
    return steps.split(
        new SplitRequest(
            journey.value(), "by-" + fact.modelName(), fact, Map.of("it", List.of(value))));
  }

  private static ZonedDateTime in(int days) {
    return now().atZone(BERLIN).plusDays(days).truncatedTo(ChronoUnit.MINUTES);
  }

  private EnrolmentId webinar(ZonedDateTime at) {
    CampaignId campaign = Somebody.campaign("journey-webinar", brand);
    Somebody.TRANSACTIONS.executeWithoutResult(
        status -> bean(Campaigns.class).dates(campaign, Map.of("webinar", at)));
    return Somebody.running(Somebody.enrolled(hcp, campaign));
  }

  private static void near(WaitResult wait, ZonedDateTime expected) {
    near(wait.waitUntil(), expected);
    assertThat(wait.waitPast()).isFalse();
  }

  /** A wait ends a little later than its date, so that an audience never moves at once. */
  private static void near(Instant at, ZonedDateTime expected) {
    assertThat(at).isBetween(expected.toInstant(), expected.toInstant().plus(SPREAD));
  }

  /** Until when the journey was told to wait instead, oldest first. */
  private List<Instant> replanned(EnrolmentId journey) {
    return jdbc
        .sql(
            """
            select payload -> 'variables' ->> 'waitUntil' from outbox_message
            where topic = 'engine' and key = :id
              and payload -> 'variables' ->> 'responseType' = 'REPLANNED' order by row_id
            """)
        .param("id", journey.toString())
        .query(String.class)
        .list()
        .stream()
        .map(Instant::parse)
        .toList();
  }

  /** Hands on the newest word that an event was moved, as the relay would. */
  private void announced(CampaignId campaign) throws Exception {
    OutboxMessage newest = Somebody.newest("campaign.event-moved", campaign.toString());
    bean(MovedEvents.class).handle(new SequencedMessage(1, newest, now()));
  }

  private void span(
      String scope, String key, int daysAgo, @org.jspecify.annotations.Nullable Long endedDaysAgo) {
    Instant now = now();
    jdbc.sql(
            """
            insert into pause_span (scope, key, kind, began, ended)
            values (:scope, :key, 'PAUSE', :began, :ended)
            """)
        .param("scope", scope)
        .param("key", key)
        .param("began", Timestamp.from(now.minus(Duration.ofDays(daysAgo))))
        .param(
            "ended",
            endedDaysAgo == null ? null : Timestamp.from(now.minus(Duration.ofDays(endedDaysAgo))))
        .update();
  }

  private UUID engagement(EnrolmentId journey, CampaignId campaign, String step, String kind) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into engagement (id, contact_id, enrolment_id, campaign_id, hcp_id, step_id,
                                    kind, first_at, last_at)
            values (:id, gen_random_uuid(), :enrolment, :campaign, :hcp, :step, :kind,
                    now() - interval '5 days', now() - interval '5 days')
            """)
        .param("id", id)
        .param("enrolment", journey.value())
        .param("campaign", campaign.value())
        .param("hcp", hcp.value())
        .param("step", step)
        .param("kind", kind)
        .update();
    return id;
  }
}
