package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.Ladders;
import io.medley.campaign.measure.Stage;
import io.medley.campaign.measure.StageEvidence;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Evidence of stages in PostgreSQL. */
@Repository
class JdbcLadders implements Ladders {

  private final JdbcClient jdbc;
  private final AuditTrail audit;

  JdbcLadders(JdbcClient jdbc, AuditTrail audit) {
    this.jdbc = jdbc;
    this.audit = audit;
  }

  @Override
  @Transactional
  public boolean add(StageEvidence evidence, Actor actor) {
    boolean added =
        jdbc.sql(
                    """
                    INSERT INTO stage_evidence
                      (source_key, hcp_id, topic, stage, kind, independent, at, actor, brand_id)
                    VALUES (:key, :hcp, :topic, :stage, :kind, :independent, :at, :actor, :brand)
                    ON CONFLICT (source_key) DO NOTHING
                    """)
                .param("key", evidence.sourceKey())
                .param("hcp", evidence.hcpId())
                .param("topic", evidence.topic())
                .param("stage", evidence.stage().name())
                .param("kind", evidence.kind())
                .param("independent", evidence.independent())
                .param("at", Timestamp.from(evidence.at()))
                .param("actor", actor.id())
                .param("brand", evidence.brandId())
                .update()
            == 1;
    if (added) {
      audit.append(
          new AuditEvent(
              "stage-evidence",
              evidence.sourceKey(),
              "recorded",
              actor,
              Map.of(
                  "topic", evidence.topic(),
                  "stage", evidence.stage().name(),
                  "kind", evidence.kind())));
    }
    return added;
  }

  @Override
  public List<StageEvidence> of(UUID hcpId) {
    return jdbc.sql("SELECT * FROM stage_evidence WHERE hcp_id = :hcp ORDER BY at, source_key")
        .param("hcp", hcpId)
        .query(
            (row, number) ->
                new StageEvidence(
                    row.getString("source_key"),
                    row.getObject("hcp_id", UUID.class),
                    row.getString("topic"),
                    Stage.valueOf(row.getString("stage")),
                    row.getString("kind"),
                    row.getBoolean("independent"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("brand_id")))
        .list();
  }
}
