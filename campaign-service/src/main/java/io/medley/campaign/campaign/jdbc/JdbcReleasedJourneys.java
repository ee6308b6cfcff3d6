package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.ReleasedJourneys;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Released models in PostgreSQL. */
@Repository
class JdbcReleasedJourneys implements ReleasedJourneys {

  private final JdbcClient jdbc;

  JdbcReleasedJourneys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<String> newest(String processId) {
    return jdbc.sql(
            """
            SELECT sha256 FROM released_journey WHERE process_id = :id
             ORDER BY released_at DESC LIMIT 1
            """)
        .param("id", processId)
        .query(String.class)
        .optional();
  }

  @Override
  public Optional<String> find(String processId, String sha256) {
    return jdbc.sql(
            "SELECT bpmn_xml FROM released_journey WHERE process_id = :id AND sha256 = :sha")
        .param("id", processId)
        .param("sha", sha256)
        .query(String.class)
        .optional();
  }

  @Override
  public void released(String processId, String sha256, String bpmnXml, Instant at) {
    jdbc.sql(
            """
            INSERT INTO released_journey (process_id, sha256, bpmn_xml, released_at)
            VALUES (:id, :sha, :bpmn, :at)
            ON CONFLICT (process_id, sha256) DO UPDATE SET released_at = excluded.released_at
            """)
        .param("id", processId)
        .param("sha", sha256)
        .param("bpmn", bpmnXml)
        .param("at", Timestamp.from(at))
        .update();
  }
}
