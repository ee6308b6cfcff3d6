package io.medley.content.review.jdbc;

import static io.medley.content.review.jdbc.Columns.instant;
import static io.medley.content.review.jdbc.Columns.utc;

import io.medley.content.review.Carries;
import io.medley.content.review.CarryRecord;
import io.medley.content.review.ReviewId;
import io.medley.content.signing.Lane;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCarries implements Carries {

  private final JdbcClient jdbc;

  JdbcCarries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(CarryRecord.Signed signed) {
    CarryRecord carry = signed.carry();
    return jdbc.sql(
                """
                insert into review_carry (id, review_id, lane, lane_round, signature_id, kind, from_content_hash, from_metadata_hash,
                  to_content_hash, to_metadata_hash, diff_hash, rule_version, verified_by, carried_at, statement, key_id, signature)
                values (:id, :review, :lane, :round, :of, :kind, :fromContent, :fromMetadata, :toContent, :toMetadata, :diff, :rules,
                  :by, :at, :statement, :keyId, :signature)
                on conflict (review_id, lane, lane_round) do nothing
                """)
            .param("id", carry.id())
            .param("review", carry.review().value())
            .param("lane", carry.lane().name())
            .param("round", carry.round())
            .param("of", carry.signature())
            .param("kind", carry.kind().name())
            .param("fromContent", carry.from().content())
            .param("fromMetadata", carry.from().metadata())
            .param("toContent", carry.to().content())
            .param("toMetadata", carry.to().metadata())
            .param("diff", carry.diffHash())
            .param("rules", carry.ruleVersion())
            .param("by", carry.verifiedBy())
            .param("at", utc(carry.at()))
            .param("statement", signed.statement())
            .param("keyId", signed.keyId())
            .param("signature", signed.signature())
            .update()
        == 1;
  }

  @Override
  public Optional<CarryRecord.Signed> find(UUID id) {
    return jdbc.sql("select * from review_carry where id = :id")
        .param("id", id)
        .query((rs, row) -> carry(rs))
        .optional();
  }

  @Override
  public List<CarryRecord.Signed> ofReview(ReviewId id) {
    return jdbc.sql("select * from review_carry where review_id = :id order by carried_at, id")
        .param("id", id.value())
        .query((rs, row) -> carry(rs))
        .list();
  }

  private static CarryRecord.Signed carry(ResultSet rs) throws SQLException {
    return new CarryRecord.Signed(
        new CarryRecord(
            rs.getObject("id", UUID.class),
            new ReviewId(rs.getObject("review_id", UUID.class)),
            Lane.valueOf(rs.getString("lane")),
            rs.getInt("lane_round"),
            rs.getObject("signature_id", UUID.class),
            CarryRecord.Kind.valueOf(rs.getString("kind")),
            new CarryRecord.Hashes(
                rs.getString("from_content_hash"), rs.getString("from_metadata_hash")),
            new CarryRecord.Hashes(
                rs.getString("to_content_hash"), rs.getString("to_metadata_hash")),
            rs.getString("diff_hash"),
            rs.getString("rule_version"),
            rs.getString("verified_by"),
            instant(rs, "carried_at")),
        rs.getBytes("statement"),
        rs.getString("key_id"),
        rs.getBytes("signature"));
  }
}
