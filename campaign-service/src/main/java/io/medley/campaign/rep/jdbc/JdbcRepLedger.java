package io.medley.campaign.rep.jdbc;

import io.medley.campaign.campaign.ControlPreview;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.KeptWords;
import io.medley.campaign.journey.DriverMutes;
import io.medley.campaign.rep.Adoption;
import io.medley.campaign.rep.Correction;
import io.medley.campaign.rep.DismissReason;
import io.medley.campaign.rep.Insight;
import io.medley.campaign.rep.Promotion;
import io.medley.campaign.rep.RepAnswer;
import io.medley.campaign.rep.RepLedger;
import io.medley.campaign.touch.KillSwitches;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The representatives' ledger in PostgreSQL. */
@Repository
class JdbcRepLedger implements RepLedger, DriverMutes, KeptWords, ControlPreview.Suggestions {

  /** Whose task a suggestion is; the same rule as Territory.doerOf. */
  private static final String DOER =
      "case when s.action = 'MEDICAL_CONTACT' then t.msl else t.rep end";

  private static final String SUGGESTED =
      """
      from rep_suggestion s
      join hcp h on h.id = s.hcp_id left join territory t on t.code = h.territory
      """;

  /**
   * Whether switch k stops what suggestion s is about. A visit, a call and a representative's mail
   * are contacts through a channel as messages are: see RepContact.
   */
  private static final String STOPPED_BY =
      """
      case k.scope
        when 'ALL' then true
        when 'CAMPAIGN' then k.key = s.campaign_id::text
        when 'BRAND' then k.key = c.brand_id
        when 'BRAND_IN_COUNTRY' then k.key = h.country || '/' || c.brand_id
        when 'COUNTRY' then k.key = h.country
        when 'CHANNEL' then k.key = any (array[s.channel, contact.channel])
        when 'CHANNEL_IN_COUNTRY' then
          k.key = any (array[h.country || '/' || s.channel, h.country || '/' || contact.channel])
        when 'ASSET' then (
          select bool_and(v.asset_id::text = k.key)
          from jsonb_array_elements_text(c.content -> s.slot) planned (version)
          join servable_version v on v.version_id::text = planned.version)
      end
      """;

  private static final String CONTACT =
      """
      join campaign c on c.id = s.campaign_id
      cross join lateral (select case s.action when 'CALL' then 'CALL' when 'REMOTE_CALL' then 'CALL'
                                 when 'SEND_EMAIL' then 'REP_EMAIL' end) as contact (channel)
      """;

  private static final String ANSWERABLE =
      SUGGESTED
          + CONTACT
          + """
          left join lateral (
            select until from rep_answer a where a.suggestion_id = s.id
            order by at desc, a.id limit 1) last on true
          where h.erased_at is null and s.due_at > :now
            and (s.state in ('OPEN', 'ACCEPTED')
                 or (s.state = 'SNOOZED' and coalesce(last.until, :now) <= :now))
            and (cast(:person as text) is null or :person =
          """
          + DOER
          + ")";

  private static final String WAITING =
      ANSWERABLE + " and not exists (select from kill_switch k where " + STOPPED_BY + ")";

  private final JdbcClient jdbc;

  JdbcRepLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(RepAnswer answer) {
    DismissReason reason = answer.reason();
    Instant until = answer.until();
    jdbc.sql(
            """
            insert into rep_answer (id, suggestion_id, hcp_id, person, territory, answer, reason,
                                    words, until, effect, at)
            values (:id, :suggestion, :hcp, :person, :territory, :answer, :reason, :words, :until,
                    :effect, :at)
            """)
        .param("id", answer.id())
        .param("suggestion", answer.suggestionId())
        .param("hcp", answer.hcp().value())
        .param("person", answer.person())
        .param("territory", answer.territory())
        .param("answer", answer.kind().name())
        .param("reason", reason == null ? null : reason.name())
        .param("words", answer.words())
        .param("until", until == null ? null : Timestamp.from(until))
        .param("effect", answer.effect())
        .param("at", Timestamp.from(answer.at()))
        .update();
  }

  @Override
  public List<RepAnswer> answersTo(UUID suggestion) {
    return jdbc.sql("select * from rep_answer where suggestion_id = :id order by at, id")
        .param("id", suggestion)
        .query(JdbcRepLedger::answer)
        .list();
  }

