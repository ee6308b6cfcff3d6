package io.medley.content.metadata.jdbc;

import io.medley.content.asset.VersionId;
import io.medley.content.metadata.AuthoritySubmissions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcAuthoritySubmissions implements AuthoritySubmissions {

  private final JdbcClient jdbc;

  JdbcAuthoritySubmissions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Recorded> of(VersionId version) {
    return jdbc.sql(
            """
            select market, submitted_at, first_use_at from authority_submission
            where version_id = :version order by market
            """)
        .param("version", version.value())
        .query(
            (row, number) ->
                new Recorded(
                    row.getString("market"),
                    instant(row.getTimestamp("submitted_at")),
                    instant(row.getTimestamp("first_use_at"))))
        .list();
  }

  @Override
  public void record(VersionId version, Recorded recorded, String by, Instant at) {
    jdbc.sql(
            """
            insert into authority_submission (version_id, market, submitted_at, first_use_at, recorded_by, recorded_at)
            values (:version, :market, :submitted, :firstUse, :by, :at)
            on conflict (version_id, market) do update
            set submitted_at = excluded.submitted_at, first_use_at = excluded.first_use_at,
              recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
            """)
        .param("version", version.value())
        .param("market", recorded.market())
        .param("submitted", timestamp(recorded.submittedAt()))
        .param("firstUse", timestamp(recorded.firstUseAt()))
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
