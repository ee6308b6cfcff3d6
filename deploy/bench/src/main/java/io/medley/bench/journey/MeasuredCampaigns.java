package io.medley.bench.journey;

import io.medley.seed.demo.CampaignRoad;
import io.medley.seed.demo.Narration;
import io.medley.seed.hcp.HcpList;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Campaigns over made-up HCPs of their own, made and launched as a marketer does it. */
final class MeasuredCampaigns {

  /**
   * Most HCPs of a list: four fifths of them live where its campaign goes, and up to a thousand are
   * launched without a pilot.
   */
  static final int MOST = 1_200;

  private static final Duration PATIENCE = Duration.ofHours(2);

  private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2000-01-01T00:00:00Z");

  private static final Map<String, ZoneId> ZONES =
      Map.of("GB", ZoneId.of("Europe/London"), "DE", ZoneId.of("Europe/Berlin"));

  private static final List<String> COUNTRIES = List.of("GB", "DE");

  private final RunningStack stack;
  private final JdbcClient sql;
  private final CampaignRoad road;
  private int lists;

  MeasuredCampaigns(RunningStack stack) {
    this.stack = stack;
    this.sql = stack.campaigns();
    this.road = new CampaignRoad(stack.marketer(), new Narration(System.err));
  }

  /**
   * A launched campaign, all of whose HCPs have reached their first wait or left.
   *
   * @param steps what they did until then
   * @param launched when the first was enrolled
   * @param started when the last one's process had begun
   * @param arrived when the last one waited
   */
  record Walked(
      UUID campaign,
      int hcps,
      long steps,
      OffsetDateTime launched,
      OffsetDateTime started,
      OffsetDateTime arrived) {

    double stepsPerSecond() {
      return stepsPerSecond(List.of(this));
    }

    double startsPerSecond() {
      return hcps / seconds(launched, started);
    }

    /** Of several that went at the same time. */
    static double stepsPerSecond(List<Walked> together) {
      OffsetDateTime first =
          together.stream().map(Walked::launched).min(OffsetDateTime::compareTo).orElseThrow();
      OffsetDateTime last =
          together.stream().map(Walked::arrived).max(OffsetDateTime::compareTo).orElseThrow();
      return together.stream().mapToLong(Walked::steps).sum() / seconds(first, last);
    }

    private static double seconds(OffsetDateTime from, OffsetDateTime until) {
      return Math.max(0.001, Duration.between(from, until).toNanos() / 1e9);
    }
  }

  /** A draft for HCPs that no campaign has had; they wait for days. */
  UUID draft(int hcps) {
    return draft(hcps, Map.of("await-response", "P3D", "pause", "P3D"));
  }

  /**
   * A draft for HCPs that no campaign has had.
   *
   * @param waits ISO 8601 durations by step
   */
  UUID draft(int hcps, Map<String, String> waits) {
    return draft(hcps, waits, Map.of("GB", "00:00-24:00", "DE", "00:00-24:00"));
  }

  /**
   * A draft for HCPs that no campaign has had, none of whom may be contacted before an instant of
   * today; then they wait for days.
   */
  UUID draft(int hcps, OffsetDateTime opening) {
    Map<String, String> hours = new LinkedHashMap<>();
    ZONES.forEach(
        (country, zone) ->
            hours.put(country, opening.atZoneSameInstant(zone).toLocalTime() + "-24:00"));
    return draft(hcps, Map.of("await-response", "P3D", "pause", "P3D"), hours);
  }

