package io.medley.campaign.dryrun.jdbc;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.dryrun.DryRun;
import io.medley.campaign.dryrun.DryRunReport;
import io.medley.campaign.dryrun.DryRuns;
import io.medley.campaign.dryrun.ResponseModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Dry runs in PostgreSQL. */
@Repository
class JdbcDryRuns implements DryRuns {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  JdbcDryRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(DryRun run) {
    jdbc.sql(
            """
            INSERT INTO dry_run (id, campaign_id, weeks, responses, inputs_hash, started_by,
                                 started_at, state, audience)
            VALUES (:id, :campaign, :weeks, cast(:responses AS jsonb), :hash, :by, :at, :state,
                    :audience)
            """)
        .param("id", run.id())
        .param("campaign", run.campaignId())
        .param("weeks", run.weeks())
        .param("responses", JSON.writeValueAsString(run.responses()))
        .param("hash", run.inputsHash())
        .param("by", run.startedBy())
        .param("at", Timestamp.from(run.startedAt()))
        .param("state", run.state().name())
        .param("audience", run.audience())
        .update();
  }

  @Override
  public void progress(UUID id, int done, int audience) {
    jdbc.sql(
            """
            UPDATE dry_run SET done = :done, audience = :audience
             WHERE id = :id AND state = 'RUNNING'
            """)
        .param("id", id)
        .param("done", done)
        .param("audience", audience)
        .update();
  }

  @Override
  public void done(UUID id, DryRunReport report, long tookMillis) {
    jdbc.sql(
            """
            UPDATE dry_run SET state = 'DONE', report = cast(:report AS jsonb), took_millis = :took
             WHERE id = :id AND state = 'RUNNING'
            """)
        .param("id", id)
        .param("report", JSON.writeValueAsString(report))
        .param("took", tookMillis)
        .update();
  }

  @Override
  public void failed(UUID id, String why) {
    jdbc.sql(
            """
            UPDATE dry_run SET state = 'FAILED', failure = :why
             WHERE id = :id AND state = 'RUNNING'
            """)
        .param("id", id)
        .param("why", why)
        .update();
  }

  @Override
  public Optional<DryRun> find(UUID id) {
    return jdbc.sql("SELECT * FROM dry_run WHERE id = :id")
        .param("id", id)
        .query((row, number) -> run(row))
        .optional();
  }

  @Override
  public List<DryRun> of(CampaignId campaign) {
    return jdbc.sql(
            "SELECT * FROM dry_run WHERE campaign_id = :id ORDER BY started_at DESC, id LIMIT 20")
        .param("id", campaign.value())
        .query((row, number) -> run(row))
        .list();
  }

  private static DryRun run(ResultSet row) throws SQLException {
    String report = row.getString("report");
    long took = row.getLong("took_millis");
    boolean unfinished = row.wasNull();
    return new DryRun(
        row.getObject("id", UUID.class),
        row.getObject("campaign_id", UUID.class),
        row.getInt("weeks"),
        JSON.readValue(row.getString("responses"), ResponseModel.class),
        row.getString("inputs_hash"),
        row.getString("started_by"),
        row.getTimestamp("started_at").toInstant(),
        DryRun.State.valueOf(row.getString("state")),
        row.getInt("done"),
        row.getInt("audience"),
        report == null ? null : JSON.readValue(report, DryRunReport.class),
        row.getString("failure"),
        unfinished ? null : took);
  }
}
