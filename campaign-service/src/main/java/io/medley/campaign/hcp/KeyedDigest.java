package io.medley.campaign.hcp;

/**
 * Digests under a key that only this service has (HMAC-SHA-256 under a key derived from the master
 * key): equal for equal values, and of no use to anybody without the key.
 */
public interface KeyedDigest {

  /**
   * The digest, in hex.
   *
   * @param kind what the value is; the same value of another kind has another digest
   */
  String fingerprint(String kind, String value);
}
