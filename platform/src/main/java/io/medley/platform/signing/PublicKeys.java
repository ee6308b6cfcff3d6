package io.medley.platform.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Public halves of Ed25519 keys by id. The id is the first half of the SHA-256 of the key's X.509
 * form, so that a key cannot be exchanged for another of the same name.
 */
public interface PublicKeys {

  /** The X.509 form (DER) of the key with this id, if it is known. */
  Optional<byte[]> publicKey(String keyId);

  /** The id of a key in its X.509 form. */
  static String idOf(byte[] encoded) {
    return Sha256.hex(encoded).substring(0, 32);
  }

  /** True if it is this key's signature over exactly this data. */
  static boolean verify(byte[] encoded, byte[] data, byte[] signed) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      signature.update(data);
      return signature.verify(signed);
    } catch (GeneralSecurityException notASignature) {
      return false;
    }
  }

  /**
   * A verifier that knows only these keys, each in its X.509 form; a wrong name is not believed.
   */
  static SignatureVerifier knowing(Map<String, byte[]> keys) {
    Map<String, byte[]> known = new HashMap<>();
    keys.forEach(
        (id, encoded) -> {
          if (id.equals(idOf(encoded))) {
            known.put(id, encoded);
          }
        });
    return (id, data, signature) -> {
      byte[] key = known.get(id);
      return key != null && verify(key, data, signature);
    };
  }
}