  @Override
  public Map<UUID, List<RepAnswer>> answersTo(Collection<UUID> suggestions) {
    return jdbc
        .sql("select * from rep_answer where suggestion_id = any (:ids) order by at, id")
        .param("ids", suggestions.toArray(UUID[]::new))
        .query(JdbcRepLedger::answer)
        .list()
        .stream()
        .collect(Collectors.groupingBy(RepAnswer::suggestionId));
  }

  @Override
  public List<RepAnswer> answersAbout(HcpId hcp) {
    return jdbc.sql("select * from rep_answer where hcp_id = :hcp order by at desc, id")
        .param("hcp", hcp.value())
        .query(JdbcRepLedger::answer)
        .list();
  }

  @Override
  public List<RepAnswer> answersOf(String person, int limit) {
    return jdbc.sql(
            "select * from rep_answer where person = :person order by at desc, id limit :limit")
        .param("person", person)
        .param("limit", limit)
        .query(JdbcRepLedger::answer)
        .list();
  }

  @Override
  public void mute(HcpId hcp, String driver, String scope, Instant until, String by) {
    jdbc.sql(
            """
            insert into driver_mute as m (hcp_id, driver, scope, until, muted_by)
            values (:hcp, :driver, :scope, :until, :by)
            on conflict (hcp_id, driver, scope) do update
              set until = greatest(m.until, excluded.until), muted_by = excluded.muted_by
            """)
        .param("hcp", hcp.value())
        .param("driver", driver)
        .param("scope", scope)
        .param("until", Timestamp.from(until))
        .param("by", by)
        .update();
  }

  @Override
  public Set<String> of(HcpId hcp, UUID campaignId, Instant now) {
    return Set.copyOf(
        jdbc.sql(
                """
                select driver from driver_mute
                where hcp_id = :hcp and scope in ('*', :campaign) and until > :now
                """)
            .param("hcp", hcp.value())
            .param("campaign", campaignId.toString())
            .param("now", Timestamp.from(now))
            .query(String.class)
            .list());
  }

  @Override
  public void open(Correction correction) {
    jdbc.sql(
            """
            insert into fact_correction (id, hcp_id, fact, words, opened_by, opened_at)
            values (:id, :hcp, :fact, :words, :by, :at)
            """)
        .param("id", correction.id())
        .param("hcp", correction.hcp().value())
        .param("fact", correction.fact())
        .param("words", correction.words())
        .param("by", correction.openedBy())
        .param("at", Timestamp.from(correction.openedAt()))
        .update();
  }

  @Override
  public List<Correction> corrections(int limit) {
    return jdbc.sql(
            """
            select * from fact_correction where closed_at is null order by opened_at, id
            limit :limit
            """)
        .param("limit", limit)
        .query(
            (rs, n) ->
                new Correction(
                    rs.getObject("id", UUID.class),
                    new HcpId(rs.getObject("hcp_id", UUID.class)),
                    rs.getString("fact"),
                    rs.getString("words"),
                    rs.getString("opened_by"),
                    rs.getTimestamp("opened_at").toInstant()))
        .list();
  }

  @Override
  public Optional<HcpId> close(UUID correction, String by, Instant at) {
    return jdbc.sql(
            """
            update fact_correction set closed_by = :by, closed_at = :at
            where id = :id and closed_at is null returning hcp_id
            """)
        .param("id", correction)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .query(UUID.class)
        .optional()
        .map(HcpId::new);
  }

  @Override
  public void add(Insight insight) {
    jdbc.sql(
            """
            insert into rep_insight (id, hcp_id, person, topic, words, suggestion_id, at)
            values (:id, :hcp, :person, :topic, :words, :suggestion, :at)
            """)
        .param("id", insight.id())
        .param("hcp", insight.hcp().value())
        .param("person", insight.person())
        .param("topic", insight.topic())
        .param("words", insight.words())
        .param("suggestion", insight.suggestionId())
        .param("at", Timestamp.from(insight.at()))
        .update();
  }

  @Override
  public List<Insight> insightsAbout(HcpId hcp) {
    return jdbc.sql("select * from rep_insight where hcp_id = :hcp order by at desc, id limit 50")
        .param("hcp", hcp.value())
        .query(JdbcRepLedger::insight)
        .list();
  }

