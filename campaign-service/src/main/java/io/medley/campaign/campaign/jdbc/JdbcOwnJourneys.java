package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.OwnJourney;
import io.medley.campaign.campaign.OwnJourneys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Own journeys in PostgreSQL. */
@Repository
class JdbcOwnJourneys implements OwnJourneys {

  private final JdbcClient jdbc;

  JdbcOwnJourneys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<OwnJourney> all() {
    return jdbc.sql("SELECT * FROM own_journey ORDER BY process_id")
        .query((row, number) -> journey(row))
        .list();
  }

  @Override
  public Optional<OwnJourney> find(String processId) {
    return jdbc.sql("SELECT * FROM own_journey WHERE process_id = :id")
        .param("id", processId)
        .query((row, number) -> journey(row))
        .optional();
  }

  @Override
  public void save(OwnJourney journey) {
    jdbc.sql(
            """
            INSERT INTO own_journey (process_id, version, bpmn_xml, uploaded_by, uploaded_at)
            VALUES (:id, :version, :xml, :by, :at)
            ON CONFLICT (process_id) DO UPDATE
               SET version = excluded.version, bpmn_xml = excluded.bpmn_xml,
                   uploaded_by = excluded.uploaded_by, uploaded_at = excluded.uploaded_at
             WHERE own_journey.version < excluded.version
            """)
        .param("id", journey.processId())
        .param("version", journey.version())
        .param("xml", journey.bpmnXml())
        .param("by", journey.uploadedBy())
        .param("at", Timestamp.from(journey.uploadedAt()))
        .update();
  }

  private static OwnJourney journey(ResultSet row) throws SQLException {
    return new OwnJourney(
        row.getString("process_id"),
        row.getInt("version"),
        row.getString("bpmn_xml"),
        row.getString("uploaded_by"),
        row.getTimestamp("uploaded_at").toInstant());
  }
}
