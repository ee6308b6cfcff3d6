package io.medley.platform.audit;

import io.medley.platform.signing.CanonicalJson;
import java.util.List;
import java.util.Map;

/**
 * The signed statement "these entries stood at these positions", kept outside the database.
 *
 * @param body what is signed
 * @param keyId key of the signature
 * @param signature Base64 over the canonical JSON of the body
 */
record AuditRoot(Body body, String keyId, String signature) {

  /** Hash that the next root repeats. */
  static final String FIRST = "0".repeat(64);

  /**
   * @param number from 1 without a gap
   * @param fromPosition first position covered
   * @param toPosition last position covered
   * @param merkleRoot over the leaves
   * @param previous {@link AuditRoot#hash()} of the root before
   * @param at real time, ISO 8601
   * @param leaves the entries' hashes in position order; they locate a later change exactly
   */
  record Body(
      long number,
      long fromPosition,
      long toPosition,
      String merkleRoot,
      String previous,
      String at,
      List<String> leaves) {}

  /** Hash of the whole root including its signature. */
  String hash() {
    return CanonicalJson.sha256(Map.of("body", body, "keyId", keyId, "signature", signature));
  }

  byte[] signedBytes() {
    return CanonicalJson.of(body);
  }
}