  private UUID draft(int hcps, Map<String, String> waits, Map<String, String> contactHours) {
    String list = "B" + ++lists + Long.toString(System.currentTimeMillis() / 1000, 36);
    stack.marketer().post("/api/hcps/import", "text/csv", HcpList.csv(hcps, list, 7));
    Map<String, Object> campaign = new LinkedHashMap<>();
    campaign.put("name", "Measured " + list);
    campaign.put("templateId", "journey-launch");
    campaign.put("brandId", "zelvaro");
    campaign.put("countries", COUNTRIES);
    campaign.put("waits", waits);
    campaign.put("contactHours", contactHours);
    campaign.put("caps", Map.of("days", 7, "max", 1000));
    campaign.put("content", Map.of());
    String id = stack.marketer().post("/api/campaigns", campaign).path("id").asString();
    stack.marketer().put("/api/campaigns/" + id + "/audience", Map.of("audience", audience(list)));
    return UUID.fromString(id);
  }

  /** Everybody of one made-up list: whoever works at one of its organisations. */
  private String audience(String list) {
    List<String> organisations =
        COUNTRIES.stream()
            .flatMap(
                country ->
                    IntStream.rangeClosed(1, HcpList.HCOS)
                        .mapToObj(hco -> "%s-%s-HCO-%02d".formatted(country, list, hco)))
            .toList();
    return stack
        .marketer()
        .post(
            "/api/audiences",
            Map.of(
                "name",
                "Measured " + list,
                "kind",
                "LIVE",
                "conditions",
                List.of(Map.of("field", "HCO", "values", organisations))))
        .path("id")
        .asString();
  }

  /** Launches and waits until nobody is on the way to a first wait any more. */
  Walked walk(UUID campaign) {
    road.launch(campaign.toString(), approvers());
    return arrived(campaign, LONG_AGO);
  }

  private CampaignRoad.Approvers approvers() {
    return new CampaignRoad.Approvers(
        stack.campaign("bea.brand"),
        stack.campaign("max.medical"),
        stack.campaign("ada.admin"),
        stack.campaign("finn.field"));
  }

  /**
   * Launches with a pilot of one in a hundred, says go as soon as all of them wait, and waits until
   * nobody of the one wave is on the way to a first wait any more.
   *
   * @return the wave alone
   */
  Walked walkWave(UUID campaign) {
    road.launch(
        campaign.toString(),
        Map.of(
            "pilotPercent",
            1,
            "pilotDays",
            1,
            "waves",
            1,
            "waveDays",
            1,
            "criteria",
            List.of(Map.of("measure", "CONTACTED", "bound", "AT_LEAST", "percent", 1))),
        approvers(),
        "PILOT");
    OffsetDateTime pilot = arrived(campaign, LONG_AGO).arrived();
    // Nobody waits a day to measure.
    sql.sql("update launch set pilot_ends_at = now() - interval '1 minute' where campaign_id = ?")
        .param(campaign)
        .update();
    stack
        .campaign("bea.brand")
        .post(
            "/api/campaigns/" + campaign + "/launch/decision",
            Map.of("verdict", "GO", "reason", "The pilot did what it should."));
    await(
        "the wave to be enrolled",
        () ->
            stack
                .marketer()
                .get("/api/campaigns/" + campaign + "/launch")
                .path("stage")
                .asString()
                .equals("RUNNING"));
    return arrived(campaign, pilot);
  }

  /** Waits until nobody is on the way to a first wait; counts those enrolled after an instant. */
  private Walked arrived(UUID campaign, OffsetDateTime after) {
    await(
        "all journeys to reach their first wait",
        () ->
            count(
                    """
                    select count(*) from enrolment e where campaign_id = ? and finished_at is null
                    and not exists (select from journey_visit v where v.enrolment_id = e.id
                      and (v.kind = 'WAIT' or v.state = 'HELD'))
                    """,
                    campaign)
                == 0);
    return sql.sql(
            """
            with entered as (
              select id, enrolled_at, claimed_at, finished_at from enrolment
              where campaign_id = :campaign and enrolled_at > :after),
            waited as (
              select v.entered_at, e.claimed_at from entered e
              join journey_visit v on v.enrolment_id = e.id and v.kind = 'WAIT')
            select (select count(*) from entered) hcps,
              (select count(*) from entered)
                + (select count(distinct send_key) from touch_trace
                  where enrolment_id in (select id from entered))
                + (select count(*) from waited)
                + (select count(*) from entered where finished_at is not null) steps,
              (select min(enrolled_at) from entered) launched,
              (select max(claimed_at) from entered) started,
              greatest((select max(claimed_at) from entered),
                (select max(entered_at) from waited)) arrived
            """)
        .param("campaign", campaign)
        .param("after", after)
        .query(
            (row, _) ->
                new Walked(
                    campaign,
                    row.getInt("hcps"),
                    row.getLong("steps"),
                    row.getObject("launched", OffsetDateTime.class),
                    row.getObject("started", OffsetDateTime.class),
                    row.getObject("arrived", OffsetDateTime.class)))
        .single();
  }

