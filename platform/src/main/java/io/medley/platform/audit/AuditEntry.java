package io.medley.platform.audit;

import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Sha256;
import io.medley.platform.signing.SignatureVerifier;
import io.medley.platform.signing.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One stored link of an aggregate's chain.
 *
 * @param sequence place in the chain, from 1
 * @param actor canonical JSON, as it is stored
 * @param facts canonical JSON, as it is stored
 * @param at business time
 * @param recordedAt real time
 * @param previousHash hash of the link before, {@link #FIRST} for the first
 * @param hash SHA-256 over the canonical JSON of everything before it
 * @param keyId key that sealed the hash
 * @param seal Base64 of the signature over {@link #sealedBytes}
 */
record AuditEntry(
    String aggregateType,
    String aggregateId,
    long sequence,
    String action,
    String actor,
    String facts,
    Instant at,
    Instant recordedAt,
    String previousHash,
    String hash,
    @Nullable String keyId,
    @Nullable String seal) {

  static final String FIRST = "0".repeat(64);

  static AuditEntry chained(
      String aggregateType,
      String aggregateId,
      long sequence,
      String action,
      String actor,
      String facts,
      Instant at,
      Instant recordedAt,
      String previousHash) {
    AuditEntry unhashed =
        new AuditEntry(
            aggregateType,
            aggregateId,
            sequence,
            action,
            actor,
            facts,
            at,
            recordedAt,
            previousHash,
            "",
            null,
            null);
    return new AuditEntry(
        aggregateType,
        aggregateId,
        sequence,
        action,
        actor,
        facts,
        at,
        recordedAt,
        previousHash,
        unhashed.computedHash(),
        null,
        null);
  }

  /** The same, sealed with the key. */
  AuditEntry sealed(Signer signer) {
    return new AuditEntry(
        aggregateType,
        aggregateId,
        sequence,
        action,
        actor,
        facts,
        at,
        recordedAt,
        previousHash,
        hash,
        signer.keyId(),
        Base64.getEncoder().encodeToString(signer.sign(sealedBytes(hash))));
  }

  /** True if a key of ours sealed this hash. */
  boolean isSealed(SignatureVerifier verifier) {
    return keyId != null
        && seal != null
        && verifier.verify(keyId, sealedBytes(hash), AuditRoot.decoded(seal));
  }

  /** What a seal signs; the words in front keep it from passing for another kind of signature. */
  static byte[] sealedBytes(String hash) {
    return ("medley audit entry " + hash).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What {@link #hash()} must be. The stored text of actor and facts is hashed as it is, so that a
   * changed blank is a changed entry; the members stand in the order RFC 8785 wants.
   */
  String computedHash() {
    return Sha256.hex(
        "{\"action\":"
            + CanonicalJson.text(action)
            + ",\"actor\":"
            + actor
            + ",\"aggregateId\":"
            + CanonicalJson.text(aggregateId)
            + ",\"aggregateType\":"
            + CanonicalJson.text(aggregateType)
            + ",\"at\":\""
            + at
            + "\",\"facts\":"
            + facts
            + ",\"previousHash\":"
            + CanonicalJson.text(previousHash)
            + ",\"recordedAt\":\""
            + recordedAt
            + "\",\"sequence\":"
            + sequence
            + "}");
  }

  /** Where it stands, for people. */
  String place() {
    return place(aggregateType, aggregateId, sequence);
  }

  /** Where an entry stands, for people. */
  static String place(String aggregateType, String aggregateId, long sequence) {
    return aggregateType + " " + aggregateId + ", entry " + sequence;
  }
}
