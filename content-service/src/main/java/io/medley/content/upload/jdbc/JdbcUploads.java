package io.medley.content.upload.jdbc;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.upload.ImportId;
import io.medley.content.upload.Upload;
import io.medley.content.upload.UploadId;
import io.medley.content.upload.UploadState;
import io.medley.content.upload.Uploads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcUploads implements Uploads {

  private final JdbcClient jdbc;

  JdbcUploads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Upload upload) {
    jdbc.sql(
            """
            insert into upload (id, agency, owner, owner_name, file_name, size, received, asset_id, import_id, archive,
              state, created_at, expires_at)
            values (:id, :agency, :owner, :ownerName, :fileName, :size, 0, :asset, :bulk, :archive,
              :state, :createdAt, :expiresAt)
            """)
        .param("id", upload.id().value())
        .param("agency", upload.agency())
        .param("owner", upload.owner())
        .param("ownerName", upload.ownerName())
        .param("fileName", upload.fileName())
        .param("size", upload.size())
        .param("asset", upload.asset() == null ? null : upload.asset().value())
        .param("bulk", upload.bulk() == null ? null : upload.bulk().value())
        .param("archive", upload.archive())
        .param("state", upload.state().name())
        .param("createdAt", Timestamp.from(upload.createdAt()))
        .param("expiresAt", Timestamp.from(upload.expiresAt()))
        .update();
  }

  @Override
  public Optional<Upload> find(UploadId id) {
    return jdbc.sql("select * from upload where id = :id")
        .param("id", id.value())
        .query(JdbcUploads::upload)
        .optional();
  }

  @Override
  public List<Upload> of(String owner, Instant since) {
    return jdbc.sql(
            """
            select * from upload
            where owner = :owner and (state in ('RECEIVING', 'RECEIVED') or finished_at > :since)
            order by created_at
            limit 2000
            """)
        .param("owner", owner)
        .param("since", Timestamp.from(since))
        .query(JdbcUploads::upload)
        .list();
  }

  @Override
  public int receiving(String owner) {
    return jdbc.sql("select count(*) from upload where owner = :owner and state = 'RECEIVING'")
        .param("owner", owner)
        .query(Integer.class)
        .single();
  }

  @Override
  public boolean receive(
      UploadId id, Piece piece, boolean last, @Nullable String sha256, Instant expiresAt) {
    int moved =
        jdbc.sql(
                """
                update upload set received = :start + :length, expires_at = :expiresAt,
                  sha256 = :sha256, state = case when :last then 'RECEIVED' else state end
                where id = :id and state = 'RECEIVING' and received = :start
                """)
            .param("id", id.value())
            .param("start", piece.start())
            .param("length", piece.length())
            .param("last", last)
            .param("sha256", sha256)
            .param("expiresAt", Timestamp.from(expiresAt))
            .update();
    if (moved == 0) {
      return false;
    }
    jdbc.sql(
            """
            insert into upload_piece (upload_id, start, length, file) values (:id, :start, :length, :file)
            """)
        .param("id", id.value())
        .param("start", piece.start())
        .param("length", piece.length())
        .param("file", piece.file())
        .update();
    return true;
  }

  @Override
  public List<Piece> pieces(UploadId id) {
    return jdbc.sql(
            "select start, length, file from upload_piece where upload_id = :id order by start")
        .param("id", id.value())
        .query(
            (row, number) ->
                new Piece(row.getLong("start"), row.getLong("length"), row.getString("file")))
        .list();
  }

  @Override
  public Optional<Upload> claim(UUID token, Instant now, Instant until) {
    return jdbc.sql(
            """
            update upload set claim = :token, claimed_until = :until, attempts = attempts + 1
            where id = (select id from upload
              where state = 'RECEIVED' and (claimed_until is null or claimed_until <= :now)
              order by created_at limit 1 for update skip locked)
            returning *
            """)
        .param("token", token)
        .param("until", Timestamp.from(until))
        .param("now", Timestamp.from(now))
        .query(JdbcUploads::upload)
        .optional();
  }

  @Override
  public void release(UploadId id, UUID token, Instant notBefore) {
    jdbc.sql(
            """
            update upload set claim = null, claimed_until = :notBefore
            where id = :id and claim = :token and state = 'RECEIVED'
            """)
        .param("id", id.value())
        .param("token", token)
        .param("notBefore", Timestamp.from(notBefore))
        .update();
  }

  @Override
  public int attempts(UploadId id) {
    return jdbc.sql("select attempts from upload where id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  @Override
  public boolean takenIn(
      UploadId id, UUID token, VersionId version, @Nullable VersionId sameContentAs, Instant at) {
    return jdbc.sql(
                """
                update upload set state = 'TAKEN_IN', version_id = :version, same_content_as = :same, finished_at = :at
                where id = :id and claim = :token and state = 'RECEIVED'
                """)
            .param("id", id.value())
            .param("token", token)
            .param("version", version.value())
            .param("same", sameContentAs == null ? null : sameContentAs.value())
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public boolean refused(UploadId id, UUID token, String reason, String message, Instant at) {
    return jdbc.sql(
                """
                update upload set state = 'REFUSED', reason = :reason, message = :message, finished_at = :at
                where id = :id and claim = :token and state = 'RECEIVED'
                """)
            .param("id", id.value())
            .param("token", token)
            .param("reason", reason)
            .param("message", message)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public boolean alreadyHere(UploadId id, UUID token, VersionId existing, Instant at) {
    return jdbc.sql(
                """
                update upload set state = 'REFUSED', reason = 'ALREADY_HERE', same_content_as = :existing,
                  message = 'The same file is already here; nothing was added.', finished_at = :at
                where id = :id and claim = :token and state = 'RECEIVED'
                """)
            .param("id", id.value())
            .param("token", token)
            .param("existing", existing.value())
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public boolean unpacked(UploadId id, UUID token, Instant at) {
    return jdbc.sql(
                """
                update upload set state = 'UNPACKED', finished_at = :at
                where id = :id and claim = :token and state = 'RECEIVED'
                """)
            .param("id", id.value())
            .param("token", token)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public boolean end(UploadId id, Instant at) {
    return jdbc.sql(
                """
                update upload set state = 'ENDED', finished_at = :at where id = :id and state = 'RECEIVING'
                """)
            .param("id", id.value())
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public List<UploadId> abandoned(Instant now, int limit) {
    return jdbc.sql(
            """
            select id from upload where state = 'RECEIVING' and expires_at <= :now order by expires_at limit :limit
            """)
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query((row, number) -> new UploadId(row.getObject("id", UUID.class)))
        .list();
  }

  private static Upload upload(ResultSet row, int number) throws SQLException {
    UUID asset = row.getObject("asset_id", UUID.class);
    UUID bulk = row.getObject("import_id", UUID.class);
    return new Upload(
        new UploadId(row.getObject("id", UUID.class)),
        row.getString("agency"),
        row.getString("owner"),
        row.getString("owner_name"),
        row.getString("file_name"),
        row.getLong("size"),
        row.getLong("received"),
        asset == null ? null : new AssetId(asset),
        bulk == null ? null : new ImportId(bulk),
        row.getBoolean("archive"),
        UploadState.valueOf(row.getString("state")),
        row.getString("sha256"),
        version(row, "version_id"),
        version(row, "same_content_as"),
        row.getString("reason"),
        row.getString("message"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant());
  }

  private static @Nullable VersionId version(ResultSet row, String column) throws SQLException {
    UUID id = row.getObject(column, UUID.class);
    return id == null ? null : new VersionId(id);
  }
}
