package io.medley.campaign.hcp;

import java.util.Map;
import java.util.Optional;

/**
 * Seals bytes under an HCP's own data key (AES-256-GCM), which is itself wrapped by the service's
 * master key. Destroying the data key makes everything sealed under it unreadable for good.
 */
public interface PersonalVault extends KeyedDigest {

  /**
   * Seals bytes. A first call for an HCP makes the key, inside the caller's transaction.
   *
   * @param purpose bound to the ciphertext: opening under another purpose fails
   * @throws KeyDestroyed if the HCP was erased
   */
  byte[] seal(HcpId hcp, String purpose, byte[] clear);

  /**
   * Seals bytes of many HCPs in few statements; see {@link #seal}. Their rows may follow later in
   * the caller's transaction.
   */
  Map<HcpId, byte[]> sealAll(String purpose, Map<HcpId, byte[]> clear);

  /** Opens what was sealed; empty once the key was destroyed. */
  Optional<byte[]> open(HcpId hcp, String purpose, byte[] sealed);

  /** Opens what was sealed of many, each once; those whose key was destroyed are left out. */
  Map<HcpId, byte[]> open(String purpose, Map<HcpId, byte[]> sealed);

  /** Destroys the key. Inside the caller's transaction. */
  void destroy(HcpId hcp);

  /** The HCP was erased; nothing can be kept about the person any more. */
  final class KeyDestroyed extends RuntimeException {
    /** Of this HCP. */
    public KeyDestroyed(HcpId hcp) {
      super("The key of HCP " + hcp + " was destroyed");
    }
  }
}
