package io.medley.platform.security;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

final class JdbcTraining implements Training {

  private static final Comparator<Requirement> ORDER =
      Comparator.comparing(Requirement::authority).thenComparing(Requirement::course);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  JdbcTraining(
      JdbcClient jdbc,
      TransactionOperations transactions,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public List<Gap> gaps(String person, Authority authority, Instant at) {
    return jdbc.sql(
            """
            select needed.course, max(done.expires_on) as expired_on
            from training_requirement needed
            left join training_record done on done.course = needed.course and done.person = :person
            where needed.authority = :authority
            group by needed.course
            having max(done.expires_on) is null or max(done.expires_on) < :day
            order by needed.course
            """)
        .param("person", person)
        .param("authority", authority.name())
        .param("day", LocalDate.ofInstant(at, ZoneOffset.UTC))
        .query(
            (row, number) ->
                new Gap(row.getString("course"), row.getObject("expired_on", LocalDate.class)))
        .list();
  }

  @Override
  public List<Requirement> requirements() {
    return jdbc
        .sql("select authority, course from training_requirement")
        .query(Requirement.class)
        .list()
        .stream()
        .sorted(ORDER)
        .toList();
  }

  @Override
  public void require(Collection<Requirement> wanted, Actor by) {
    authorities.require(by, Authority.ADMINISTER, Authorities.EVERY_MARKET);
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("lock table training_requirement in share row exclusive mode").update();
          Set<Requirement> present = new HashSet<>(requirements());
          Set<Requirement> target = new HashSet<>(wanted);
          present.stream()
              .filter(requirement -> !target.contains(requirement))
              .sorted(ORDER)
              .forEach(
                  requirement ->
                      change(
                          requirement,
                          """
                          delete from training_requirement
                          where authority = :authority and course = :course
                          """,
                          "training-no-longer-required",
                          by));
          target.stream()
              .filter(requirement -> !present.contains(requirement))
              .sorted(ORDER)
              .forEach(
                  requirement ->
                      change(
                          requirement,
                          """
                          insert into training_requirement (authority, course)
                          values (:authority, :course)
                          """,
                          "training-required",
                          by));
        });
  }

  private void change(Requirement requirement, String sql, String action, Actor by) {
    jdbc.sql(sql)
        .param("authority", requirement.authority().name())
        .param("course", requirement.course())
        .update();
    audit.append(
        new AuditEvent(
            "training",
            requirement.authority().name(),
            action,
            by,
            Map.of("course", requirement.course())));
  }

  @Override
  public List<Completed> newest() {
    return jdbc.sql(
            """
            select * from (select distinct on (person, course) * from training_record
              order by person, course, expires_on desc, recorded_at desc) as newest
            order by expires_on, person, course
            """)
        .query((row, number) -> completed(row))
        .list();
  }

  @Override
  public List<Completed> of(String person) {
    return jdbc.sql(
            "select * from training_record where person = :person order by completed_on desc, course")
        .param("person", person)
        .query((row, number) -> completed(row))
        .list();
  }

  @Override
  public void record(Wish wish, Actor by) {
    authorities.require(by, Authority.ADMINISTER, Authorities.EVERY_MARKET);
    if (wish.person().isBlank() || wish.course().isBlank() || wish.evidence().isBlank()) {
      throw new TrainingRefused("Name the person, the course and where the proof is kept.");
    }
    if (wish.expiresOn().isBefore(wish.completedOn())) {
      throw new TrainingRefused("It would expire before it was completed; correct the dates.");
    }
    if (wish.completedOn().isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
      throw new TrainingRefused("It is completed in the future; record it when it is done.");
    }
    transactions.executeWithoutResult(
        status -> {
          int added =
              jdbc.sql(
                      """
                      insert into training_record (id, person, course, completed_on, expires_on,
                        evidence, recorded_by, recorded_at)
                      select :id, :person, :course, :completed, :expires, :evidence, :by, :at
                      where not exists (select 1 from training_record
                        where person = :person and course = :course and completed_on = :completed
                          and expires_on = :expires and evidence = :evidence)
                      """)
                  .param("id", UUID.randomUUID())
                  .param("person", wish.person().strip())
                  .param("course", wish.course().strip())
                  .param("completed", wish.completedOn())
                  .param("expires", wish.expiresOn())
                  .param("evidence", wish.evidence().strip())
                  .param("by", by.id())
                  .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                  .update();
          if (added == 1) {
            audit.append(
                new AuditEvent(
                    "authority",
                    wish.person().strip(),
                    "trained",
                    by,
                    Map.of(
                        "course", wish.course().strip(),
                        "completedOn", wish.completedOn().toString(),
                        "expiresOn", wish.expiresOn().toString(),
                        "evidence", wish.evidence().strip())));
          }
        });
  }

  private static Completed completed(ResultSet row) throws SQLException {
    return new Completed(
        row.getObject("id", UUID.class),
        row.getString("person"),
        row.getString("course"),
        row.getObject("completed_on", LocalDate.class),
        row.getObject("expires_on", LocalDate.class),
        row.getString("evidence"),
        row.getString("recorded_by"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }
}
