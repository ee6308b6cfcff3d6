package io.medley.content.lifecycle.jdbc;

import static io.medley.content.lifecycle.jdbc.Columns.instant;
import static io.medley.content.lifecycle.jdbc.Columns.instantOrNull;
import static io.medley.content.lifecycle.jdbc.Columns.utc;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Recall;
import io.medley.content.lifecycle.Recalls;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcRecalls implements Recalls {

  private final JdbcClient jdbc;

  JdbcRecalls(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Recall recall) {
    jdbc.sql(
            """
            insert into recall (version_id, number, kind, reason, requested_by, requested_at, message_id)
            values (:version, :number, :kind, :reason, :by, :at, :message)
            """)
        .param("version", recall.version().value())
        .param("number", recall.number())
        .param("kind", recall.kind().name())
        .param("reason", recall.reason())
        .param("by", recall.requestedBy())
        .param("at", utc(recall.requestedAt()))
        .param("message", recall.messageId())
        .update();
  }

  @Override
  public Optional<Recall> newest(VersionId version) {
    return jdbc.sql("select * from recall where version_id = :version order by number desc limit 1")
        .param("version", version.value())
        .query((rs, row) -> recall(rs))
        .optional();
  }

  @Override
  public Optional<Recall> find(VersionId version, long number) {
    return jdbc.sql("select * from recall where version_id = :version and number = :number")
        .param("version", version.value())
        .param("number", number)
        .query((rs, row) -> recall(rs))
        .optional();
  }

  @Override
  public List<Recall> open() {
    return jdbc.sql("select * from recall where acknowledged_at is null order by requested_at")
        .query((rs, row) -> recall(rs))
        .list();
  }

  @Override
  public void positioned(UUID messageId, long position) {
    jdbc.sql("update recall set position = :position where message_id = :id and position is null")
        .param("position", position)
        .param("id", messageId)
        .update();
  }

  @Override
  public boolean acknowledge(
      Recall recall, Instant at, int inDoubt, List<Recall.Acknowledgement> acknowledgements) {
    boolean first =
        jdbc.sql(
                    """
                    update recall set acknowledged_at = :at, in_doubt = :inDoubt
                    where version_id = :version and number = :number and acknowledged_at is null
                    """)
                .param("at", utc(at))
                .param("inDoubt", inDoubt)
                .param("version", recall.version().value())
                .param("number", recall.number())
                .update()
            == 1;
    if (first) {
      for (Recall.Acknowledgement acknowledgement : acknowledgements) {
        jdbc.sql(
                """
                insert into recall_acknowledgement (version_id, number, sender, how, in_doubt, at)
                values (:version, :number, :sender, :how, :inDoubt, :at)
                """)
            .param("version", recall.version().value())
            .param("number", recall.number())
            .param("sender", acknowledgement.sender())
            .param("how", acknowledgement.how().name())
            .param("inDoubt", acknowledgement.inDoubt())
            .param("at", utc(at))
            .update();
      }
    }
    return first;
  }

  @Override
  public List<Recall.Acknowledgement> acknowledgements(VersionId version, long number) {
    return jdbc.sql(
            """
            select * from recall_acknowledgement where version_id = :version and number = :number order by sender
            """)
        .param("version", version.value())
        .param("number", number)
        .query(
            (rs, row) ->
                new Recall.Acknowledgement(
                    rs.getString("sender"),
                    Recall.How.valueOf(rs.getString("how")),
                    rs.getInt("in_doubt")))
        .list();
  }

  @Override
  public OptionalLong firstOpenAfter(long passed) {
    return jdbc.sql(
            "select min(position) from recall where acknowledged_at is null and position > :passed")
        .param("passed", passed)
        .query(
            (rs, row) -> {
              long position = rs.getLong(1);
              return rs.wasNull() ? OptionalLong.empty() : OptionalLong.of(position);
            })
        .single();
  }

  @Override
  public boolean openLonger(long passed, Duration patience) {
    return jdbc.sql(
            """
            select exists(
              select 1 from recall
              where acknowledged_at is null and position > :passed
                and opened_at < clock_timestamp() - make_interval(secs => :seconds))
            """)
        .param("passed", passed)
        .param("seconds", patience.toMillis() / 1000.0)
        .query(Boolean.class)
        .single();
  }

  private static Recall recall(ResultSet rs) throws SQLException {
    return new Recall(
        new VersionId(rs.getObject("version_id", UUID.class)),
        rs.getLong("number"),
        Recall.Kind.valueOf(rs.getString("kind")),
        rs.getString("reason"),
        rs.getString("requested_by"),
        instant(rs, "requested_at"),
        rs.getObject("message_id", UUID.class),
        rs.getObject("position", Long.class),
        instantOrNull(rs, "acknowledged_at"),
        rs.getObject("in_doubt", Integer.class));
  }
}
