package io.medley.campaign.launch.jdbc;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Readiness;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.launch.Acceptance;
import io.medley.campaign.launch.Approval;
import io.medley.campaign.launch.ApprovalKind;
import io.medley.campaign.launch.Cohorts;
import io.medley.campaign.launch.Decision;
import io.medley.campaign.launch.GapBrief;
import io.medley.campaign.launch.GoNoGo;
import io.medley.campaign.launch.Launch;
import io.medley.campaign.launch.LaunchPlan;
import io.medley.campaign.launch.Launches;
import io.medley.campaign.launch.PilotFigures;
import io.medley.campaign.launch.Stage;
import io.medley.campaign.launch.WeeklyReadout;
import io.medley.campaign.measure.Readout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Launches in PostgreSQL. */
@Repository
class JdbcLaunches implements Launches {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<GoNoGo.Measured>> MEASURED = new TypeReference<>() {};
  private static final TypeReference<List<Readout.Action>> ACTIONS = new TypeReference<>() {};
  private static final String OVER = "stage NOT IN ('CLOSED', 'STOPPED')";

  private final JdbcClient jdbc;

  JdbcLaunches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(Launch launch, Instant realTime) {
    return jdbc.sql(
                """
                INSERT INTO launch (id, campaign_id, stage, plan, prepared_by, prepared_at,
                                    start_requested_at, told_at)
                VALUES (:id, :campaign, :stage, cast(:plan AS jsonb), :by, :at, :real, :real)
                ON CONFLICT (campaign_id) DO NOTHING
                """)
            .param("id", launch.id())
            .param("campaign", launch.campaignId().value())
            .param("stage", launch.stage().name())
            .param("plan", JSON.writeValueAsString(launch.plan()))
            .param("by", launch.preparedBy())
            .param("at", Timestamp.from(launch.preparedAt()))
            .param("real", Timestamp.from(realTime))
            .update()
        == 1;
  }

  @Override
  public Optional<Launch> of(CampaignId campaign) {
    return jdbc.sql("SELECT * FROM launch WHERE campaign_id = :campaign")
        .param("campaign", campaign.value())
        .query(JdbcLaunches::launch)
        .optional();
  }

  @Override
  public Optional<Launch> find(UUID id) {
    return jdbc.sql("SELECT * FROM launch WHERE id = :id")
        .param("id", id)
        .query(JdbcLaunches::launch)
        .optional();
  }

  @Override
  public Optional<Launch> lock(UUID id) {
    return jdbc.sql("SELECT * FROM launch WHERE id = :id FOR NO KEY UPDATE")
        .param("id", id)
        .query(JdbcLaunches::launch)
        .optional();
  }

  @Override
  public Optional<Launch> lockOf(CampaignId campaign) {
    return jdbc.sql("SELECT * FROM launch WHERE campaign_id = :campaign FOR NO KEY UPDATE")
        .param("campaign", campaign.value())
        .query(JdbcLaunches::launch)
        .optional();
  }

  @Override
  public List<Launch> open() {
    return jdbc.sql(
            "SELECT * FROM launch WHERE " + OVER + " ORDER BY prepared_at DESC, id LIMIT 200")
        .query(JdbcLaunches::launch)
        .list();
  }

  @Override
  public Map<CampaignId, Stage> stages() {
    Map<CampaignId, Stage> stages = new HashMap<>();
    jdbc.sql("SELECT campaign_id, stage FROM launch")
        .query(
            (RowCallbackHandler)
                row ->
                    stages.put(
                        new CampaignId(row.getObject(1, UUID.class)),
                        Stage.valueOf(row.getString(2))));
    return stages;
  }

  @Override
  public void plan(UUID id, LaunchPlan plan) {
    jdbc.sql("UPDATE launch SET plan = cast(:plan AS jsonb) WHERE id = :id")
        .param("plan", JSON.writeValueAsString(plan))
        .param("id", id)
        .update();
  }

  @Override
  public void asked(
      UUID id, String by, Instant at, String packageHash, Readiness readiness, UUID dryRun) {
    jdbc.sql(
            """
            UPDATE launch
               SET stage = 'APPROVALS', round = round + 1, asked_by = :by, asked_at = :at,
                   package_hash = :hash, readiness = cast(:readiness AS jsonb), dry_run_id = :dryRun
             WHERE id = :id
            """)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .param("hash", packageHash)
        .param("readiness", JSON.writeValueAsString(readiness))
        .param("dryRun", dryRun)
        .param("id", id)
        .update();
  }