  @Override
  public Optional<Insight> insight(UUID id) {
    return jdbc.sql("select * from rep_insight where id = :id")
        .param("id", id)
        .query(JdbcRepLedger::insight)
        .optional();
  }

  @Override
  public boolean promoted(Promotion promotion) {
    return jdbc.sql(
                """
                insert into rep_insight_promotion (insight_id, kind, target, journeys, by, at)
                values (:insight, :kind, :target, :journeys, :by, :at) on conflict do nothing
                """)
            .param("insight", promotion.insightId())
            .param("kind", promotion.kind().name())
            .param("target", promotion.target())
            .param("journeys", promotion.journeys())
            .param("by", promotion.by())
            .param("at", Timestamp.from(promotion.at()))
            .update()
        == 1;
  }

  @Override
  public List<Promotion> promotions() {
    return jdbc.sql("select * from rep_insight_promotion order by at desc limit 500")
        .query(
            (rs, n) ->
                new Promotion(
                    rs.getObject("insight_id", UUID.class),
                    Promotion.Kind.valueOf(rs.getString("kind")),
                    rs.getObject("target", UUID.class),
                    rs.getInt("journeys"),
                    rs.getString("by"),
                    rs.getTimestamp("at").toInstant()))
        .list();
  }

  @Override
  public List<Insight> insights(@Nullable String topic, @Nullable String person, int limit) {
    return jdbc.sql(
            """
            select * from rep_insight
            where (cast(:topic as text) is null or topic = :topic)
              and (cast(:person as text) is null or person = :person)
            order by at desc, id limit :limit
            """)
        .param("topic", topic)
        .param("person", person)
        .param("limit", limit)
        .query(JdbcRepLedger::insight)
        .list();
  }

  @Override
  public List<TopicCount> topics() {
    return jdbc.sql(
            """
            select topic, count(*) as insights from rep_insight group by topic
            order by insights desc, topic limit 20
            """)
        .query((rs, n) -> new TopicCount(rs.getString("topic"), rs.getLong("insights")))
        .list();
  }