  /** How many journeys wait for something that was due. */
  long overdue(UUID campaign) {
    return count(
        """
        select count(*) from journey_visit
        where campaign_id = ? and state = 'WAITING' and due_at < now()
        """,
        campaign);
  }

  /**
   * Whether every journey is over, waits for its HCP, or is held because no piece may be served.
   */
  boolean drained(UUID campaign) {
    return count(
            """
            select count(*) from enrolment e where campaign_id = ? and finished_at is null
            and not exists (select from journey_visit v where v.enrolment_id = e.id
              and (v.kind = 'WAIT' or v.state = 'HELD'
                and v.reason in ('CONTENT_WITHDRAWN', 'NO_APPROVED_CONTENT')))
            """,
            campaign)
        == 0;
  }

  /** Steps per second of several campaigns from an instant until the last HCP waited. */
  double drainedPerSecond(List<UUID> campaigns, OffsetDateTime from) {
    long steps = 0;
    OffsetDateTime last = from;
    for (UUID campaign : campaigns) {
      steps +=
          sql.sql(
                  """
                  select (select count(distinct send_key) from touch_trace
                      where campaign_id = :campaign and at >= :from)
                    + (select count(*) from journey_visit
                      where campaign_id = :campaign and kind = 'WAIT' and entered_at >= :from)
                    + (select count(*) from enrolment
                      where campaign_id = :campaign and finished_at >= :from)
                  """)
              .param("campaign", campaign)
              .param("from", from)
              .query(Long.class)
              .single();
      OffsetDateTime waited =
          instant(
              """
              select coalesce(max(entered_at), now() - interval '1 day') from journey_visit
              where campaign_id = ? and kind = 'WAIT'
              """,
              campaign);
      last = waited.isAfter(last) ? waited : last;
    }
    return steps / Walked.seconds(from, last);
  }

  /** Waits until every journey is over, or is held because no piece may be served. */
  void finish(UUID campaign) {
    await(
        "all journeys to go as far as they can",
        () ->
            count(
                    """
                    select count(*) from enrolment e where campaign_id = ? and finished_at is null
                    and not exists (select from journey_visit v where v.enrolment_id = e.id
                      and v.state = 'HELD' and v.reason in ('CONTENT_WITHDRAWN', 'NO_APPROVED_CONTENT'))
                    """,
                    campaign)
                == 0);
  }

  /** Ends a campaign's journeys, so that they are in nobody's way. */
  void stop(UUID campaign) {
    stack.marketer().post("/api/campaigns/" + campaign + "/stop", Map.of());
    await(
        "all journeys to end",
        () ->
            count(
                    "select count(*) from enrolment where campaign_id = ? and finished_at is null",
                    campaign)
                == 0);
  }

  private OffsetDateTime instant(String query, UUID campaign) {
    return sql.sql(query).param(campaign).query(OffsetDateTime.class).single();
  }

  private long count(String query, UUID campaign) {
    return sql.sql(query).param(campaign).query(Long.class).single();
  }

  static void await(String what, BooleanSupplier done) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Waited %s for %s".formatted(PATIENCE, what));
      }
      LockSupport.parkNanos(100_000_000L);
    }
  }
}
