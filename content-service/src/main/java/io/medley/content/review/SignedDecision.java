package io.medley.content.review;

import io.medley.platform.signing.CanonicalJson;
import io.medley.workflows.mlrreview.HumanStep;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided outside the lanes, signed after proving who they are (21 CFR 11.50, 11.70).
 *
 * @param kind what was decided
 * @param subject which of that kind, e.g. the key of a market step
 * @param body what was decided, as the page showed it
 * @param meaning what signing means, printed beside the name ever after
 * @param authenticatedAt when the sign-in provider says the signer last proved who they are; null
 *     where the service itself records what a rule says (silence that counts as consent)
 */
public record SignedDecision(
    UUID id,
    ReviewId review,
    HumanStep kind,
    String subject,
    Map<String, Object> body,
    CarryRecord.Hashes hashes,
    String personId,
    String printedName,
    String meaning,
    Instant signedAt,
    @Nullable Instant authenticatedAt) {

  public SignedDecision {
    body = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }

  /** A word of the body; empty if it is not there. */
  public String text(String name) {
    Object value = body.get(name);
    return value == null ? "" : value.toString();
  }

  /** The bytes that are signed (RFC 8785). */
  public byte[] canonical() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("decision", id.toString());
    fields.put("review", review.toString());
    fields.put("kind", kind.name());
    fields.put("subject", subject);
    fields.put("body", body);
    fields.put("contentHash", hashes.content());
    fields.put("metadataHash", hashes.metadata());
    fields.put("person", personId);
    fields.put("printedName", printedName);
    fields.put("meaning", meaning);
    fields.put("time", signedAt.toString());
    return CanonicalJson.of(fields);
  }

  /** A decision as it is stored. */
  @SuppressWarnings("ArrayRecordComponent") // compared by id, never by its bytes
  public record Stored(SignedDecision decision, byte[] statement, String keyId, byte[] signature) {}
}