  @Override
  public Optional<Readiness> shown(UUID id) {
    return jdbc.sql("SELECT readiness FROM launch WHERE id = :id AND readiness IS NOT NULL")
        .param("id", id)
        .query((row, number) -> JSON.readValue(row.getString(1), Readiness.class))
        .optional();
  }

  @Override
  public void stage(UUID id, Stage stage) {
    jdbc.sql("UPDATE launch SET stage = :stage WHERE id = :id")
        .param("stage", stage.name())
        .param("id", id)
        .update();
  }

  @Override
  public void pilot(UUID id, Instant endsAt) {
    jdbc.sql("UPDATE launch SET stage = 'PILOT', pilot_ends_at = :at WHERE id = :id")
        .param("at", Timestamp.from(endsAt))
        .param("id", id)
        .update();
  }

  @Override
  public void wave(UUID id, int released, @Nullable Instant next) {
    jdbc.sql(
            """
            UPDATE launch
               SET stage = CASE WHEN cast(:next AS timestamptz) IS NULL THEN 'RUNNING'
                                ELSE 'WAVES' END,
                   waves_released = :released, next_wave_at = :next
             WHERE id = :id
            """)
        .param("released", released)
        .param("next", next == null ? null : Timestamp.from(next), Types.TIMESTAMP)
        .param("id", id)
        .update();
  }

  @Override
  public void nextReadout(UUID id, Instant at) {
    jdbc.sql("UPDATE launch SET next_readout_at = :at WHERE id = :id")
        .param("at", Timestamp.from(at))
        .param("id", id)
        .update();
  }

  @Override
  public void closed(UUID id, String by, Instant at, String note) {
    jdbc.sql(
            """
            UPDATE launch SET stage = 'CLOSED', closed_by = :by, closed_at = :at, note = :note
             WHERE id = :id
            """)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .param("note", note)
        .param("id", id)
        .update();
  }

  @Override
  public void accept(UUID id, Acceptance acceptance) {
    jdbc.sql(
            """
            INSERT INTO launch_acceptance (launch_id, finding, reason, accepted_by, accepted_at)
            VALUES (:id, :finding, :reason, :by, :at)
            ON CONFLICT (launch_id, finding) DO UPDATE
              SET reason = excluded.reason, accepted_by = excluded.accepted_by,
                  accepted_at = excluded.accepted_at
            """)
        .param("id", id)
        .param("finding", acceptance.finding())
        .param("reason", acceptance.reason())
        .param("by", acceptance.by())
        .param("at", Timestamp.from(acceptance.at()))
        .update();
  }

  @Override
  public List<Acceptance> acceptances(UUID id) {
    return jdbc.sql("SELECT * FROM launch_acceptance WHERE launch_id = :id ORDER BY finding")
        .param("id", id)
        .query(
            (row, number) ->
                new Acceptance(
                    row.getString("finding"),
                    row.getString("accepted_by"),
                    row.getString("reason"),
                    row.getTimestamp("accepted_at").toInstant()))
        .list();
  }

  @Override
  public void add(Approval approval) {
    jdbc.sql(
            """
            INSERT INTO launch_approval (id, launch_id, round, kind, state, due_at)
            VALUES (:id, :launch, :round, :kind, :state, :due)
            """)
        .param("id", approval.id())
        .param("launch", approval.launchId())
        .param("round", approval.round())
        .param("kind", approval.kind().name())
        .param("state", approval.state().name())
        .param("due", Timestamp.from(approval.dueAt()))
        .update();
  }

  @Override
  public List<Approval> approvals(UUID id) {
    return jdbc.sql(
            """
            SELECT * FROM launch_approval WHERE launch_id = :id
             ORDER BY round DESC, array_position(ARRAY['BRAND', 'MEDICAL', 'PRIVACY', 'FIELD'], kind)
            """)
        .param("id", id)
        .query(JdbcLaunches::approval)
        .list();
  }

  @Override
  public Optional<Approval> approval(UUID approvalId) {
    return jdbc.sql("SELECT * FROM launch_approval WHERE id = :id")
        .param("id", approvalId)
        .query(JdbcLaunches::approval)
        .optional();
  }

  @Override
  public boolean decide(
      UUID approvalId, Approval.State state, String by, Instant at, String reason) {
    return jdbc.sql(
                """
                UPDATE launch_approval
                   SET state = :state, decided_by = :by, decided_at = :at, reason = :reason
                 WHERE id = :id AND state = 'OPEN'
                """)
            .param("state", state.name())
            .param("by", by)
            .param("at", Timestamp.from(at))
            .param("reason", reason)
            .param("id", approvalId)
            .update()
        == 1;
  }

