package io.medley.content.signing;

import io.medley.platform.signing.CanonicalJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sentence that is signed. Its RFC 8785 form is stored with the signature, so that anybody can
 * verify it with the public key alone.
 *
 * @param subject what it is about
 * @param verdict what the signer decided
 * @param personId subject of the identity provider's account that re-authenticated
 * @param printedName the signer's name in full (21 CFR 11.50(a)(1))
 * @param meaning what signing means (11.50(a)(3))
 * @param signedAt when, UTC, to the millisecond (11.50(a)(2))
 * @param onBehalfOf whom the signer, a delegate, signed for; null by one's own authority
 */
public record SignatureStatement(
    SignedSubject subject,
    Verdict verdict,
    String personId,
    String printedName,
    String meaning,
    Instant signedAt,
    @Nullable Represented onBehalfOf) {

  /** The present form of what is signed; statements without a form are from before it had one. */
  private static final int FORM = 2;

  /** Somebody who is represented, and their name in full. */
  public record Represented(String personId, String printedName) {}

  /** A signature by one's own authority. */
  public SignatureStatement(
      SignedSubject subject,
      Verdict verdict,
      String personId,
      String printedName,
      String meaning,
      Instant signedAt) {
    this(subject, verdict, personId, printedName, meaning, signedAt, null);
  }

  /** The bytes that are signed. */
  public byte[] canonical() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("review", subject.review().toString());
    fields.put("round", subject.round());
    fields.put("lane", subject.lane().name());
    fields.put("version", subject.version().toString());
    fields.put("contentHash", subject.contentHash());
    fields.put("metadataHash", subject.metadataHash());
    fields.put("checkRun", subject.checkRun().toString());
    if (subject.checkRunHash() != null) {
      fields.put("form", FORM);
      fields.put("checkRunHash", subject.checkRunHash());
    }
    fields.put("verdict", verdict.name());
    fields.put("person", personId);
    fields.put("printedName", printedName);
    fields.put("meaning", meaning);
    fields.put("time", signedAt.toString());
    if (onBehalfOf != null) {
      fields.put("onBehalfOf", onBehalfOf.personId());
      fields.put("onBehalfOfName", onBehalfOf.printedName());
    }
    return CanonicalJson.of(fields);
  }
}
