package io.medley.content.scorecard.jdbc;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.VersionId;
import io.medley.content.scorecard.AgencyScore;
import io.medley.content.scorecard.Progress;
import io.medley.content.scorecard.QueueEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcProgress implements Progress {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  JdbcProgress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<AgencyScore> scores(@Nullable String agency, Instant since) {
    Map<String, List<AgencyScore.Cause>> causes = causes(agency, since);
    return jdbc.sql(
            """
            with handed_over as (
              select id, asset_id, agency, state, opened_at, closed_at from review
              union all
              select id, asset_id, agency, case qc when 'RETURNED' then 'QC_RETURNED' else 'IN_QC' end, submitted_at, decided_at
              from submission where not review_opened),
            opened as (
              select h.*, row_number() over (partition by asset_id order by opened_at, id) as round from handed_over h),
            asked as (
              select agency, count(*) as submissions,
                count(*) filter (where state not in ('OPENED', 'IN_REVIEW', 'IN_QC')) as decided,
                count(*) filter (where round = 1 and state not in ('OPENED', 'IN_REVIEW', 'IN_QC')) as first_rounds,
                count(*) filter (where round = 1 and state in ('APPROVED', 'SEALED', 'LIVE')) as first_pass,
                count(*) filter (where state = 'RETURNED') as returned,
                count(*) filter (where state = 'QC_RETURNED') as qc_returned,
                count(*) filter (where state = 'IN_QC') as in_qc,
                count(*) filter (where state = 'REJECTED') as rejected,
                percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at))
                  filter (where state in ('APPROVED', 'SEALED', 'LIVE') and closed_at is not null) as seconds
              from opened where opened_at >= :since and (cast(:agency as text) is null or agency = :agency)
              group by agency),
            stopped as (
              select v.agency, count(*) as blocked
              from check_run c join asset_version v on v.id = c.version_id
              where c.stage = 'SUBMISSION' and c.verdict = 'BLOCKED' and c.ran_at >= :since
                and (cast(:agency as text) is null or v.agency = :agency)
              group by v.agency),
            said as (
              select distinct on (agency) agency, qc <> 'SKIPPED' as looked, because, submitted_at
              from submission
              where decision is not null and (cast(:agency as text) is null or agency = :agency)
              order by agency, submitted_at desc)
            select coalesce(a.agency, s.agency) as agency, coalesce(submissions, 0) as submissions,
              coalesce(decided, 0) as decided, coalesce(first_rounds, 0) as first_rounds,
              coalesce(first_pass, 0) as first_pass, coalesce(returned, 0) as returned,
              coalesce(qc_returned, 0) as qc_returned, coalesce(in_qc, 0) as in_qc,
              coalesce(rejected, 0) as rejected, coalesce(blocked, 0) as blocked, seconds,
              said.looked, said.because, said.submitted_at as said_at
            from asked a full join stopped s on s.agency = a.agency
              left join said on said.agency = coalesce(a.agency, s.agency)
            order by submissions desc nulls last, 1
            """)
        .param("since", Timestamp.from(since))
        .param("agency", agency)
        .query((row, number) -> score(row, causes))
        .list();
  }

  private Map<String, List<AgencyScore.Cause>> causes(@Nullable String agency, Instant since) {
    Map<String, List<AgencyScore.Cause>> causes = new LinkedHashMap<>();
    jdbc.sql(
            """
            select v.agency, f.rule_id, count(distinct c.version_id) as pieces
            from finding f join check_run c on c.id = f.run_id join asset_version v on v.id = c.version_id
            where f.severity = 'BLOCK' and c.ran_at >= :since and (cast(:agency as text) is null or v.agency = :agency)
            group by v.agency, f.rule_id order by pieces desc, f.rule_id
            """)
        .param("since", Timestamp.from(since))
        .param("agency", agency)
        .query(
            row -> {
              List<AgencyScore.Cause> of =
                  causes.computeIfAbsent(row.getString("agency"), name -> new ArrayList<>());
              if (of.size() < 3) {
                of.add(new AgencyScore.Cause(row.getString("rule_id"), row.getLong("pieces")));
              }
            });
    return causes;
  }

  private static AgencyScore score(ResultSet row, Map<String, List<AgencyScore.Cause>> causes)
      throws SQLException {
    double seconds = row.getDouble("seconds");
    Double days = row.wasNull() ? null : seconds / 86_400;
    Timestamp saidAt = row.getTimestamp("said_at");
    return new AgencyScore(
        row.getString("agency"),
        row.getLong("submissions"),
        row.getLong("decided"),
        row.getLong("first_rounds"),
        row.getLong("first_pass"),
        row.getLong("in_qc"),
        row.getLong("qc_returned"),
        row.getLong("returned"),
        row.getLong("rejected"),
        row.getLong("blocked"),
        days,
        causes.getOrDefault(row.getString("agency"), List.of()),
        saidAt == null
            ? null
            : new AgencyScore.QcSaid(
                row.getBoolean("looked"), row.getString("because"), saidAt.toInstant()));
  }

  @Override
  public List<QueueEntry> queue(@Nullable String agency, int limit) {
    Map<UUID, List<QueueEntry.LaneState>> lanes = new LinkedHashMap<>();
    jdbc.sql(
            """
            select l.review_id, l.lane, l.state, l.verdict, l.due_at
            from review_lane l join review r on r.id = l.review_id
            where r.state in ('OPENED', 'IN_REVIEW', 'APPROVED', 'SEALED')
              and (cast(:agency as text) is null or r.agency = :agency)
            order by l.lane
            """)
        .param("agency", agency)
        .query(
            row -> {
              lanes
                  .computeIfAbsent(row.getObject("review_id", UUID.class), id -> new ArrayList<>())
                  .add(
                      new QueueEntry.LaneState(
                          row.getString("lane"),
                          row.getString("state"),
                          row.getString("verdict"),
                          row.getTimestamp("due_at").toInstant()));
            });
    return jdbc.sql(
            """
            select r.id, r.version_id, r.title, r.job_code, r.version_number, r.agency, r.markets, r.state, r.tier,
              r.opened_at, (
                select min(due_at) from review_lane l where l.review_id = r.id and l.state = 'OPEN') as due_at
            from review r
            where r.state in ('OPENED', 'IN_REVIEW', 'APPROVED', 'SEALED')
              and (cast(:agency as text) is null or r.agency = :agency)
            union all
            select s.review_id, s.version_id, v.title, v.job_code, v.major || '.' || v.minor, s.agency, s.markets, 'QC', null,
              s.submitted_at, s.due_at
            from submission s join asset_version v on v.id = s.version_id
            where s.qc in ('WAITING', 'REQUIRED') and (cast(:agency as text) is null or s.agency = :agency)
            order by due_at nulls last, opened_at limit :limit
            """)
        .param("agency", agency)
        .param("limit", limit)
        .query(
            (row, number) -> {
              UUID review = row.getObject("id", UUID.class);
              Timestamp due = row.getTimestamp("due_at");
              return new QueueEntry(
                  review,
                  new VersionId(row.getObject("version_id", UUID.class)),
                  row.getString("title"),
                  row.getString("job_code"),
                  row.getString("version_number"),
                  row.getString("agency"),
                  List.of((String[]) row.getArray("markets").getArray()),
                  row.getString("state"),
                  row.getString("tier"),
                  row.getTimestamp("opened_at").toInstant(),
                  due == null ? null : due.toInstant(),
                  row.getString("state").equals(QueueEntry.IN_QC)
                      ? inQc(due)
                      : lanes.getOrDefault(review, List.of()));
            })
        .list();
  }

  /** Nobody knows yet whether a coordinator looks, or by when one has to. */
  private static List<QueueEntry.LaneState> inQc(@Nullable Timestamp due) {
    return due == null
        ? List.of()
        : List.of(new QueueEntry.LaneState("COORDINATOR", "OPEN", null, due.toInstant()));
  }

  @Override
  public List<VersionId> toTagAgain(String notConfirmedBy, int limit) {
    return jdbc
        .sql(
            """
            select v.id from asset_version v
            where v.state in ('SUBMITTED', 'QC', 'IN_REVIEW', 'APPROVED', 'LIVE') and v.confirmed_by is not null
              and v.confirmed_by <> :person and ('x' || left(md5(v.id::text), 4))::bit(16)::integer % 20 = 0
              and not exists (select 1 from second_tagging s where s.version_id = v.id)
            order by v.changed_at desc limit :limit
            """)
        .param("person", notConfirmedBy)
        .param("limit", limit)
        .query(UUID.class)
        .stream()
        .map(VersionId::new)
        .toList();
  }

  @Override
  public boolean keepSecond(VersionId version, AssetMetadata tags, String by, Instant at) {
    return jdbc.sql(
                """
                insert into second_tagging (version_id, tags, tagged_by, tagged_at)
                values (:version, cast(:tags as jsonb), :by, :at)
                on conflict (version_id) do nothing
                """)
            .param("version", version.value())
            .param("tags", JSON.writeValueAsString(tags))
            .param("by", by)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public List<Twice> taggedTwice() {
    return jdbc.sql(
            """
            select v.id, v.metadata, s.tags from second_tagging s join asset_version v on v.id = s.version_id
            """)
        .query(
            (row, number) ->
                new Twice(
                    new VersionId(row.getObject("id", UUID.class)),
                    JSON.readValue(row.getString("metadata"), AssetMetadata.class),
                    JSON.readValue(row.getString("tags"), AssetMetadata.class)))
        .list();
  }
}
