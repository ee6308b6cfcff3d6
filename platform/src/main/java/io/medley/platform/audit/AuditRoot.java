package io.medley.platform.audit;

import io.medley.platform.signing.CanonicalJson;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The signed statement "these entries stood at these positions", kept outside the database.
 *
 * @param body what is signed
 * @param leaves the entries' hashes in position order; they give the body's Merkle root and locate
 *     a later change exactly
 * @param keyId key of the signature
 * @param signature Base64 over the canonical JSON of the body
 */
record AuditRoot(Body body, List<String> leaves, String keyId, String signature) {

  /** Hash that the next root repeats. */
  static final String FIRST = "0".repeat(64);

  /** Stands for an entry that no key of the service had sealed: it is covered by no root. */
  static final String UNSEALED = "0".repeat(64);

  /**
   * @param number from 1 without a gap
   * @param fromPosition first position covered
   * @param toPosition last position covered
   * @param merkleRoot over the leaves
   * @param previous {@link AuditRoot#hash()} of the root before
   * @param at real time, ISO 8601
   */
  record Body(
      long number,
      long fromPosition,
      long toPosition,
      String merkleRoot,
      String previous,
      String at) {}

  /** Hash of the body and its signature; through the Merkle root it binds the leaves, too. */
  String hash() {
    return CanonicalJson.sha256(Map.of("body", body, "keyId", keyId, "signature", signature));
  }

  /** What a Base64 text stands for; nothing for a text that is none. */
  static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  byte[] signedBytes() {
    return CanonicalJson.of(body);
  }
}
