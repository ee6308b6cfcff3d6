package io.medley.content.signing;

import io.medley.platform.signing.SignatureVerifier;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Tells whether a stored signature still is what was signed. */
@Component
public class SignatureVerification {

  private final SignatureVerifier verifier;

  SignatureVerification(SignatureVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * True when the columns say what the signed bytes say, and the key signed those bytes. One
   * changed byte of either voids it.
   */
  public boolean holds(LaneSignature signature) {
    return Arrays.equals(signature.statement().canonical(), signature.canonical())
        && verifier.verify(signature.keyId(), signature.canonical(), signature.signature());
  }

  /** True when the signature holds and is about exactly these bytes and this metadata. */
  public boolean holdsFor(LaneSignature signature, String contentHash, String metadataHash) {
    return holds(signature)
        && signature.statement().subject().contentHash().equals(contentHash)
        && signature.statement().subject().metadataHash().equals(metadataHash);
  }
}