  @Override
  public long lockedSuggestedSince(String person, Instant since) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('rep-capacity/' || :person, 0))")
        .param("person", person)
        .query((rs, n) -> 1)
        .single();
    return suggestedSince(person, since);
  }

  @Override
  public long suggestedSince(String person, Instant since) {
    return jdbc.sql(
            "select count(*) " + SUGGESTED + " where s.created_at > :since and :person = " + DOER)
        .param("person", person)
        .param("since", Timestamp.from(since))
        .query(Long.class)
        .single();
  }

  @Override
  public Optional<Integer> capacity(String person) {
    return jdbc.sql("select per_day from rep_capacity where person = :person")
        .param("person", person)
        .query(Integer.class)
        .optional();
  }

  @Override
  public void capacity(String person, int perDay, String by, Instant at) {
    jdbc.sql(
            """
            insert into rep_capacity (person, per_day, actor, at)
            values (:person, :perDay, :by, :at)
            on conflict (person) do update
              set per_day = excluded.per_day, actor = excluded.actor, at = excluded.at
            """)
        .param("person", person)
        .param("perDay", perDay)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  @Override
  public List<String> people() {
    return jdbc.sql(
            """
            select person from (select rep as person from territory union
                                select msl from territory) named
            where person is not null order by person
            """)
        .query(String.class)
        .list();
  }

  @Override
  public List<Waiting> waiting(@Nullable String person, Instant now, int limit) {
    return jdbc.sql(
            "select s.id, "
                + DOER
                + " as person "
                + WAITING
                + " order by (s.state = 'ACCEPTED') desc, s.score desc, s.due_at, s.id"
                + " limit :limit")
        .param("person", person)
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query((rs, n) -> new Waiting(rs.getObject("id", UUID.class), rs.getString("person")))
        .list();
  }

  @Override
  public long waitingCount(String person, Instant now) {
    return jdbc.sql("select count(*) " + WAITING)
        .param("person", person)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  @Override
  public List<HeldBack> heldBack(@Nullable String person, Instant now) {
    return jdbc.sql(
            "select k.scope, k.key, k.why, count(*) as suggestions from kill_switch k, lateral (select s.id "
                + ANSWERABLE
                + " and "
                + STOPPED_BY
                + ") held group by k.scope, k.key, k.why order by suggestions desc, k.scope, k.key")
        .param("person", person)
        .param("now", Timestamp.from(now))
        .query(JdbcRepLedger::heldBack)
        .list();
  }

  @Override
  public Optional<HeldBack> stoppedBy(UUID suggestion) {
    return jdbc.sql(
            "select k.scope, k.key, k.why, 1 as suggestions "
                + SUGGESTED
                + CONTACT
                + " join kill_switch k on "
                + STOPPED_BY
                + " where s.id = :id order by k.at limit 1")
        .param("id", suggestion)
        .query(JdbcRepLedger::heldBack)
        .optional();
  }

  @Override
  public long inReach(KillSwitches.Scope scope, String key, Instant now) {
    return jdbc.sql(
            "select count(*) from (values (cast(:scope as text), cast(:key as text))) as k (scope, key), lateral (select s.id "
                + ANSWERABLE
                + " and "
                + STOPPED_BY
                + ") held")
        .param("scope", scope.name())
        .param("key", key)
        .param("person", null, Types.VARCHAR)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  @Override
  public List<Standing> toStand(Instant now, int limit) {
    return jdbc.sql(
            "select s.id, s.enrolment_id, s.step_id, extract(epoch from s.due_at - greatest(s.created_at, (select min(k.at) from kill_switch k where "
                + STOPPED_BY
                + "))) as seconds_left "
                + SUGGESTED
                + CONTACT
                + " where s.state in ('OPEN', 'ACCEPTED', 'SNOOZED') and s.stands_since is null"
                + " and s.due_at > :now and exists (select from kill_switch k where "
                + STOPPED_BY
                + ") limit :limit for update of s skip locked")
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query(JdbcRepLedger::standing)
        .list();
  }

  @Override
  public List<Standing> toGoOn(int limit) {
    return jdbc.sql(
            "select s.id, s.enrolment_id, s.step_id, extract(epoch from s.time_left) as seconds_left "
                + SUGGESTED
                + CONTACT
                + " where s.stands_since is not null and s.state in ('OPEN', 'ACCEPTED', 'SNOOZED')"
                + " and not exists (select from kill_switch k where "
                + STOPPED_BY
                + ") limit :limit for update of s skip locked")
        .param("limit", limit)
        .query(JdbcRepLedger::standing)
        .list();
  }

  @Override
  public List<Standing> standingUntil(Instant before, int limit) {
    return jdbc.sql(
            """
            select s.id, s.enrolment_id, s.step_id, extract(epoch from s.time_left) as seconds_left
            from rep_suggestion s
            where s.stands_since is not null and s.state in ('OPEN', 'ACCEPTED', 'SNOOZED')
              and s.due_at < :before
            limit :limit for update skip locked
            """)
        .param("before", Timestamp.from(before))
        .param("limit", limit)
        .query(JdbcRepLedger::standing)
        .list();
  }

  private static Standing standing(ResultSet rs, int row) throws SQLException {
    return new Standing(
        rs.getObject("id", UUID.class),
        rs.getObject("enrolment_id", UUID.class),
        rs.getString("step_id"),
        Duration.ofMillis(Math.round(rs.getDouble("seconds_left") * 1_000)));
  }

  @Override
  public void stand(Standing standing, Instant since, Instant due) {
    jdbc.sql(
            """
            update rep_suggestion
            set stands_since = coalesce(stands_since, :since), due_at = :due,
                time_left = make_interval(secs => :left)
            where id = :id
            """)
        .param("since", Timestamp.from(since))
        .param("due", Timestamp.from(due))
        .param("left", standing.left().toMillis() / 1_000.0)
        .param("id", standing.suggestion())
        .update();
  }

  @Override
  public void goOn(Standing standing, Instant due) {
    jdbc.sql(
            """
            update rep_suggestion set stands_since = null, time_left = null, due_at = :due
            where id = :id
            """)
        .param("due", Timestamp.from(due))
        .param("id", standing.suggestion())
        .update();
  }

  private static HeldBack heldBack(ResultSet rs, int row) throws SQLException {
    return new HeldBack(
        KillSwitches.Scope.valueOf(rs.getString("scope")),
        rs.getString("key"),
        rs.getString("why"),
        rs.getLong("suggestions"));
  }

  @Override
  public void shown(Collection<UUID> suggestions, String person, Instant at) {
    if (suggestions.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into rep_suggestion_shown (suggestion_id, person, at)
            select id, :person, :at from unnest(:suggestions) as id
            on conflict (suggestion_id) do nothing
            """)
        .param("suggestions", suggestions.toArray(UUID[]::new))
        .param("person", person)
        .param("at", Timestamp.from(at))
        .update();
  }

  @Override
  public Adoption adoption(Instant since) {
    return new Adoption(
        jdbc.sql(
                """
                select by, key, count(*) as made, count(shown_at) as shown,
                       count(*) filter (where accepted) as accepted,
                       count(*) filter (where state = 'COMPLETED') as done,
                       count(*) filter (where state = 'DISMISSED') as dismissed,
                       count(*) filter (where state = 'EXPIRED') as expired,
                       count(*) filter (where state = 'RECALLED') as recalled,
                       count(*) filter (where state in ('OPEN', 'ACCEPTED', 'SNOOZED')) as open
                from (
                  select s.state, v.at as shown_at, g.by, g.key, g.place,
                         s.state = 'COMPLETED' or exists (
                           select from rep_answer a where a.suggestion_id = s.id
                             and a.answer in ('ACCEPTED', 'EDITED')) as accepted
                """
                    + SUGGESTED
                    + """
                  join campaign c on c.id = s.campaign_id
                  left join rep_suggestion_shown v on v.suggestion_id = s.id
                  cross join lateral (values
                    (1, 'Representative', coalesce(
                """
                    + DOER
                    + """
                , 'nobody')),
                    (2, 'Region', coalesce(t.name || ' (' || t.code || ')', h.country)),
                    (3, 'Driver', coalesce(s.drivers -> 0 ->> 'driver', 'JOURNEY')),
                    (4, 'Journey', c.name),
                    (5, 'Action', s.action),
                    (6, 'Week', to_char(s.created_at at time zone 'UTC', 'IYYY-"W"IW')))
                    as g (place, by, key)
                  where s.created_at > :since) each
                group by place, by, key
                order by place, case when by = 'Week' then key end desc, made desc, key
                """)
            .param("since", Timestamp.from(since))
            .query(JdbcRepLedger::group)
            .list(),
        jdbc.sql(
                """
                select reason, count(*) as times from rep_answer
                where reason is not null and at > :since group by reason
                order by times desc, reason
                """)
            .param("since", Timestamp.from(since))
            .query(
                (rs, n) ->
                    new Adoption.ReasonShare(
                        DismissReason.valueOf(rs.getString("reason")), rs.getLong("times")))
            .list());
  }

  @Override
  public void forget(HcpId hcp) {
    for (String statement :
        List.of(
            "update rep_answer set words = '' where hcp_id = :hcp and words <> ''",
            "update fact_correction set words = '' where hcp_id = :hcp and words <> ''",
            "delete from rep_insight where hcp_id = :hcp")) {
      jdbc.sql(statement).param("hcp", hcp.value()).update();
    }
  }

  private static Adoption.Group group(ResultSet rs, int row) throws SQLException {
    return new Adoption.Group(
        rs.getString("by"),
        rs.getString("key"),
        rs.getLong("made"),
        rs.getLong("shown"),
        rs.getLong("accepted"),
        rs.getLong("done"),
        rs.getLong("dismissed"),
        rs.getLong("expired"),
        rs.getLong("recalled"),
        rs.getLong("open"));
  }

  private static Insight insight(ResultSet rs, int row) throws SQLException {
    return new Insight(
        rs.getObject("id", UUID.class),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getString("person"),
        rs.getString("topic"),
        rs.getString("words"),
        rs.getObject("suggestion_id", UUID.class),
        rs.getTimestamp("at").toInstant());
  }

  private static RepAnswer answer(ResultSet rs, int row) throws SQLException {
    String reason = rs.getString("reason");
    Timestamp until = rs.getTimestamp("until");
    return new RepAnswer(
        rs.getObject("id", UUID.class),
        rs.getObject("suggestion_id", UUID.class),
        new HcpId(rs.getObject("hcp_id", UUID.class)),
        rs.getString("person"),
        rs.getString("territory"),
        RepAnswer.Kind.valueOf(rs.getString("answer")),
        reason == null ? null : DismissReason.valueOf(reason),
        rs.getString("words"),
        until == null ? null : until.toInstant(),
        rs.getString("effect"),
        rs.getTimestamp("at").toInstant());
  }
}
