package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.SendCheck;
import io.medley.campaign.touch.SendChecks;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Kept verdicts in PostgreSQL. */
@Repository
class JdbcSendChecks implements SendChecks {

  private static final Actor CHECKS = Actor.system("send-check");

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final JsonMapper json;

  JdbcSendChecks(JdbcClient jdbc, AuditTrail audit, JsonMapper json) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.json = json;
  }

  @Override
  public Optional<SendCheck> of(UUID versionId, String contentHash) {
    return jdbc.sql("select * from send_check where version_id = :version and content_hash = :hash")
        .param("version", versionId)
        .param("hash", contentHash)
        .query(this::check)
        .optional();
  }

  @Override
  @Transactional
  public boolean keep(UUID versionId, String contentHash, SendCheck check) {
    Optional<SendCheck> before =
        jdbc.sql("select * from send_check where version_id = :version for update")
            .param("version", versionId)
            .query(this::check)
            .optional();
    jdbc.sql(
            """
            insert into send_check (version_id, content_hash, run_id, pack_version, verdict, blocking,
                                    checked_at)
            values (:version, :hash, :run, :pack, :verdict, :blocking, :at)
            on conflict (version_id) do update
              set content_hash = excluded.content_hash, run_id = excluded.run_id,
                  pack_version = excluded.pack_version, verdict = excluded.verdict,
                  blocking = excluded.blocking, checked_at = excluded.checked_at,
                  asked_at = clock_timestamp()
            """)
        .param("version", versionId)
        .param("hash", contentHash)
        .param("run", check.runId())
        .param("pack", check.packVersion())
        .param("verdict", check.verdict())
        .param("blocking", check.blocking().toArray(String[]::new))
        .param("at", Timestamp.from(check.at()))
        .update();
    boolean changed =
        before.isEmpty()
            || !before.get().verdict().equals(check.verdict())
            || !before.get().packVersion().equals(check.packVersion());
    if (changed) {
      audit.append(
          new AuditEvent(
              "servable-version",
              versionId.toString(),
              "send-checked",
              CHECKS,
              Map.of(
                  "verdict", check.verdict(),
                  "packVersion", check.packVersion(),
                  "checkRun", check.runId().toString(),
                  "blocking", json.writeValueAsString(check.blocking()))));
    }
    return before.map(SendCheck::blocked).orElse(false) != check.blocked();
  }

  @Override
  public List<ToCheck> due(long seconds, int limit) {
    return jdbc.sql(
            """
            select v.version_id, v.content_hash, v.title, v.job_code
            from servable_version v
            left join send_check c on c.version_id = v.version_id
            where v.state = 'LIVE'
              and exists (select from campaign k
                          where k.state = 'LAUNCHED' and k.brand_id = v.brand_id)
              and (c.version_id is null or c.content_hash <> v.content_hash
                or c.asked_at < clock_timestamp() - make_interval(secs => :seconds)
                or c.asked_at < v.stored_at)
            order by c.asked_at nulls first, v.version_id limit :limit
            """)
        .param("seconds", (double) seconds)
        .param("limit", limit)
        .query(JdbcSendChecks::toCheck)
        .list();
  }

  @Override
  public List<ToCheck> ofCampaign(UUID campaignId, int limit) {
    return jdbc.sql(
            """
            select v.version_id, v.content_hash, v.title, v.job_code
            from servable_version v join campaign k on k.brand_id = v.brand_id
            left join send_check c on c.version_id = v.version_id
            where k.id = :campaign and v.state = 'LIVE' and v.markets && k.countries
            order by exists (select from planned_version p
                             where p.campaign_id = k.id and p.version_id = v.version_id::text) desc,
                     c.asked_at nulls first, v.version_id
            limit :limit
            """)
        .param("campaign", campaignId)
        .param("limit", limit)
        .query(JdbcSendChecks::toCheck)
        .list();
  }

  private SendCheck check(ResultSet rs, int row) throws SQLException {
    return new SendCheck(
        rs.getObject("run_id", UUID.class),
        rs.getString("pack_version"),
        rs.getString("verdict"),
        List.of((String[]) rs.getArray("blocking").getArray()),
        rs.getTimestamp("checked_at").toInstant());
  }

  private static ToCheck toCheck(ResultSet rs, int row) throws SQLException {
    return new ToCheck(
        rs.getObject("version_id", UUID.class),
        rs.getString("content_hash"),
        rs.getString("title"),
        rs.getString("job_code"));
  }
}
