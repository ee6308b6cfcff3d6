package io.medley.platform.audit;

import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Sha256;
import io.medley.platform.signing.SignatureVerifier;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole chains of a few aggregates with the proof that every entry is covered by a signed root:
 * enough to verify them without the database and without other entries.
 *
 * @param chains entries in order
 * @param roots the signed roots the entries are covered by, ascending
 */
public record AuditExcerpt(List<Chain> chains, List<Root> roots) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public AuditExcerpt {
    chains = List.copyOf(chains);
    roots = List.copyOf(roots);
  }

  /** One aggregate's chain. */
  public record Chain(String aggregateType, String aggregateId, List<Entry> entries) {
    public Chain {
      entries = List.copyOf(entries);
    }
  }

  /**
   * One entry as it is hashed, and its way to the root.
   *
   * @param at business time, ISO 8601
   * @param recordedAt the machine's time, ISO 8601
   * @param position place in the order of all entries
   * @param root number of the root that covers it
   * @param path neighbours from the leaf to the Merkle root (RFC 6962 section 2.1.1)
   */
  public record Entry(
      long sequence,
      String action,
      JsonNode actor,
      JsonNode facts,
      String at,
      String recordedAt,
      String previousHash,
      String hash,
      long position,
      long root,
      List<PathStep> path) {
    public Entry {
      path = List.copyOf(path);
    }
  }

  /** A neighbour: {@code left} or {@code right} of the hash so far. */
  public record PathStep(String side, String hash) {}

  /** A root without its leaves; the signature is over the canonical JSON of the first six. */
  public record Root(
      long number,
      long fromPosition,
      long toPosition,
      String merkleRoot,
      String previous,
      String at,
      String keyId,
      String signature) {}

  /** As canonical JSON. */
  public byte[] toBytes() {
    return CanonicalJson.of(this);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static AuditExcerpt of(byte[] bytes) {
    try {
      return MAPPER.readValue(bytes, AuditExcerpt.class);
    } catch (JacksonException | NullPointerException broken) {
      throw new IllegalArgumentException("Not an excerpt of an audit", broken);
    }
  }

  /** What does not hold; empty if every chain, proof and root verifies. */
  public List<AuditReport.Finding> verify(SignatureVerifier verifier) {
    List<AuditReport.Finding> findings = new ArrayList<>();
    Map<Long, Root> signed = new HashMap<>();
    for (Root root : roots) {
      AuditRoot.Body body =
          new AuditRoot.Body(
              root.number(),
              root.fromPosition(),
              root.toPosition(),
              root.merkleRoot(),
              root.previous(),
              root.at());
      if (verifier.verify(
          root.keyId(), CanonicalJson.of(body), AuditRoot.decoded(root.signature()))) {
        signed.put(root.number(), root);
      } else {
        findings.add(
            new AuditReport.Finding(
                AuditReport.Kind.ROOT_BROKEN,
                "root " + root.number(),
                "its signature does not fit its content"));
      }
    }
    chains.forEach(chain -> verify(chain, signed, findings));
    return List.copyOf(findings);
  }

  private static void verify(
      Chain chain, Map<Long, Root> roots, List<AuditReport.Finding> findings) {
    String previous = AuditEntry.FIRST;
    long wanted = 1;
    for (Entry entry : chain.entries()) {
      String place =
          "%s %s, entry %d".formatted(chain.aggregateType(), chain.aggregateId(), entry.sequence());
      if (!entry.hash().equals(computed(chain, entry))) {
        findings.add(finding(AuditReport.Kind.EDITED, place, "its content does not give its hash"));
      }
      if (entry.sequence() != wanted) {
        findings.add(
            finding(AuditReport.Kind.DELETED, place, "entry %d is missing".formatted(wanted)));
      } else if (!entry.previousHash().equals(previous)) {
        findings.add(
            finding(AuditReport.Kind.REORDERED, place, "it does not continue the entry before it"));
      }
      Root root = roots.get(entry.root());
      if (root == null || !covers(root, entry)) {
        findings.add(finding(AuditReport.Kind.INSERTED, place, "no signed root here covers it"));
      }
      previous = entry.hash();
      wanted = entry.sequence() + 1;
    }
  }

  private static String computed(Chain chain, Entry entry) {
    try {
      return AuditEntry.chained(
              chain.aggregateType(),
              chain.aggregateId(),
              entry.sequence(),
              entry.action(),
              CanonicalJson.text(entry.actor()),
              CanonicalJson.text(entry.facts()),
              Instant.parse(entry.at()),
              Instant.parse(entry.recordedAt()),
              entry.previousHash())
          .hash();
    } catch (DateTimeParseException | IllegalArgumentException broken) {
      return "";
    }
  }

  private static boolean covers(Root root, Entry entry) {
    boolean hashes =
        Sha256.isHex(entry.hash())
            && entry.path().stream().allMatch(step -> Sha256.isHex(step.hash()));
    return hashes
        && entry.position() >= root.fromPosition()
        && entry.position() <= root.toPosition()
        && MerkleTree.root(
                entry.hash(),
                entry.path().stream()
                    .map(step -> new MerkleTree.Step(step.side(), step.hash()))
                    .toList())
            .equals(root.merkleRoot());
  }

  private static AuditReport.Finding finding(
      AuditReport.Kind kind, String place, String explanation) {
    return new AuditReport.Finding(kind, place, explanation);
  }
}