  @Override
  public List<UUID> withdrawOpen(UUID id) {
    return jdbc.sql(
            """
            UPDATE launch_approval SET state = 'WITHDRAWN'
             WHERE launch_id = :id AND state = 'OPEN' RETURNING id
            """)
        .param("id", id)
        .query(UUID.class)
        .list();
  }

  @Override
  public List<Approval> openApprovals() {
    return jdbc.sql("SELECT * FROM launch_approval WHERE state = 'OPEN' ORDER BY due_at, id")
        .query(JdbcLaunches::approval)
        .list();
  }

  @Override
  public List<Approval> decidedAndPrepared() {
    return jdbc.sql(
            """
            SELECT a.* FROM launch_approval a JOIN launch l ON l.id = a.launch_id
             WHERE l.stage = 'PREPARING' AND a.round = l.round
             ORDER BY a.launch_id, array_position(ARRAY['BRAND', 'MEDICAL', 'PRIVACY', 'FIELD'], a.kind)
            """)
        .query(JdbcLaunches::approval)
        .list();
  }

  @Override
  public void add(UUID id, Decision decision) {
    jdbc.sql(
            """
            INSERT INTO launch_decision (launch_id, verdict, measured, reason, decided_by, decided_at)
            VALUES (:id, :verdict, cast(:measured AS jsonb), :reason, :by, :at)
            """)
        .param("id", id)
        .param("verdict", decision.verdict().name())
        .param("measured", JSON.writeValueAsString(decision.measured()))
        .param("reason", decision.reason())
        .param("by", decision.by())
        .param("at", Timestamp.from(decision.at()))
        .update();
  }

  @Override
  public List<Decision> decisions(UUID id) {
    return jdbc.sql("SELECT * FROM launch_decision WHERE launch_id = :id ORDER BY id DESC")
        .param("id", id)
        .query(
            (row, number) ->
                new Decision(
                    Decision.Verdict.valueOf(row.getString("verdict")),
                    JSON.readValue(row.getString("measured"), MEASURED),
                    row.getString("reason"),
                    row.getString("decided_by"),
                    row.getTimestamp("decided_at").toInstant()))
        .list();
  }

  @Override
  public boolean cohortsPlanned(UUID id) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM launch_member WHERE launch_id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  @Override
  public void plan(UUID id, List<Cohorts.Place> places) {
    jdbc.sql(
            """
            INSERT INTO launch_member (launch_id, hcp_id, cohort, propensity)
            SELECT :id, p.hcp, p.cohort, p.propensity
              FROM unnest(:hcps, :cohorts, :propensities) AS p (hcp, cohort, propensity)
            ON CONFLICT DO NOTHING
            """)
        .param("id", id)
        .param("hcps", places.stream().map(place -> place.hcp().value()).toArray(UUID[]::new))
        .param("cohorts", places.stream().map(Cohorts.Place::cohort).toArray(Integer[]::new))
        .param(
            "propensities", places.stream().map(Cohorts.Place::propensity).toArray(Double[]::new))
        .update();
  }

  @Override
  public List<HcpId> cohort(UUID id, int cohort) {
    return jdbc
        .sql(
            """
            SELECT hcp_id FROM launch_member WHERE launch_id = :id AND cohort = :cohort
             ORDER BY propensity DESC, hcp_id
            """)
        .param("id", id)
        .param("cohort", cohort)
        .query(UUID.class)
        .list()
        .stream()
        .map(HcpId::new)
        .toList();
  }

  @Override
  public Map<Integer, Long> cohorts(UUID id) {
    Map<Integer, Long> cohorts = new TreeMap<>();
    jdbc.sql("SELECT cohort, count(*) FROM launch_member WHERE launch_id = :id GROUP BY cohort")
        .param("id", id)
        .query((RowCallbackHandler) row -> cohorts.put(row.getInt(1), row.getLong(2)));
    return cohorts;
  }

  @Override
  public void add(UUID id, GapBrief brief) {
    jdbc.sql(
            """
            INSERT INTO launch_brief (launch_id, place, brief_id, opened_by, opened_at)
            VALUES (:id, :place, :brief, :by, :at)
            ON CONFLICT (launch_id, place) DO UPDATE SET brief_id = excluded.brief_id
            """)
        .param("id", id)
        .param("place", brief.place())
        .param("brief", brief.briefId())
        .param("by", brief.openedBy())
        .param("at", Timestamp.from(brief.openedAt()))
        .update();
  }

