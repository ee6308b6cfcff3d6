package io.medley.content.lifecycle.jdbc;

import static io.medley.content.lifecycle.jdbc.Columns.instant;
import static io.medley.content.lifecycle.jdbc.Columns.instantOrNull;
import static io.medley.content.lifecycle.jdbc.Columns.utc;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.CascadeStep;
import io.medley.content.lifecycle.Cascades;
import io.medley.content.lifecycle.Related;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCascades implements Cascades {

  private final JdbcClient jdbc;

  JdbcCascades(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(CascadeStep step) {
    jdbc.sql(
            """
            insert into withdrawal_cascade (root_version_id, version_id, relation, reason, requested_by, printed_name, requested_at)
            values (:root, :version, :relation, :reason, :by, :name, :at)
            on conflict do nothing
            """)
        .param("root", step.root().value())
        .param("version", step.version().value())
        .param("relation", step.relation().name())
        .param("reason", step.reason())
        .param("by", step.requestedBy())
        .param("name", step.printedName())
        .param("at", utc(step.requestedAt()))
        .update();
  }

  @Override
  public List<CascadeStep> toDo(int limit) {
    return jdbc.sql(
            """
            select * from withdrawal_cascade where done_at is null
            order by requested_at, version_id limit :limit for update skip locked
            """)
        .param("limit", limit)
        .query((rs, row) -> step(rs))
        .list();
  }

  @Override
  public void done(CascadeStep step, Instant at) {
    jdbc.sql(
            """
            update withdrawal_cascade set done_at = :at where root_version_id = :root and version_id = :version
            """)
        .param("at", utc(at))
        .param("root", step.root().value())
        .param("version", step.version().value())
        .update();
  }

  @Override
  public List<CascadeStep> of(VersionId root) {
    return jdbc.sql(
            "select * from withdrawal_cascade where root_version_id = :root order by version_id")
        .param("root", root.value())
        .query((rs, row) -> step(rs))
        .list();
  }

  private static CascadeStep step(ResultSet rs) throws SQLException {
    return new CascadeStep(
        new VersionId(rs.getObject("root_version_id", UUID.class)),
        new VersionId(rs.getObject("version_id", UUID.class)),
        Related.Relation.valueOf(rs.getString("relation")),
        rs.getString("reason"),
        rs.getString("requested_by"),
        rs.getString("printed_name"),
        instant(rs, "requested_at"),
        instantOrNull(rs, "done_at"));
  }
}
