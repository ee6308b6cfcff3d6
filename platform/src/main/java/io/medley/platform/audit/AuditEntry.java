package io.medley.platform.audit;

import io.medley.platform.signing.CanonicalJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One stored link of an aggregate's chain.
 *
 * @param sequence place in the chain, from 1
 * @param at business time
 * @param recordedAt real time
 * @param previousHash hash of the link before, {@link #FIRST} for the first
 * @param hash SHA-256 over the canonical JSON of everything else
 */
record AuditEntry(
    String aggregateType,
    String aggregateId,
    long sequence,
    String action,
    JsonNode actor,
    JsonNode facts,
    Instant at,
    Instant recordedAt,
    String previousHash,
    String hash) {

  static final String FIRST = "0".repeat(64);

  static AuditEntry chained(
      String aggregateType,
      String aggregateId,
      long sequence,
      String action,
      JsonNode actor,
      JsonNode facts,
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
            "");
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
        unhashed.computedHash());
  }

  /** What {@link #hash()} must be. */
  String computedHash() {
    Map<String, Object> hashed = new LinkedHashMap<>();
    hashed.put("aggregateType", aggregateType);
    hashed.put("aggregateId", aggregateId);
    hashed.put("sequence", sequence);
    hashed.put("action", action);
    hashed.put("actor", actor);
    hashed.put("facts", facts);
    hashed.put("at", at.toString());
    hashed.put("recordedAt", recordedAt.toString());
    hashed.put("previousHash", previousHash);
    return CanonicalJson.sha256(hashed);
  }
}
