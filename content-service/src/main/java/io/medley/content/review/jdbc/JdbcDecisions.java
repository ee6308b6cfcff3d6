package io.medley.content.review.jdbc;

import static io.medley.content.review.jdbc.Columns.instant;
import static io.medley.content.review.jdbc.Columns.instantOrNull;
import static io.medley.content.review.jdbc.Columns.utc;

import io.medley.content.review.CarryRecord;
import io.medley.content.review.Decisions;
import io.medley.content.review.ReviewId;
import io.medley.content.review.SignedDecision;
import io.medley.workflows.mlrreview.HumanStep;
import java.sql.ResultSet;
import java.sql.SQLException;
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
class JdbcDecisions implements Decisions {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcDecisions(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public void add(SignedDecision.Stored stored) {
    SignedDecision decision = stored.decision();
    jdbc.sql(
            """
            insert into review_decision (id, review_id, kind, subject, body, content_hash, metadata_hash, person_id, printed_name, meaning,
              signed_at, authenticated_at, statement, key_id, signature)
            values (:id, :review, :kind, :subject, :body::jsonb, :content, :metadata, :person, :name, :meaning,
              :at, :authenticated, :statement, :keyId, :signature)
            """)
        .param("id", decision.id())
        .param("review", decision.review().value())
        .param("kind", decision.kind().name())
        .param("subject", decision.subject())
        .param("body", json.writeValueAsString(decision.body()))
        .param("content", decision.hashes().content())
        .param("metadata", decision.hashes().metadata())
        .param("person", decision.personId())
        .param("name", decision.printedName())
        .param("meaning", decision.meaning())
        .param("at", utc(decision.signedAt()))
        .param("authenticated", utc(decision.authenticatedAt()))
        .param("statement", stored.statement())
        .param("keyId", stored.keyId())
        .param("signature", stored.signature())
        .update();
  }

  @Override
  public List<SignedDecision.Stored> ofReview(ReviewId id) {
    return jdbc.sql("select * from review_decision where review_id = :id order by signed_at, id")
        .param("id", id.value())
        .query((rs, row) -> stored(rs))
        .list();
  }

  @Override
  public Optional<SignedDecision> of(ReviewId id, HumanStep kind, String subject) {
    return jdbc.sql(
            """
            select * from review_decision where review_id = :id and kind = :kind and subject = :subject
            order by signed_at desc, id desc limit 1
            """)
        .param("id", id.value())
        .param("kind", kind.name())
        .param("subject", subject)
        .query((rs, row) -> stored(rs).decision())
        .optional();
  }

  @Override
  public void add(Request request) {
    jdbc.sql(
            """
            insert into review_decision_request (id, review_id, kind, subject, body, content_hash, metadata_hash, person_id, requested_at)
            values (:id, :review, :kind, :subject, :body::jsonb, :content, :metadata, :person, :at)
            """)
        .param("id", request.id())
        .param("review", request.review().value())
        .param("kind", request.kind().name())
        .param("subject", request.subject())
        .param("body", json.writeValueAsString(request.body()))
        .param("content", request.hashes().content())
        .param("metadata", request.hashes().metadata())
        .param("person", request.personId())
        .param("at", utc(request.requestedAt()))
        .update();
  }

  @Override
  public Optional<Request> request(UUID id) {
    return jdbc.sql("select * from review_decision_request where id = :id")
        .param("id", id)
        .query(
            (rs, row) ->
                new Request(
                    id,
                    new ReviewId(rs.getObject("review_id", UUID.class)),
                    HumanStep.valueOf(rs.getString("kind")),
                    rs.getString("subject"),
                    body(rs),
                    hashes(rs),
                    rs.getString("person_id"),
                    instant(rs, "requested_at"),
                    instantOrNull(rs, "used_at")))
        .optional();
  }

  @Override
  public boolean use(UUID id, Instant realTime) {
    return jdbc.sql(
                "update review_decision_request set used_at = :at where id = :id and used_at is null")
            .param("at", utc(realTime))
            .param("id", id)
            .update()
        == 1;
  }

  private SignedDecision.Stored stored(ResultSet rs) throws SQLException {
    return new SignedDecision.Stored(
        new SignedDecision(
            rs.getObject("id", UUID.class),
            new ReviewId(rs.getObject("review_id", UUID.class)),
            HumanStep.valueOf(rs.getString("kind")),
            rs.getString("subject"),
            body(rs),
            hashes(rs),
            rs.getString("person_id"),
            rs.getString("printed_name"),
            rs.getString("meaning"),
            instant(rs, "signed_at"),
            instantOrNull(rs, "authenticated_at")),
        rs.getBytes("statement"),
        rs.getString("key_id"),
        rs.getBytes("signature"));
  }

  private Map<String, Object> body(ResultSet rs) throws SQLException {
    return json.readValue(rs.getString("body"), new TypeReference<Map<String, Object>>() {});
  }

  private static CarryRecord.Hashes hashes(ResultSet rs) throws SQLException {
    return new CarryRecord.Hashes(rs.getString("content_hash"), rs.getString("metadata_hash"));
  }
}
