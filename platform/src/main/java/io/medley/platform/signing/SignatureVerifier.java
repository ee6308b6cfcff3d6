package io.medley.platform.signing;

/** Verifies what this or an earlier key of the service signed. */
public interface SignatureVerifier {

  /** True if the key is known and the signature is its signature over exactly this data. */
  boolean verify(String keyId, byte[] data, byte[] signature);
}
