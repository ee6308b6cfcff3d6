package io.medley.platform.audit;

import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Sealer;
import io.medley.platform.signing.Sha256;
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
 * @param seal Base64 of the seal over {@link #sealedBytes}
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
  AuditEntry sealed(Sealer sealer) {
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
        sealer.keyId(),
        Base64.getEncoder().encodeToString(sealer.seal(sealedBytes(hash))));
  }

  /** True if a key of ours sealed this hash. */
  boolean isSealed(Sealer sealer) {
    return isSealed(sealer, hash, keyId, seal);
  }

  /** True if a key of ours made this seal over this hash. */
  static boolean isSealed(
      Sealer sealer, String hash, @Nullable String keyId, @Nullable String seal) {
    return keyId != null
        && seal != null
        && sealer.isSeal(keyId, sealedBytes(hash), AuditRoot.decoded(seal));
  }

  /** What is sealed; the words in front keep it from passing for another kind of seal. */
  private static byte[] sealedBytes(String hash) {
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
