package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.SafetyReport;
import io.medley.campaign.measure.SafetyReports;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Safety reports in PostgreSQL. */
@Repository
class JdbcSafetyReports implements SafetyReports {

  private final JdbcClient jdbc;

  JdbcSafetyReports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(SafetyReport report, byte[] sealed) {
    return jdbc.sql(
                """
                INSERT INTO safety_report (id, source_key, hcp_id, source, kinds, words, sealed,
                                           received_at, due_at, state)
                VALUES (:id, :key, :hcp, :source, :kinds, :words, :sealed, :received, :due, 'OPEN')
                ON CONFLICT (source_key) DO NOTHING
                """)
            .param("id", report.id())
            .param("key", report.sourceKey())
            .param("hcp", report.hcpId())
            .param("source", report.source().name())
            .param("kinds", report.kinds().toArray(String[]::new))
            .param("words", report.words().toArray(String[]::new))
            .param("sealed", sealed)
            .param("received", Timestamp.from(report.receivedAt()))
            .param("due", Timestamp.from(report.dueAt()))
            .update()
        == 1;
  }

  @Override
  public List<SafetyReport> all(int limit) {
    return jdbc.sql(
            """
            SELECT * FROM safety_report
             ORDER BY closed_at IS NOT NULL, CASE WHEN closed_at IS NULL THEN due_at END,
                      closed_at DESC
             LIMIT :limit
            """)
        .param("limit", limit)
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public long open() {
    return jdbc.sql("SELECT count(*) FROM safety_report WHERE state = 'OPEN'")
        .query(Long.class)
        .single();
  }

  @Override
  public Optional<byte[]> sealed(UUID id) {
    return jdbc.sql("SELECT sealed FROM safety_report WHERE id = :id")
        .param("id", id)
        .query((row, number) -> row.getBytes("sealed"))
        .optional();
  }

  @Override
  public Optional<SafetyReport> find(UUID id) {
    return jdbc.sql("SELECT * FROM safety_report WHERE id = :id")
        .param("id", id)
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public boolean close(UUID id, SafetyReport.State state, String outcome, String by, Instant at) {
    return jdbc.sql(
                """
                UPDATE safety_report SET state = :state, outcome = :outcome, closed_by = :by,
                       closed_at = :at
                 WHERE id = :id AND state = 'OPEN'
                """)
            .param("id", id)
            .param("state", state.name())
            .param("outcome", outcome)
            .param("by", by)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  private static SafetyReport read(ResultSet row) throws SQLException {
    Timestamp closed = row.getTimestamp("closed_at");
    return new SafetyReport(
        row.getObject("id", UUID.class),
        row.getString("source_key"),
        row.getObject("hcp_id", UUID.class),
        SafetyReport.Source.valueOf(row.getString("source")),
        List.of((String[]) row.getArray("kinds").getArray()),
        List.of((String[]) row.getArray("words").getArray()),
        row.getTimestamp("received_at").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        SafetyReport.State.valueOf(row.getString("state")),
        row.getString("outcome"),
        row.getString("closed_by"),
        closed == null ? null : closed.toInstant());
  }
}
