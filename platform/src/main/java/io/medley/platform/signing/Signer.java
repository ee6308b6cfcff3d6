package io.medley.platform.signing;

/** Signs with the service's current Ed25519 key (RFC 8032). */
public interface Signer {

  /** Names the key, so that a signature can be verified after the key was replaced. */
  String keyId();

  /** The 64-byte signature over the data. */
  byte[] sign(byte[] data);
}
