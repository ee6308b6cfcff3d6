package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.FacetFetching;
import io.medley.campaign.touch.HcpLikings;
import io.medley.campaign.touch.LearnedLikings;
import io.medley.campaign.touch.Liking;
import io.medley.campaign.touch.LikingCounting;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.PieceFacets;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.SendChecking;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.ServableVersions;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.campaign.touch.TouchReplaying;
import io.medley.campaign.touch.TouchTrace;
import io.medley.campaign.touch.TouchTraces;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Which piece is sent and why, and that what is sent was checked today and carries what it must.
 */
class ContentAtSendingIT {

  private static GateBench bench;

  private final List<ContentServiceStub.Piece> approved = new ArrayList<>();
  private UUID campaign;

  @BeforeAll
  static void start() {
    bench = new GateBench();
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @BeforeEach
  void aCampaign() {
    bench.anotherCampaign();
    campaign = bench.campaign();
    bench
        .sql()
        .sql(
            """
            insert into campaign (id, name, template_id, brand_id, countries, waits, contact_hours,
              cap_days, cap_max, content, state, created_by, created_at, launched_by, launched_at)
            values (:id, 'Content', 'journey-launch', 'zelvaro', '{GB}', '{}', '{}', 7, 1,
              '{}', 'LAUNCHED', 'mia', now(), 'mia', now())
            """)
        .param("id", campaign)
        .update();
  }

  @AfterEach
  void withdrawAndLabel() {
    approved.forEach(
        piece -> {
          bench.content().withdraw(piece);
          bench.awaitKnown(piece, "WITHDRAWN");
        });
    bench.labels("GB", "US", "DE");
  }

  @Test
  void shouldSendThePieceThatIsAboutWhatTheHcpAskedForAndReplayIt() {
    ContentServiceStub.Piece efficacy = approve("Efficacy", "EFFICACY");
    ContentServiceStub.Piece dosing = approve("Dosing", "DOSING");
    HcpId hcp = bench.hcp();
    TouchCommand asked = asked(hcp, "dosing");
    TouchCommand other = asked(hcp, "efficacy");

    TouchDecision first = bench.gate().touch(asked);
    TouchDecision second = bench.gate().touch(other);

    assertThat(trace(first).versionId()).isEqualTo(dosing.versionId());
    assertThat(trace(second).versionId()).isEqualTo(efficacy.versionId());
    JsonNode chosen = trace(first).explanation().at("/candidates/0");
    assertThat(chosen.at("/chosen").asBoolean()).isTrue();
    JsonNode topic = part(chosen, "topic");
    assertThat(topic.at("/because").asString()).isEqualTo("about dosing, which was asked for");
    assertThat(topic.at("/weight").asInt()).isEqualTo(topic.at("/points").asInt());
    JsonNode behind = trace(first).explanation().at("/candidates/1");
    assertThat(behind.at("/reason").asString()).contains("most of it by topic");
    assertThat(part(behind, "topic").at("/points").asInt()).isZero();
    for (TouchDecision decision : List.of(first, second)) {
      TouchReplaying.Replay replay = bench.bean(TouchReplaying.class).replay(decision.traceId());
      assertThat(replay.differences()).isEmpty();
      assertThat(replay.verdict()).isEqualTo(TouchReplaying.Verdict.SAME);
    }
  }

  @Test
  void shouldAskWhatPiecesAreAboutThatWentLiveBeforeItWasTold() {
    ContentServiceStub.Piece piece = approve("Told later", null);
    UUID unknown = approve("Never told", null).versionId();
    bench.content().about(piece, Map.of("purpose", "PROMOTIONAL", "topics", List.of("DOSING")));

    // The schedule may have asked a moment ago, before anybody could tell.
    bench.sql().sql("update servable_version set facets_asked_at = null").update();

    bench.bean(FacetFetching.class).fetch();
    assertThat(bench.bean(FacetFetching.class).fetch()).as("nothing is asked twice").isZero();

    assertThat(facets(piece.versionId()).topics()).containsExactly("DOSING");
    assertThat(facets(unknown)).isEqualTo(PieceFacets.UNKNOWN);
    JsonNode chosen =
        trace(bench.gate().touch(asked(bench.hcp(), "dosing"))).explanation().at("/candidates/0");
    assertThat(chosen.at("/title").asString()).isEqualTo("Told later");
    assertThat(part(chosen, "topic").at("/points").asInt()).isPositive();
  }

  private static PieceFacets facets(UUID version) {
    return bench.bean(ServableVersions.class).find(version).orElseThrow().facets();
  }

  @Test
  void shouldLearnTheLikingOfAChannelFromWhatPeopleDoAndNotFromPrograms() {
    ContentServiceStub.Piece piece = approve("Learned", "DOSING");
    HcpId hcp = bench.hcp();
    Instant now = bench.clock().instant();
    for (int i = 1; i <= 5; i++) {
      UUID contact = past(hcp, piece, now.minus(Duration.ofDays(5L * i)));
      engaged(hcp, contact, "OPENED", "TOO_SOON", now);
    }
    Liking unmoved = liking(hcp);
    assertThat(summedUp(hcp))
        .as("audiences and waves go by the estimate the gate goes by")
        .isCloseTo(unmoved.value(), within(0.001));

    UUID read = past(hcp, piece, now.minus(Duration.ofDays(4)));
    engaged(hcp, read, "CLICKED", null, now);
    Liking moved = liking(hcp);
    assertThat(summedUp(hcp)).isCloseTo(moved.value(), within(0.001));

    assertThat(unmoved.observed()).as("what programs opened proves nothing").isZero();
    assertThat(unmoved.basis()).isEqualTo(Liking.Basis.OBSERVED);
    assertThat(moved.value()).isGreaterThan(unmoved.value());
    TouchCommand command = asked(hcp, "dosing").orThrough(List.of("SMS"));
    JsonNode channels = trace(bench.gate().touch(command)).explanation().at("/facts/channels");
    assertThat(channels.get(0).at("/channel").asString()).isEqualTo("EMAIL");
    assertThat(channels.get(0).at("/liking/observed").asDouble()).isEqualTo(moved.observed());
  }

  @Test
  void shouldAskTheChecksOnceBeforeTheFirstSendAndGoByTheKeptVerdict() {
    ContentServiceStub.Piece piece = approve("Checked", "DOSING");

    TouchDecision first = bench.touch(bench.hcp());
    TouchDecision second = bench.touch(bench.hcp());

    assertThat(List.of(first.outcome(), second.outcome()))
        .containsExactly(Outcome.SENT, Outcome.SENT);
    assertThat(bench.content().checked(piece)).isEqualTo(1);
    assertThat(trace(second).explanation().at("/facts/check/packVersion").asString())
        .isEqualTo("GB/2026.1");
  }

  @Test
  void shouldNotSendWhatTodaysChecksBlockAndSayWhy() {
    ContentServiceStub.Piece piece = approve("Blocked", "DOSING");
    TouchDecision before = bench.touch(bench.hcp());
    bench.content().block(piece, "C07: The claim is not supported by the label any more.");

    SendChecking.Result result = bench.bean(SendChecking.class).campaign(campaign);
    TouchCommand command = bench.command(bench.hcp());
    TouchDecision after = bench.gate().touch(command);

    assertThat(before.outcome()).isEqualTo(Outcome.SENT);
    assertThat(result.blocked())
        .extracting(SendChecking.Blocked::versionId)
        .containsExactly(piece.versionId());
    assertThat(after.outcome()).isEqualTo(Outcome.HELD_UNTIL);
    assertThat(after.reason()).isEqualTo(Reason.CONTENT_BLOCKED);
    assertThat(trace(after).why())
        .contains("Blocked", "C07: The claim is not supported by the label any more.", "GB/2026.1");
    assertThat(bench.mails(command.sendKey())).isEmpty();
    TouchReplaying.Replay replay = bench.bean(TouchReplaying.class).replay(after.traceId());
    assertThat(replay.differences()).isEmpty();
    assertThat(
            bench
                .sql()
                .sql(
                    """
                    select count(*) from audit_entry
                    where aggregate_id = :id and action = 'send-checked'
                    """)
                .param("id", piece.versionId().toString())
                .query(Long.class)
                .single())
        .as("cleared, then blocked")
        .isEqualTo(2);
  }

  @Test
  void shouldSendNoPromotionWithoutTheSafetyInformationTheMarketDemands() {
    ContentServiceStub.Piece promotes = approve("Promotes", "DOSING");
    bench.labels("US");
    TouchDecision held = bench.touch(bench.hcp());
    assertThat(held.outcome()).isEqualTo(Outcome.HELD_UNTIL);
    assertThat(trace(held).why())
        .contains("GB demands the safety and prescribing information of zelvaro");

    bench
        .content()
        .about(promotes, Map.of("purpose", "DISEASE_AWARENESS", "topics", List.of("BURDEN")));
    bench.content().approve(promotes);
    Awaitility.await()
        .until(
            () ->
                bench
                    .bean(ServableVersions.class)
                    .find(promotes.versionId())
                    .filter(version -> version.facets().topics().contains("BURDEN"))
                    .isPresent());
    TouchDecision sent = bench.touch(bench.hcp());

    assertThat(sent.outcome()).as("it promotes no brand").isEqualTo(Outcome.SENT);
    assertThat(trace(sent).explanation().at("/facts/safety").isMissingNode()).isTrue();
  }

  private ContentServiceStub.Piece approve(String title, @Nullable String topic) {
    ContentServiceStub.Piece piece =
        new ContentServiceStub.Piece(
            UUID.randomUUID(),
            title,
            GateBench.html(title),
            Set.of("GB"),
            "en-GB",
            "announce",
            null);
    if (topic != null) {
      bench.content().about(piece, Map.of("purpose", "PROMOTIONAL", "topics", List.of(topic)));
    }
    bench.content().approve(piece);
    bench.awaitKnown(piece, "LIVE");
    approved.add(piece);
    return piece;
  }

  /** A touch of a journey that an event about the topic began. */
  private TouchCommand asked(HcpId hcp, String topic) {
    UUID enrolment = UUID.randomUUID();
    UUID event = UUID.randomUUID();
    bench
        .sql()
        .sql(
            """
            with e as (
              insert into enrolment (id, campaign_id, hcp_id, state, enrolled_at, entry_key)
              values (:enrolment, :campaign, :hcp, 'ENROLLED', now(), :key)),
            h as (
              insert into hcp_event (id, source, source_id, hcp_id, type, at, received_at, topic,
                digest, actor)
              values (:event, 'site', :key, :hcp, 'TOPIC_REQUESTED', now(), now(), :topic, '', 'test'))
            select 1
            """)
        .param("enrolment", enrolment)
        .param("campaign", campaign)
        .param("hcp", hcp.value())
        .param("event", event)
        .param("key", event.toString())
        .param("topic", topic)
        .query(Integer.class)
        .single();
    bench
        .sql()
        .sql("insert into hcp_event_delivery values (:event, :enrolment, 'STARTED', now())")
        .param("event", event)
        .param("enrolment", enrolment)
        .update();
    return bench.command(hcp, new SendKey(enrolment, "announce", 1), GateBench.ANY_TIME);
  }

  private static double summedUp(HcpId hcp) {
    bench.bean(LikingCounting.class).count();
    return Liking.of(
            bench.hcps().profile(hcp).orElseThrow().affinities().get("EMAIL"),
            bench
                .bean(LearnedLikings.class)
                .of(Set.of("EMAIL"))
                .getOrDefault(hcp, Map.of())
                .get("EMAIL"),
            bench.clock().instant())
        .value();
  }

  private UUID past(HcpId hcp, ContentServiceStub.Piece piece, Instant at) {
    UUID contact = UUID.randomUUID();
    bench
        .sql()
        .sql(
            """
            insert into contact (id, send_key, enrolment_id, hcp_id, campaign_id, brand_id, step_id,
              channel, slot, version_id, market, language, state, at, links, rendered_hash,
              responses_visible)
            values (:id, :id::text, gen_random_uuid(), :hcp, :campaign, 'zelvaro', 'announce',
              'EMAIL', 'announce', :version, 'GB', 'en-GB', 'CONTACTED', :at, '{}', '', true)
            """)
        .param("id", contact)
        .param("hcp", hcp.value())
        .param("campaign", campaign)
        .param("version", piece.versionId())
        .param("at", Timestamp.from(at))
        .update();
    return contact;
  }

  private void engaged(HcpId hcp, UUID contact, String kind, @Nullable String machine, Instant at) {
    bench
        .sql()
        .sql(
            """
            with e as (
              insert into enrolment (id, campaign_id, hcp_id, state, enrolled_at, entry_key)
              values (gen_random_uuid(), :campaign, :hcp, 'ENROLLED', now(), :contact::text)
              returning id)
            insert into engagement (id, contact_id, enrolment_id, campaign_id, hcp_id, step_id, kind,
              first_at, last_at, machine)
            select gen_random_uuid(), :contact, id, :campaign, :hcp, 'announce', :kind, :at, :at,
                   :machine from e
            """)
        .param("campaign", campaign)
        .param("hcp", hcp.value())
        .param("contact", contact)
        .param("kind", kind)
        .param("at", Timestamp.from(at))
        .param("machine", machine)
        .update();
  }

  private static Liking liking(HcpId hcp) {
    return bench
        .bean(HcpLikings.class)
        .of(bench.hcps().profile(hcp).orElseThrow(), bench.clock().instant())
        .stream()
        .filter(of -> of.channel().equals("EMAIL"))
        .findFirst()
        .orElseThrow()
        .liking();
  }

  private static TouchTrace trace(TouchDecision decision) {
    return bench.bean(TouchTraces.class).find(decision.traceId()).orElseThrow();
  }

  private static JsonNode part(JsonNode candidate, String name) {
    for (JsonNode part : candidate.path("parts")) {
      if (part.path("name").asString("").equals(name)) {
        return part;
      }
    }
    throw new AssertionError("no part " + name + " in " + candidate);
  }
}
