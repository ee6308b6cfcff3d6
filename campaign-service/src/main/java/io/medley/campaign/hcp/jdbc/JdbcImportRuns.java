package io.medley.campaign.hcp.jdbc;

import io.medley.campaign.hcp.ImportReport.RowNote;
import io.medley.campaign.hcp.ImportRun;
import io.medley.campaign.hcp.ImportRuns;
import io.medley.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Imports and their notes in PostgreSQL. */
@Repository
class JdbcImportRuns implements ImportRuns {

  private static final String RUN =
      """
      select id, file_name, format, state, bytes, read_bytes, rows, created, updated, unchanged,
             consents, rejected, remarks, interruptions, ended_why, actor::text as actor,
             received_at, started_at, progress_at, ended_at from hcp_import
      """;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final JsonMapper json;

  JdbcImportRuns(JdbcClient jdbc, NamedParameterJdbcOperations batches, JsonMapper json) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.json = json;
  }

  @Override
  public Optional<ImportRun> find(UUID id) {
    return jdbc.sql(RUN + " where id = :id").param("id", id).query(this::run).optional();
  }

  @Override
  public List<ImportRun> latest(int limit) {
    return jdbc.sql(RUN + " order by received_at desc limit :limit")
        .param("limit", limit)
        .query(this::run)
        .list();
  }

  @Override
  public List<UUID> unfinished() {
    return jdbc.sql(
            """
            select id from hcp_import where ended_at is null and state in ('WAITING', 'RUNNING')
            order by received_at
            """)
        .query(UUID.class)
        .list();
  }

  @Override
  @Transactional
  public ImportRun begin(UUID id, Instant now) {
    jdbc.sql(
            """
            update hcp_import
            set interruptions = interruptions + case when state = 'RUNNING' then 1 else 0 end,
                state = 'RUNNING', started_at = coalesce(started_at, :now), progress_at = :now
            where id = :id and ended_at is null
            """)
        .param("now", Timestamp.from(now))
        .param("id", id)
        .update();
    return find(id).orElseThrow();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void advance(UUID id, Step step, Instant now) {
    jdbc.sql(
            """
            update hcp_import
            set rows = :rows, read_bytes = :read, created = created + :created,
                updated = updated + :updated, unchanged = unchanged + :unchanged,
                consents = consents + :consents, rejected = rejected + :rejected,
                remarks = remarks + :remarks, failures = 0, progress_at = :now
            where id = :id
            """)
        .param("rows", step.rows())
        .param("read", step.readBytes())
        .param("created", step.created())
        .param("updated", step.updated())
        .param("unchanged", step.unchanged())
        .param("consents", step.consents())
        .param("rejected", step.rejected().size())
        .param("remarks", step.remarks().size())
        .param("now", Timestamp.from(now))
        .param("id", id)
        .update();
    MapSqlParameterSource[] notes =
        Stream.concat(
                step.rejected().stream().map(note -> note(id, NoteKind.REJECTED, note)),
                step.remarks().stream().map(note -> note(id, NoteKind.REMARK, note)))
            .toArray(MapSqlParameterSource[]::new);
    if (notes.length > 0) {
      batches.batchUpdate(
          """
          insert into hcp_import_note (import_id, row, kind, reason)
          values (:id, :row, :kind, :reason)
          """,
          notes);
    }
  }

  private static MapSqlParameterSource note(UUID id, NoteKind kind, RowNote note) {
    return new MapSqlParameterSource("id", id)
        .addValue("row", note.row())
        .addValue("kind", kind.name())
        .addValue("reason", note.reason());
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void end(UUID id, ImportRun.State state, String why, Instant now) {
    jdbc.sql(
            """
            update hcp_import set state = :state, ended_why = nullif(:why, ''), ended_at = :now,
              progress_at = case when state = 'RUNNING' then :now else progress_at end
            where id = :id and ended_at is null
            """)
        .param("state", state.name())
        .param("why", why)
        .param("now", Timestamp.from(now))
        .param("id", id)
        .update();
  }

  @Override
  @Transactional
  public int brokeOff(UUID id) {
    return jdbc.sql(
            "update hcp_import set failures = failures + 1 where id = :id returning failures")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  @Override
  public List<Reason> reasons(UUID id, int limit) {
    return jdbc.sql(
            """
            select kind, reason, count(*) as rows, min(row) as first from hcp_import_note
            where import_id = :id group by kind, reason order by kind, rows desc, reason limit :limit
            """)
        .param("id", id)
        .param("limit", limit)
        .query(
            (rs, n) ->
                new Reason(
                    NoteKind.valueOf(rs.getString("kind")),
                    rs.getString("reason"),
                    rs.getLong("rows"),
                    rs.getLong("first")))
        .list();
  }

  @Override
  public List<Note> notes(UUID id, NoteKind kind, long afterRow, int limit) {
    // A row's notes stay together: the last row of a page is read whole.
    return jdbc.sql(
            """
            select row, reason from hcp_import_note
            where import_id = :id and kind = :kind and row > :after
            order by row fetch first :limit rows with ties
            """)
        .param("id", id)
        .param("kind", kind.name())
        .param("after", afterRow)
        .param("limit", limit)
        .query((rs, n) -> new Note(kind, new RowNote(rs.getLong("row"), rs.getString("reason"))))
        .list();
  }

  private ImportRun run(ResultSet rs, int row) throws SQLException {
    return new ImportRun(
        rs.getObject("id", UUID.class),
        rs.getString("file_name"),
        ImportRun.Format.valueOf(rs.getString("format")),
        ImportRun.State.valueOf(rs.getString("state")),
        rs.getLong("bytes"),
        rs.getLong("read_bytes"),
        rs.getLong("rows"),
        rs.getLong("created"),
        rs.getLong("updated"),
        rs.getLong("unchanged"),
        rs.getLong("consents"),
        rs.getLong("rejected"),
        rs.getLong("remarks"),
        rs.getInt("interruptions"),
        rs.getString("ended_why"),
        json.readValue(rs.getString("actor"), Actor.class),
        rs.getTimestamp("received_at").toInstant(),
        instant(rs, "started_at"),
        rs.getTimestamp("progress_at").toInstant(),
        instant(rs, "ended_at"));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
