package io.medley.content.signing.jdbc;

import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureSource;
import io.medley.content.signing.SignatureStatement;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.SignedSubject;
import io.medley.content.signing.SigningRequest;
import io.medley.content.signing.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcSignatures implements Signatures {

  private final JdbcClient jdbc;

  JdbcSignatures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(LaneSignature signature) {
    SignatureStatement statement = signature.statement();
    SignedSubject subject = statement.subject();
    SignatureStatement.Represented represented = statement.onBehalfOf();
    return jdbc.sql(
                """
                insert into lane_signature (id, review_id, round, lane, version_id, content_hash, metadata_hash, check_run_id, check_run_hash, verdict,
                  person_id, printed_name, meaning, signed_at, source, authenticated_at, statement, key_id, signature,
                  on_behalf_of, on_behalf_of_name)
                values (:id, :review, :round, :lane, :version, :contentHash, :metadataHash, :checkRun, :checkRunHash, :verdict,
                  :person, :printedName, :meaning, :signedAt, :source, :authenticatedAt, :statement, :keyId, :signature,
                  :onBehalfOf, :onBehalfOfName)
                on conflict (review_id, round, lane) do nothing
                """)
            .param("id", signature.id())
            .param("review", subject.review())
            .param("round", subject.round())
            .param("lane", subject.lane().name())
            .param("version", subject.version())
            .param("contentHash", subject.contentHash())
            .param("metadataHash", subject.metadataHash())
            .param("checkRun", subject.checkRun())
            .param("checkRunHash", subject.checkRunHash())
            .param("verdict", statement.verdict().name())
            .param("person", statement.personId())
            .param("printedName", statement.printedName())
            .param("meaning", statement.meaning())
            .param("signedAt", utc(statement.signedAt()))
            .param("source", signature.source().name())
            .param("authenticatedAt", utc(signature.authenticatedAt()))
            .param("statement", signature.canonical())
            .param("keyId", signature.keyId())
            .param("signature", signature.signature())
            .param("onBehalfOf", represented == null ? null : represented.personId())
            .param("onBehalfOfName", represented == null ? null : represented.printedName())
            .update()
        == 1;
  }

  @Override
  public Optional<LaneSignature> of(UUID review, int round, Lane lane) {
    return jdbc.sql(
            "select * from lane_signature where review_id = :review and round = :round and lane = :lane")
        .param("review", review)
        .param("round", round)
        .param("lane", lane.name())
        .query((rs, row) -> signature(rs))
        .optional();
  }

  @Override
  public Optional<LaneSignature> find(UUID id) {
    return jdbc.sql("select * from lane_signature where id = :id")
        .param("id", id)
        .query((rs, row) -> signature(rs))
        .optional();
  }

  @Override
  public List<LaneSignature> ofReview(UUID review) {
    return jdbc.sql("select * from lane_signature where review_id = :review order by signed_at, id")
        .param("review", review)
        .query((rs, row) -> signature(rs))
        .list();
  }

  @Override
  public void add(SigningRequest request) {
    SignedSubject subject = request.subject();
    jdbc.sql(
            """
            insert into signing_request (id, review_id, round, lane, version_id, content_hash, metadata_hash, check_run_id, check_run_hash, verdict,
              person_id, source, on_behalf_of, requested_at)
            values (:id, :review, :round, :lane, :version, :contentHash, :metadataHash, :checkRun, :checkRunHash, :verdict, :person, :source, :onBehalfOf, :at)
            """)
        .param("id", request.id())
        .param("review", subject.review())
        .param("round", subject.round())
        .param("lane", subject.lane().name())
        .param("version", subject.version())
        .param("contentHash", subject.contentHash())
        .param("metadataHash", subject.metadataHash())
        .param("checkRun", subject.checkRun())
        .param("checkRunHash", subject.checkRunHash())
        .param("verdict", request.verdict().name())
        .param("person", request.personId())
        .param("source", request.source().name())
        .param("onBehalfOf", request.onBehalfOf())
        .param("at", utc(request.requestedAt()))
        .update();
  }

  @Override
  public Optional<SigningRequest> request(UUID id) {
    return jdbc.sql("select * from signing_request where id = :id")
        .param("id", id)
        .query(
            (rs, row) -> {
              OffsetDateTime used = rs.getObject("used_at", OffsetDateTime.class);
              return new SigningRequest(
                  id,
                  subject(rs),
                  Verdict.valueOf(rs.getString("verdict")),
                  rs.getString("person_id"),
                  SignatureSource.valueOf(rs.getString("source")),
                  rs.getString("on_behalf_of"),
                  instant(rs, "requested_at"),
                  used == null ? null : used.toInstant());
            })
        .optional();
  }

  @Override
  public boolean use(UUID requestId, Instant at) {
    return jdbc.sql("update signing_request set used_at = :at where id = :id and used_at is null")
            .param("at", utc(at))
            .param("id", requestId)
            .update()
        == 1;
  }

  private static LaneSignature signature(ResultSet rs) throws SQLException {
    return new LaneSignature(
        rs.getObject("id", UUID.class),
        new SignatureStatement(
            subject(rs),
            Verdict.valueOf(rs.getString("verdict")),
            rs.getString("person_id"),
            rs.getString("printed_name"),
            rs.getString("meaning"),
            instant(rs, "signed_at"),
            rs.getString("on_behalf_of") == null
                ? null
                : new SignatureStatement.Represented(
                    rs.getString("on_behalf_of"), rs.getString("on_behalf_of_name"))),
        SignatureSource.valueOf(rs.getString("source")),
        instant(rs, "authenticated_at"),
        rs.getBytes("statement"),
        rs.getString("key_id"),
        rs.getBytes("signature"));
  }

  private static SignedSubject subject(ResultSet rs) throws SQLException {
    return new SignedSubject(
        rs.getObject("review_id", UUID.class),
        rs.getInt("round"),
        Lane.valueOf(rs.getString("lane")),
        rs.getObject("version_id", UUID.class),
        rs.getString("content_hash"),
        rs.getString("metadata_hash"),
        rs.getObject("check_run_id", UUID.class),
        rs.getString("check_run_hash"));
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
