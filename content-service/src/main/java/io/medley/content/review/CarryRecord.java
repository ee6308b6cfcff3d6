package io.medley.content.review;

import io.medley.content.signing.Lane;
import io.medley.platform.signing.CanonicalJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The signed statement that a lane's signature over an earlier version holds for this one. It never
 * stands alone: the old signature has to verify over the old hashes, this record over both.
 *
 * @param review the review of the later version
 * @param round the lane's round there
 * @param signature the signature that is carried
 * @param from hashes of the version that was signed
 * @param to hashes of the version it is carried to
 * @param diffHash SHA-256 over everything in which the two differ
 * @param ruleVersion the concern rules by which it was decided
 * @param verifiedBy who looked: a person's id, or the service itself where no concern was touched
 */
public record CarryRecord(
    UUID id,
    ReviewId review,
    Lane lane,
    int round,
    UUID signature,
    Kind kind,
    Hashes from,
    Hashes to,
    String diffHash,
    String ruleVersion,
    String verifiedBy,
    Instant at) {

  /** Bytes and frozen tags of a version. */
  public record Hashes(String content, String metadata) {}

  /** Why a verdict may be carried. */
  public enum Kind {
    /** What changed does not concern the lane. */
    UNTOUCHED,
    /** What changed lies inside the conditions, and the coordinator verified each. */
    CONDITIONS_VERIFIED
  }

  /** The bytes that are signed (RFC 8785). */
  public byte[] canonical() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("carry", id.toString());
    fields.put("review", review.toString());
    fields.put("lane", lane.name());
    fields.put("round", round);
    fields.put("signature", signature.toString());
    fields.put("kind", kind.name());
    fields.put("fromContentHash", from.content());
    fields.put("fromMetadataHash", from.metadata());
    fields.put("toContentHash", to.content());
    fields.put("toMetadataHash", to.metadata());
    fields.put("diffHash", diffHash);
    fields.put("ruleVersion", ruleVersion);
    fields.put("verifiedBy", verifiedBy);
    fields.put("time", at.toString());
    return CanonicalJson.of(fields);
  }

  /**
   * A record as it is stored.
   *
   * @param statement the bytes that were signed
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by id, never by its bytes
  public record Signed(CarryRecord carry, byte[] statement, String keyId, byte[] signature) {}
}
