package io.medley.content.lifecycle.jdbc;

import static io.medley.content.lifecycle.jdbc.Columns.instant;
import static io.medley.content.lifecycle.jdbc.Columns.instantOrNull;
import static io.medley.content.lifecycle.jdbc.Columns.utc;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Duty;
import io.medley.content.lifecycle.LifeSignature;
import io.medley.content.lifecycle.LifeSignatures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcLifeSignatures implements LifeSignatures {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcLifeSignatures(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public boolean add(LifeSignature signature) {
    return jdbc.sql(
                """
                insert into life_signature (id, duty_id, version_id, choice, person_id, printed_name, meaning, signed_at,
                  authenticated_at, statement, key_id, signature)
                values (:id, :duty, :version, :choice, :person, :name, :meaning, :signedAt, :authenticatedAt, :statement, :key, :signature)
                on conflict (duty_id) do nothing
                """)
            .param("id", signature.id())
            .param("duty", signature.duty())
            .param("version", signature.version().value())
            .param("choice", signature.choice().name())
            .param("person", signature.personId())
            .param("name", signature.printedName())
            .param("meaning", signature.meaning())
            .param("signedAt", utc(signature.signedAt()))
            .param("authenticatedAt", utc(signature.authenticatedAt()))
            .param("statement", signature.canonical())
            .param("key", signature.keyId())
            .param("signature", signature.signature())
            .update()
        == 1;
  }

  @Override
  public List<LifeSignature> of(VersionId version) {
    return jdbc.sql(
            "select * from life_signature where version_id = :version order by signed_at, id")
        .param("version", version.value())
        .query(
            (rs, row) ->
                new LifeSignature(
                    rs.getObject("id", UUID.class),
                    rs.getObject("duty_id", UUID.class),
                    version,
                    Duty.Choice.valueOf(rs.getString("choice")),
                    rs.getString("person_id"),
                    rs.getString("printed_name"),
                    rs.getString("meaning"),
                    instant(rs, "signed_at"),
                    instant(rs, "authenticated_at"),
                    rs.getBytes("statement"),
                    rs.getString("key_id"),
                    rs.getBytes("signature")))
        .list();
  }

  @Override
  public void add(Request request) {
    jdbc.sql(
            """
            insert into life_signing_request (id, duty_id, choice, reason, facts, person_id, requested_at)
            values (:id, :duty, :choice, :reason, :facts::jsonb, :person, :at)
            """)
        .param("id", request.id())
        .param("duty", request.duty())
        .param("choice", request.choice().name())
        .param("reason", request.reason())
        .param("facts", json.writeValueAsString(request.facts()))
        .param("person", request.personId())
        .param("at", utc(request.requestedAt()))
        .update();
  }

  @Override
  public Optional<Request> request(UUID id) {
    return jdbc.sql("select * from life_signing_request where id = :id")
        .param("id", id)
        .query(
            (rs, row) ->
                new Request(
                    id,
                    rs.getObject("duty_id", UUID.class),
                    Duty.Choice.valueOf(rs.getString("choice")),
                    rs.getString("reason"),
                    json.readValue(
                        rs.getString("facts"), new TypeReference<Map<String, Object>>() {}),
                    rs.getString("person_id"),
                    instant(rs, "requested_at"),
                    instantOrNull(rs, "used_at")))
        .optional();
  }

  @Override
  public boolean use(UUID requestId, Instant realTime) {
    return jdbc.sql(
                "update life_signing_request set used_at = :at where id = :id and used_at is null")
            .param("at", utc(realTime))
            .param("id", requestId)
            .update()
        == 1;
  }
}
