package io.medley.content.lifecycle.jdbc;

import static io.medley.content.lifecycle.jdbc.Columns.instant;
import static io.medley.content.lifecycle.jdbc.Columns.instantOrNull;
import static io.medley.content.lifecycle.jdbc.Columns.utc;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.BasisChange;
import io.medley.content.lifecycle.BasisChanges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcBasisChanges implements BasisChanges {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcBasisChanges(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public boolean add(BasisChange change) {
    return jdbc.sql(
                """
                insert into basis_change (version_id, event_id, kind, subject, reason, safety, by, at)
                values (:version, :event, :kind, :subject, :reason, :safety, :by, :at)
                on conflict (version_id, event_id) do nothing
                """)
            .param("version", change.version().value())
            .param("event", change.event())
            .param("kind", change.kind())
            .param("subject", change.subject())
            .param("reason", change.reason())
            .param("safety", change.safety())
            .param("by", change.by())
            .param("at", utc(change.at()))
            .update()
        == 1;
  }

  @Override
  public Optional<BasisChange> find(VersionId version, UUID event) {
    return jdbc.sql("select * from basis_change where version_id = :version and event_id = :event")
        .param("version", version.value())
        .param("event", event)
        .query((rs, row) -> change(rs))
        .optional();
  }

  @Override
  public List<BasisChange> of(VersionId version) {
    return jdbc.sql(
            "select * from basis_change where version_id = :version order by at desc, event_id limit 100")
        .param("version", version.value())
        .query((rs, row) -> change(rs))
        .list();
  }

  @Override
  public boolean decide(
      VersionId version, UUID event, String response, String because, Object evidence, Instant at) {
    return jdbc.sql(
                """
                update basis_change set response = :response, because = :because, decision = :decision::jsonb, decided_at = :at
                where version_id = :version and event_id = :event and response is null
                """)
            .param("response", response)
            .param("because", because)
            .param("decision", json.writeValueAsString(evidence))
            .param("at", utc(at))
            .param("version", version.value())
            .param("event", event)
            .update()
        == 1;
  }

  @Override
  public List<BasisChange> unsafeUndecided(Instant before, int limit) {
    return jdbc.sql(
            """
            select c.* from basis_change c join approval a using (version_id)
            where c.response is null and c.safety and c.at < :before and a.state = 'LIVE'
            order by c.at limit :limit
            """)
        .param("before", utc(before))
        .param("limit", limit)
        .query((rs, row) -> change(rs))
        .list();
  }

  private static BasisChange change(ResultSet rs) throws SQLException {
    return new BasisChange(
        new VersionId(rs.getObject("version_id", UUID.class)),
        rs.getObject("event_id", UUID.class),
        rs.getString("kind"),
        rs.getString("subject"),
        rs.getString("reason"),
        rs.getBoolean("safety"),
        rs.getString("by"),
        instant(rs, "at"),
        rs.getString("response"),
        rs.getString("because"),
        instantOrNull(rs, "decided_at"));
  }
}