  @Override
  public List<GapBrief> briefs(UUID id) {
    return jdbc.sql("SELECT * FROM launch_brief WHERE launch_id = :id ORDER BY place")
        .param("id", id)
        .query(
            (row, number) ->
                new GapBrief(
                    row.getString("place"),
                    row.getObject("brief_id", UUID.class),
                    row.getString("opened_by"),
                    row.getTimestamp("opened_at").toInstant()))
        .list();
  }

  @Override
  public void add(UUID id, WeeklyReadout readout) {
    jdbc.sql(
            """
            INSERT INTO launch_readout (launch_id, number, at, figures, actions)
            VALUES (:id, :number, :at, cast(:figures AS jsonb), cast(:actions AS jsonb))
            ON CONFLICT DO NOTHING
            """)
        .param("id", id)
        .param("number", readout.number())
        .param("at", Timestamp.from(readout.at()))
        .param("figures", JSON.writeValueAsString(readout.figures()))
        .param("actions", JSON.writeValueAsString(readout.actions()))
        .update();
  }

  @Override
  public List<WeeklyReadout> readouts(UUID id) {
    return jdbc.sql("SELECT * FROM launch_readout WHERE launch_id = :id ORDER BY number DESC")
        .param("id", id)
        .query(
            (row, number) ->
                new WeeklyReadout(
                    row.getInt("number"),
                    row.getTimestamp("at").toInstant(),
                    JSON.readValue(row.getString("figures"), PilotFigures.class),
                    JSON.readValue(row.getString("actions"), ACTIONS)))
        .list();
  }

