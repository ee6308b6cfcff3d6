package io.medley.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class JdbcAuditReading implements AuditReading {

  private static final int AT_ONCE = 2_000;

  private static final String FITTING =
      """
      select id, aggregate_type, aggregate_id, sequence, action, actor::text as actor,
        facts::text as facts, at, recorded_at, hash
      from audit_entry
      where (:type = '' or aggregate_type = :type) and (:id = '' or aggregate_id = :id)
        and (:person = '' or actor ->> 'id' = :person)
        and (cast(:from as timestamptz) is null or at >= :from)
        and (cast(:until as timestamptz) is null or at < :until)
      """;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  JdbcAuditReading(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Row> page(Wish wish, int limit) {
    return fitting(wish, " and (:before = 0 or id < :before) order by id desc limit :limit")
        .param("before", wish.before())
        .param("limit", limit)
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public void each(Wish wish, Consumer<Row> reader) {
    long after = 0;
    while (true) {
      List<Row> rows =
          fitting(wish, " and id > :after order by id limit :limit")
              .param("after", after)
              .param("limit", AT_ONCE)
              .query((row, number) -> read(row))
              .list();
      rows.forEach(reader);
      if (rows.size() < AT_ONCE) {
        return;
      }
      after = rows.getLast().row();
    }
  }

  @Override
  public List<String> types() {
    // One step of the index per kind, however many entries there are.
    return jdbc.sql(
            """
            with recursive kind as (
              (select aggregate_type from audit_entry order by aggregate_type limit 1)
              union all
              select (select aggregate_type from audit_entry
                where aggregate_type > kind.aggregate_type order by aggregate_type limit 1)
              from kind where kind.aggregate_type is not null)
            select aggregate_type from kind where aggregate_type is not null
            """)
        .query(String.class)
        .list();
  }

  private JdbcClient.StatementSpec fitting(Wish wish, String rest) {
    return jdbc.sql(FITTING + rest)
        .param("type", wish.aggregateType())
        .param("id", wish.aggregateId())
        .param("person", wish.person())
        .param("from", utc(wish.from()))
        .param("until", utc(wish.until()));
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Row read(ResultSet row) throws SQLException {
    JsonNode actor = MAPPER.readTree(row.getString("actor"));
    return new Row(
        row.getLong("id"),
        row.getString("aggregate_type"),
        row.getString("aggregate_id"),
        row.getLong("sequence"),
        row.getString("action"),
        actor.path("id").asString(""),
        actor.path("printedName").asString(""),
        MAPPER.readTree(row.getString("facts")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getString("hash"));
  }
}
