package io.medley.content.retention.jdbc;

import io.medley.content.asset.AssetId;
import io.medley.content.retention.Holds;
import io.medley.content.retention.LegalHold;
import io.medley.platform.jdbc.AdvisoryLocks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcHolds implements Holds {

  private static final String LOCKS = "retention";

  private final JdbcClient jdbc;
  private final AdvisoryLocks locks;

  JdbcHolds(JdbcClient jdbc, AdvisoryLocks locks) {
    this.jdbc = jdbc;
    this.locks = locks;
  }

  @Override
  public void lock(AssetId asset) {
    locks.xactExclusive(LOCKS, asset.value());
  }

  @Override
  public void add(LegalHold hold) {
    jdbc.sql(
            """
            insert into legal_hold (id, asset_id, reason, placed_by, placed_at)
            values (:id, :asset, :reason, :by, :at)
            """)
        .param("id", hold.id())
        .param("asset", hold.asset().value())
        .param("reason", hold.reason())
        .param("by", hold.placedBy())
        .param("at", utc(hold.placedAt()))
        .update();
  }

  @Override
  public boolean release(UUID id, String by, Instant at, String reason) {
    return jdbc.sql(
                """
                update legal_hold set released_by = :by, released_at = :at, release_reason = :reason
                where id = :id and released_at is null
                """)
            .param("by", by)
            .param("at", utc(at))
            .param("reason", reason)
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public Optional<LegalHold> find(UUID id) {
    return jdbc.sql("select * from legal_hold where id = :id")
        .param("id", id)
        .query((row, number) -> hold(row))
        .optional();
  }

  @Override
  public List<LegalHold> of(AssetId asset) {
    return jdbc.sql("select * from legal_hold where asset_id = :asset order by placed_at desc, id")
        .param("asset", asset.value())
        .query((row, number) -> hold(row))
        .list();
  }

  @Override
  public List<LegalHold> active() {
    return jdbc.sql("select * from legal_hold where released_at is null order by placed_at, id")
        .query((row, number) -> hold(row))
        .list();
  }

  @Override
  public boolean dispose(AssetId asset, String reason, String by, Instant at) {
    return jdbc.sql(
                """
                insert into disposal (asset_id, reason, disposed_by, disposed_at)
                values (:asset, :reason, :by, :at) on conflict do nothing
                """)
            .param("asset", asset.value())
            .param("reason", reason)
            .param("by", by)
            .param("at", utc(at))
            .update()
        == 1;
  }

  @Override
  public Optional<Instant> disposedAt(AssetId asset) {
    return jdbc.sql("select disposed_at from disposal where asset_id = :asset")
        .param("asset", asset.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public Optional<Instant> lastChange(AssetId asset) {
    return jdbc.sql("select max(changed_at) from asset_version where asset_id = :asset")
        .param("asset", asset.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public List<String> forget(AssetId asset, String contentHash) {
    boolean shared =
        jdbc.sql(
                """
                select exists (select 1 from asset_version
                  where content_hash = :hash and asset_id <> :asset
                    and not exists (select 1 from disposal d where d.asset_id = asset_version.asset_id))
                """)
            .param("hash", contentHash)
            .param("asset", asset.value())
            .query(Boolean.class)
            .single();
    if (shared) {
      return List.of();
    }
    List<String> objects = new ArrayList<>(List.of(contentHash));
    objects.addAll(
        jdbc.sql(
                """
                select html_object from extraction where content_hash = :hash and html_object is not null
                union
                select page.value ->> 'file' from extraction, jsonb_array_elements(pages) as page
                where content_hash = :hash
                """)
            .param("hash", contentHash)
            .query(String.class)
            .list());
    jdbc.sql("delete from extraction_section where content_hash = :hash")
        .param("hash", contentHash)
        .update();
    jdbc.sql(
            """
            update extraction set links = '[]', remarks = '[]', properties = '{}', pages = '[]',
              html_object = null
            where content_hash = :hash
            """)
        .param("hash", contentHash)
        .update();
    return objects;
  }

  private static LegalHold hold(ResultSet row) throws SQLException {
    OffsetDateTime released = row.getObject("released_at", OffsetDateTime.class);
    return new LegalHold(
        row.getObject("id", UUID.class),
        new AssetId(row.getObject("asset_id", UUID.class)),
        row.getString("reason"),
        row.getString("placed_by"),
        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
        row.getString("released_by"),
        released == null ? null : released.toInstant(),
        row.getString("release_reason"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
