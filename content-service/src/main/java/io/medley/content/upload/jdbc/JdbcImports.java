package io.medley.content.upload.jdbc;

import io.medley.content.asset.VersionId;
import io.medley.content.upload.BulkImport;
import io.medley.content.upload.BulkImport.Planned;
import io.medley.content.upload.BulkImport.Row;
import io.medley.content.upload.BulkImport.RowState;
import io.medley.content.upload.ImportId;
import io.medley.content.upload.Imports;
import io.medley.content.upload.UploadId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcImports implements Imports {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  JdbcImports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(BulkImport bulk, List<Planned> rows) {
    int added =
        jdbc.sql(
                """
                insert into bulk_import (id, agency, owner, owner_name, name, csv_hash, created_at)
                values (:id, :agency, :owner, :ownerName, :name, :hash, :at)
                on conflict (owner, csv_hash) do nothing
                """)
            .param("id", bulk.id().value())
            .param("agency", bulk.agency())
            .param("owner", bulk.owner())
            .param("ownerName", bulk.ownerName())
            .param("name", bulk.name())
            .param("hash", bulk.csvHash())
            .param("at", Timestamp.from(bulk.createdAt()))
            .update();
    if (added == 0) {
      return false;
    }
    for (Planned row : rows) {
      jdbc.sql(
              """
              insert into bulk_import_row (import_id, number, file, tags, problem)
              values (:id, :number, :file, cast(:tags as jsonb), :problem)
              """)
          .param("id", bulk.id().value())
          .param("number", row.number())
          .param("file", row.file())
          .param("tags", JSON.writeValueAsString(row.tags()))
          .param("problem", row.problem().isEmpty() ? null : row.problem())
          .update();
    }
    return true;
  }

  @Override
  public Optional<BulkImport> find(ImportId id) {
    return jdbc.sql("select * from bulk_import where id = :id")
        .param("id", id.value())
        .query(JdbcImports::bulk)
        .optional();
  }

  @Override
  public Optional<BulkImport> find(String owner, String csvHash) {
    return jdbc.sql("select * from bulk_import where owner = :owner and csv_hash = :hash")
        .param("owner", owner)
        .param("hash", csvHash)
        .query(JdbcImports::bulk)
        .optional();
  }

  @Override
  public List<BulkImport> of(String owner) {
    return jdbc.sql(
            "select * from bulk_import where owner = :owner order by created_at desc limit 50")
        .param("owner", owner)
        .query(JdbcImports::bulk)
        .list();
  }

  @Override
  public List<Row> rows(ImportId id) {
    return jdbc.sql(
            """
            select r.number, r.file, r.tags, r.problem, r.tagged, r.open, u.id as upload_id, u.state, u.version_id,
              u.same_content_as, u.reason, u.message
            from bulk_import_row r left join upload u on u.id = r.upload_id
            where r.import_id = :id order by r.number
            """)
        .param("id", id.value())
        .query(JdbcImports::row)
        .list();
  }

  @Override
  public boolean link(ImportId id, int row, UploadId upload) {
    return jdbc.sql(
                """
                update bulk_import_row r set upload_id = :upload, tagged = null, open = null
                where import_id = :id and number = :number and problem is null
                  and not exists (select 1 from upload u where u.id = r.upload_id
                    and (u.state in ('RECEIVING', 'RECEIVED', 'TAKEN_IN') or u.reason = 'ALREADY_HERE'))
                """)
            .param("upload", upload.value())
            .param("id", id.value())
            .param("number", row)
            .update()
        == 1;
  }

  @Override
  public Optional<Untagged> untagged(UploadId upload) {
    return jdbc.sql(
            """
            select r.import_id, r.number, r.tags, u.version_id
            from bulk_import_row r join upload u on u.id = r.upload_id
            where u.id = :upload and u.state = 'TAKEN_IN' and r.tagged is null
            """)
        .param("upload", upload.value())
        .query(
            (row, number) ->
                new Untagged(
                    new ImportId(row.getObject("import_id", UUID.class)),
                    row.getInt("number"),
                    new VersionId(row.getObject("version_id", UUID.class)),
                    tags(row.getString("tags"))))
        .optional();
  }

  @Override
  public List<UploadId> untagged(int limit) {
    return jdbc.sql(
            """
            select u.id from bulk_import_row r join upload u on u.id = r.upload_id
            where u.state = 'TAKEN_IN' and r.tagged is null limit :limit
            """)
        .param("limit", limit)
        .query((row, number) -> new UploadId(row.getObject("id", UUID.class)))
        .list();
  }

  @Override
  public void tagged(ImportId bulk, int row, boolean confirmed, List<String> open) {
    jdbc.sql(
            """
            update bulk_import_row set tagged = :tagged, open = cast(:open as jsonb)
            where import_id = :id and number = :number and tagged is null
            """)
        .param("tagged", confirmed ? "CONFIRMED" : "OPEN")
        .param("open", JSON.writeValueAsString(open))
        .param("id", bulk.value())
        .param("number", row)
        .update();
  }

  private static BulkImport bulk(ResultSet row, int number) throws SQLException {
    return new BulkImport(
        new ImportId(row.getObject("id", UUID.class)),
        row.getString("agency"),
        row.getString("owner"),
        row.getString("owner_name"),
        row.getString("name"),
        row.getString("csv_hash"),
        row.getTimestamp("created_at").toInstant());
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    UUID upload = row.getObject("upload_id", UUID.class);
    UUID version = row.getObject("version_id", UUID.class);
    UUID same = row.getObject("same_content_as", UUID.class);
    RowState state = state(row);
    UUID shown = version == null ? same : version;
    String message =
        switch (state) {
          case INVALID -> row.getString("problem");
          case WAITING -> "Its file has not been sent.";
          case REFUSED, ALREADY_HERE -> row.getString("message");
          case TAGS_OPEN ->
              String.join(
                  " ", JSON.readValue(row.getString("open"), new TypeReference<List<String>>() {}));
          case READING, DONE -> "";
        };
    return new Row(
        row.getInt("number"),
        row.getString("file"),
        tags(row.getString("tags")),
        state,
        upload == null ? null : new UploadId(upload),
        shown == null ? null : new VersionId(shown),
        Objects.requireNonNullElse(message, ""));
  }

  private static RowState state(ResultSet row) throws SQLException {
    if (row.getString("problem") != null) {
      return RowState.INVALID;
    }
    String upload = Objects.requireNonNullElse(row.getString("state"), "ENDED");
    return switch (upload) {
      case "RECEIVING", "RECEIVED" -> RowState.READING;
      case "REFUSED" ->
          "ALREADY_HERE".equals(row.getString("reason")) ? RowState.ALREADY_HERE : RowState.REFUSED;
      case "TAKEN_IN" -> {
        String tagged = Objects.requireNonNullElse(row.getString("tagged"), "");
        yield tagged.equals("CONFIRMED")
            ? RowState.DONE
            : tagged.equals("OPEN") ? RowState.TAGS_OPEN : RowState.READING;
      }
      default -> RowState.WAITING;
    };
  }

  private static Map<String, Object> tags(String json) {
    return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
  }
}
