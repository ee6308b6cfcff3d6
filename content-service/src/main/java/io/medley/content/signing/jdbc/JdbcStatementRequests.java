package io.medley.content.signing.jdbc;

import io.medley.content.signing.StatementRequest;
import io.medley.content.signing.StatementRequests;
import io.medley.platform.signing.CanonicalJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcStatementRequests implements StatementRequests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  JdbcStatementRequests(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(StatementRequest request) {
    jdbc.sql(
            """
            insert into statement_request (id, kind, statement, person_id, requested_at)
            values (:id, :kind, :statement, :person, :at)
            """)
        .param("id", request.id())
        .param("kind", request.kind())
        .param("statement", CanonicalJson.text(new TreeMap<>(request.fields())))
        .param("person", request.personId())
        .param("at", request.requestedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public Optional<StatementRequest> find(UUID id) {
    return jdbc.sql("select * from statement_request where id = :id")
        .param("id", id)
        .query(
            (row, number) -> {
              OffsetDateTime used = row.getObject("used_at", OffsetDateTime.class);
              return new StatementRequest(
                  id,
                  row.getString("kind"),
                  JSON.readValue(
                      row.getString("statement"), new TypeReference<Map<String, String>>() {}),
                  row.getString("person_id"),
                  row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                  used == null ? null : used.toInstant());
            })
        .optional();
  }

  @Override
  public boolean use(UUID id, Instant at) {
    return jdbc.sql("update statement_request set used_at = :at where id = :id and used_at is null")
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("id", id)
            .update()
        == 1;
  }
}
