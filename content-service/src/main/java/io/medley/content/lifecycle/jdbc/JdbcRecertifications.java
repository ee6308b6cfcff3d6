package io.medley.content.lifecycle.jdbc;

import static io.medley.content.lifecycle.jdbc.Columns.instant;
import static io.medley.content.lifecycle.jdbc.Columns.instantOrNull;
import static io.medley.content.lifecycle.jdbc.Columns.utc;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Recertification;
import io.medley.content.lifecycle.Recertification.Difference;
import io.medley.content.lifecycle.Recertification.Snapshot;
import io.medley.content.lifecycle.Recertification.State;
import io.medley.content.lifecycle.Recertifications;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcRecertifications implements Recertifications {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcRecertifications(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public boolean add(Recertification asked) {
    return jdbc.sql(
                """
                insert into recertification (id, version_id, requested_by, requested_at, state, valid_to_before)
                values (:id, :version, :by, :at, :state, :before)
                on conflict do nothing
                """)
            .param("id", asked.id())
            .param("version", asked.version().value())
            .param("by", asked.requestedBy())
            .param("at", utc(asked.requestedAt()))
            .param("state", asked.state().name())
            .param("before", utc(asked.validToBefore()))
            .update()
        == 1;
  }

  @Override
  public Optional<Recertification> find(UUID id) {
    return jdbc.sql("select * from recertification where id = :id")
        .param("id", id)
        .query((rs, row) -> recertification(rs))
        .optional();
  }

  @Override
  public List<Recertification> of(VersionId version) {
    return jdbc.sql(
            "select * from recertification where version_id = :version order by requested_at desc, id")
        .param("version", version.value())
        .query((rs, row) -> recertification(rs))
        .list();
  }

  @Override
  public List<Recertification> underWay() {
    return jdbc.sql(
            "select * from recertification where state in ('ASKED', 'OPEN') order by requested_at, id")
        .query((rs, row) -> recertification(rs))
        .list();
  }

  @Override
  public void opened(Recertification opened) {
    jdbc.sql(
            """
            update recertification set state = 'OPEN', check_run_id = :run, baseline = :baseline::jsonb, current = :current::jsonb,
              delta = :delta::jsonb, valid_to_limit = :limit
            where id = :id and state = 'ASKED'
            """)
        .param("run", opened.checkRun())
        .param("baseline", json.writeValueAsString(opened.baseline()))
        .param("current", json.writeValueAsString(opened.current()))
        .param("delta", json.writeValueAsString(opened.delta()))
        .param("limit", utc(Objects.requireNonNull(opened.validToLimit())))
        .param("id", opened.id())
        .update();
  }

  @Override
  public boolean close(UUID id, State to, @Nullable Instant validToAfter, Instant at) {
    return jdbc.sql(
                """
                update recertification set state = :to, valid_to_after = :after, closed_at = :at
                where id = :id and state in ('ASKED', 'OPEN')
                """)
            .param("to", to.name())
            .param("after", validToAfter == null ? null : utc(validToAfter))
            .param("at", utc(at))
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public void end(VersionId version, Instant at) {
    jdbc.sql(
            """
            update recertification set state = 'ENDED', closed_at = :at
            where version_id = :version and state in ('ASKED', 'OPEN')
            """)
        .param("at", utc(at))
        .param("version", version.value())
        .update();
  }

  private Recertification recertification(ResultSet rs) throws SQLException {
    String delta = rs.getString("delta");
    return new Recertification(
        rs.getObject("id", UUID.class),
        new VersionId(rs.getObject("version_id", UUID.class)),
        rs.getString("requested_by"),
        instant(rs, "requested_at"),
        State.valueOf(rs.getString("state")),
        rs.getObject("check_run_id", UUID.class),
        snapshot(rs.getString("baseline")),
        snapshot(rs.getString("current")),
        delta == null ? List.of() : json.readValue(delta, new TypeReference<List<Difference>>() {}),
        instant(rs, "valid_to_before"),
        instantOrNull(rs, "valid_to_limit"),
        instantOrNull(rs, "valid_to_after"),
        instantOrNull(rs, "closed_at"));
  }

  private @Nullable Snapshot snapshot(@Nullable String text) {
    return text == null ? null : json.readValue(text, Snapshot.class);
  }
}
