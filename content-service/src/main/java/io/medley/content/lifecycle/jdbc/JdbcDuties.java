package io.medley.content.lifecycle.jdbc;

import static io.medley.content.lifecycle.jdbc.Columns.instant;
import static io.medley.content.lifecycle.jdbc.Columns.instantOrNull;
import static io.medley.content.lifecycle.jdbc.Columns.strings;
import static io.medley.content.lifecycle.jdbc.Columns.utc;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Duties;
import io.medley.content.lifecycle.Duty;
import io.medley.content.lifecycle.Duty.Choice;
import io.medley.content.lifecycle.Duty.Copies;
import io.medley.content.lifecycle.Duty.Decided;
import io.medley.workflows.lifecycle.LifeTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcDuties implements Duties {

  private final JdbcClient jdbc;

  JdbcDuties(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Duty open(Duty duty) {
    jdbc.sql(
            """
            insert into duty (id, version_id, kind, subject, candidate_group, what, why, opened_at, due_at, escalate_at)
            values (:id, :version, :kind, :subject, :group, :what, :why, :openedAt, :dueAt, :escalateAt)
            on conflict (version_id, kind, subject) do nothing
            """)
        .param("id", duty.id())
        .param("version", duty.version().value())
        .param("kind", duty.kind().name())
        .param("subject", duty.subject())
        .param("group", duty.candidateGroup())
        .param("what", duty.what())
        .param("why", duty.why().toArray(String[]::new))
        .param("openedAt", utc(duty.openedAt()))
        .param("dueAt", utc(duty.dueAt()))
        .param("escalateAt", utc(duty.escalateAt()))
        .update();
    return jdbc.sql(
            "select * from duty where version_id = :version and kind = :kind and subject = :subject")
        .param("version", duty.version().value())
        .param("kind", duty.kind().name())
        .param("subject", duty.subject())
        .query((rs, row) -> duty(rs))
        .single();
  }

  @Override
  public Optional<Duty> find(UUID id) {
    return jdbc.sql("select * from duty where id = :id")
        .param("id", id)
        .query((rs, row) -> duty(rs))
        .optional();
  }

  @Override
  public Optional<Duty> lock(UUID id) {
    return jdbc.sql("select * from duty where id = :id for update")
        .param("id", id)
        .query((rs, row) -> duty(rs))
        .optional();
  }

  @Override
  public List<Duty> of(VersionId version) {
    return jdbc.sql("select * from duty where version_id = :version order by opened_at desc, id")
        .param("version", version.value())
        .query((rs, row) -> duty(rs))
        .list();
  }

  @Override
  public List<Duty> open(int limit) {
    return jdbc.sql(
            """
            select * from duty where choice is null and ended_at is null
            order by escalated_at nulls last, due_at, id limit :limit
            """)
        .param("limit", limit)
        .query((rs, row) -> duty(rs))
        .list();
  }

  @Override
  public List<Duty> revisionsWanted(String agency) {
    return jdbc.sql(
            """
            select d.* from duty d join approval a using (version_id)
            where d.choice = 'REVISE' and a.agency = :agency and a.state in ('LIVE', 'SUSPENDED')
              and not exists (select 1 from asset_version v where v.asset_id = a.asset_id and v.created_at > d.decided_at)
            order by d.decided_at
            """)
        .param("agency", agency)
        .query((rs, row) -> duty(rs))
        .list();
  }

  @Override
  public Optional<Long> instanceOf(UUID id) {
    return jdbc.sql(
            """
            select a.instance_key from duty d join approval a using (version_id)
            where d.id = :id and a.instance_key is not null
            """)
        .param("id", id)
        .query(Long.class)
        .optional();
  }

  @Override
  public boolean decide(UUID id, Decided decided) {
    Copies copies = decided.copies();
    return jdbc.sql(
                """
                update duty set choice = :choice, reason = :reason, decided_by = :by, printed_name = :name, decided_at = :at,
                  signature_id = :signature, copies_found = :found, copies_destroyed = :destroyed, copies_out = :out
                where id = :id and choice is null and ended_at is null
                """)
            .param("choice", decided.choice().name())
            .param("reason", decided.reason())
            .param("by", decided.by())
            .param("name", decided.printedName())
            .param("at", utc(decided.at()))
            .param("signature", decided.signature())
            .param("found", copies == null ? null : copies.found())
            .param("destroyed", copies == null ? null : copies.destroyed())
            .param("out", copies == null ? null : copies.out())
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public void count(UUID id, Copies copies) {
    jdbc.sql(
            """
            update duty set copies_found = :found, copies_destroyed = :destroyed, copies_out = :out where id = :id
            """)
        .param("found", copies.found())
        .param("destroyed", copies.destroyed())
        .param("out", copies.out())
        .param("id", id)
        .update();
  }

  @Override
  public boolean close(UUID id, Instant at) {
    return jdbc.sql("update duty set closed_at = :at where id = :id and closed_at is null")
            .param("at", utc(at))
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public void returned(UUID id, String reason) {
    jdbc.sql("update duty set returned_reason = :reason where id = :id")
        .param("reason", reason)
        .param("id", id)
        .update();
  }

  @Override
  public boolean escalate(UUID id, Instant at) {
    return jdbc.sql("update duty set escalated_at = :at where id = :id and escalated_at is null")
            .param("at", utc(at))
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public List<UUID> end(VersionId version, Collection<LifeTask.Kind> kinds, Instant at) {
    return jdbc.sql(
            """
            update duty set ended_at = :at
            where version_id = :version and kind in (:kinds) and choice is null and ended_at is null
            returning id
            """)
        .param("at", utc(at))
        .param("version", version.value())
        .param("kinds", kinds.stream().map(LifeTask.Kind::name).toList())
        .query(UUID.class)
        .list();
  }

  private static Duty duty(ResultSet rs) throws SQLException {
    return new Duty(
        rs.getObject("id", UUID.class),
        new VersionId(rs.getObject("version_id", UUID.class)),
        LifeTask.Kind.valueOf(rs.getString("kind")),
        rs.getString("subject"),
        rs.getString("candidate_group"),
        rs.getString("what"),
        strings(rs, "why"),
        instant(rs, "opened_at"),
        instant(rs, "due_at"),
        instant(rs, "escalate_at"),
        instantOrNull(rs, "escalated_at"),
        rs.getString("returned_reason"),
        decided(rs),
        instantOrNull(rs, "closed_at"),
        instantOrNull(rs, "ended_at"));
  }

  private static @Nullable Decided decided(ResultSet rs) throws SQLException {
    String choice = rs.getString("choice");
    if (choice == null) {
      return null;
    }
    Integer found = rs.getObject("copies_found", Integer.class);
    return new Decided(
        Choice.valueOf(choice),
        rs.getString("reason"),
        rs.getString("decided_by"),
        rs.getString("printed_name"),
        instant(rs, "decided_at"),
        rs.getObject("signature_id", UUID.class),
        found == null
            ? null
            : new Copies(found, rs.getInt("copies_destroyed"), rs.getInt("copies_out")));
  }
}
