package io.medley.platform.signing;

/**
 * Marks what only this service has to recognise again, at a hundredth of a signature's price:
 * HMAC-SHA256 (RFC 2104) under a secret that is derived from the private key (HKDF, RFC 5869).
 * Whoever must be convinced outside the service needs a {@link Signer}'s signature.
 */
public interface Sealer {

  /** Names the key, so that a seal can be recognised after the key was replaced. */
  String keyId();

  /** The 32-byte seal over the data. */
  byte[] seal(byte[] data);

  /** True if this or an earlier key of the service made this seal over exactly this data. */
  boolean isSeal(String keyId, byte[] data, byte[] seal);
}