  @Override
  public PilotFigures figures(CampaignId campaign) {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM enrolment WHERE campaign_id = :campaign) AS enrolled,
                   (SELECT count(DISTINCT hcp_id) FROM contact
                     WHERE campaign_id = :campaign AND state IN ('CONTACTED', 'IN_DOUBT'))
                     AS contacted,
                   (SELECT count(DISTINCT hcp_id) FROM engagement
                     WHERE campaign_id = :campaign AND kind = 'OPENED' AND machine IS NULL)
                     AS opened,
                   (SELECT count(DISTINCT hcp_id) FROM engagement
                     WHERE campaign_id = :campaign AND kind = 'CLICKED' AND machine IS NULL)
                     AS clicked,
                   (SELECT count(DISTINCT hcp_id) FROM engagement
                     WHERE campaign_id = :campaign AND kind = 'UNSUBSCRIBED') AS unsubscribed,
                   (SELECT count(DISTINCT enrolment_id) FROM journey_visit
                     WHERE campaign_id = :campaign AND state IN ('HELD', 'SUPPRESSED'))
                     AS not_made,
                   (SELECT count(DISTINCT hcp_id) FROM contact
                     WHERE campaign_id = :campaign AND state = 'GHOST') AS held_out
            """)
        .param("campaign", campaign.value())
        .query(
            (row, number) ->
                new PilotFigures(
                    row.getLong("enrolled"),
                    row.getLong("contacted"),
                    row.getLong("opened"),
                    row.getLong("clicked"),
                    row.getLong("unsubscribed"),
                    row.getLong("not_made"),
                    row.getLong("held_out")))
        .single();
  }

  @Override
  public Map<HcpId, Long> engagements(Instant since) {
    Map<HcpId, Long> engagements = new HashMap<>();
    jdbc.sql(
            """
            SELECT hcp_id, count(*) FROM engagement
             WHERE kind IN ('OPENED', 'CLICKED') AND last_at > :since AND machine IS NULL
             GROUP BY hcp_id
            """)
        .param("since", Timestamp.from(since))
        .query(
            (RowCallbackHandler)
                row -> engagements.put(new HcpId(row.getObject(1, UUID.class)), row.getLong(2)));
    return engagements;
  }

  @Override
  public Set<HcpId> inTerritories(List<String> codes) {
    return new HashSet<>(
        jdbc.sql("SELECT id FROM hcp WHERE territory = any(:codes) AND erased_at IS NULL")
            .param("codes", codes.toArray(String[]::new))
            .query((row, number) -> new HcpId(row.getObject("id", UUID.class)))
            .list());
  }

  @Override
  public boolean claim(UUID id, int attempt, long processInstanceKey, Instant at) {
    return jdbc.sql(
                """
                UPDATE launch SET instance_key = :key, claimed_at = coalesce(claimed_at, :at)
                 WHERE id = :id AND attempt = :attempt AND ended_at IS NULL
                   AND (instance_key IS NULL OR instance_key = :key)
                """
                    + " AND "
                    + OVER)
            .param("key", processInstanceKey)
            .param("at", Timestamp.from(at))
            .param("id", id)
            .param("attempt", attempt)
            .update()
        == 1;
  }

  @Override
  public void ended(UUID id, int attempt, long processInstanceKey, Instant at) {
    jdbc.sql(
            """
            UPDATE launch SET ended_at = coalesce(ended_at, :at)
             WHERE id = :id AND attempt = :attempt AND instance_key = :key
            """)
        .param("at", Timestamp.from(at))
        .param("id", id)
        .param("attempt", attempt)
        .param("key", processInstanceKey)
        .update();
  }

  @Override
  public void nextAttempt(UUID id, int attempt, Instant realTime) {
    jdbc.sql(
            """
            UPDATE launch
               SET attempt = :next, instance_key = NULL, claimed_at = NULL, ended_at = NULL,
                   start_requested_at = :at
             WHERE id = :id AND attempt = :attempt
            """)
        .param("next", attempt + 1)
        .param("at", Timestamp.from(realTime))
        .param("id", id)
        .param("attempt", attempt)
        .update();
  }

  @Override
  public void startRequested(UUID id, Instant realTime) {
    jdbc.sql("UPDATE launch SET start_requested_at = :at WHERE id = :id")
        .param("at", Timestamp.from(realTime))
        .param("id", id)
        .update();
  }

  @Override
  public void told(UUID id, Instant realTime) {
    jdbc.sql("UPDATE launch SET told_at = :at WHERE id = :id")
        .param("at", Timestamp.from(realTime))
        .param("id", id)
        .update();
  }

  @Override
  public List<Launch> unclaimedSince(Instant realTime, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM launch
             WHERE instance_key IS NULL AND ended_at IS NULL AND start_requested_at < :before
            """
                + " AND "
                + OVER
                + " ORDER BY start_requested_at LIMIT :limit")
        .param("before", Timestamp.from(realTime))
        .param("limit", limit)
        .query(JdbcLaunches::launch)
        .list();
  }

  @Override
  public List<Launch> endedUndone(Instant before, int limit) {
    return jdbc.sql(
            "SELECT * FROM launch WHERE ended_at < :before AND "
                + OVER
                + " ORDER BY ended_at LIMIT :limit")
        .param("before", Timestamp.from(before))
        .param("limit", limit)
        .query(JdbcLaunches::launch)
        .list();
  }

  @Override
  public List<Launch> silentSince(Instant realTime, Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT l.* FROM launch l JOIN campaign c ON c.id = l.campaign_id
             WHERE l.instance_key IS NOT NULL AND l.ended_at IS NULL AND l.told_at < :before
               AND (l.stage = 'PILOT_APPROVED'
                    OR l.stage = 'WAVES' AND l.next_wave_at <= :now
                    OR l.stage IN ('PILOT', 'WAVES', 'RUNNING') AND l.next_readout_at <= :now
                    OR l.stage IN ('CLOSED', 'STOPPED')
                    OR l.stage = 'PREPARING' AND l.asked_at > cast(:now AS timestamptz) - interval '1 day'
                    OR c.state = 'STOPPED')
             ORDER BY l.told_at LIMIT :limit
            """)
        .param("before", Timestamp.from(realTime))
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query(JdbcLaunches::launch)
        .list();
  }

  private static Approval approval(ResultSet row, int number) throws SQLException {
    return new Approval(
        row.getObject("id", UUID.class),
        row.getObject("launch_id", UUID.class),
        row.getInt("round"),
        ApprovalKind.valueOf(row.getString("kind")),
        Approval.State.valueOf(row.getString("state")),
        row.getTimestamp("due_at").toInstant(),
        row.getString("decided_by"),
        instant(row, "decided_at"),
        row.getString("reason"));
  }

  private static Launch launch(ResultSet row, int number) throws SQLException {
    return new Launch(
        row.getObject("id", UUID.class),
        new CampaignId(row.getObject("campaign_id", UUID.class)),
        Stage.valueOf(row.getString("stage")),
        JSON.readValue(row.getString("plan"), LaunchPlan.class),
        row.getInt("round"),
        row.getString("prepared_by"),
        row.getTimestamp("prepared_at").toInstant(),
        row.getString("asked_by"),
        instant(row, "asked_at"),
        row.getString("package_hash"),
        row.getObject("dry_run_id", UUID.class),
        instant(row, "pilot_ends_at"),
        row.getInt("waves_released"),
        instant(row, "next_wave_at"),
        instant(row, "next_readout_at"),
        row.getString("closed_by"),
        instant(row, "closed_at"),
        row.getString("note"),
        row.getInt("attempt"),
        row.getObject("instance_key", Long.class),
        instant(row, "ended_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
