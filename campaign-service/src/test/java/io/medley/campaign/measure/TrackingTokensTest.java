package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.measure.TrackingToken.Kind;
import io.medley.platform.signing.SignatureVerifier;
import io.medley.platform.signing.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TrackingTokensTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private final UUID contact = UUID.randomUUID();
  private final TrackingTokens tokens = tokens(pair());

  @Test
  void shouldReadWhatItWrote() {
    String text = tokens.write(new TrackingToken(Kind.CLICK, contact, 300));

    assertThat(tokens.read(text, Kind.CLICK)).contains(new TrackingToken(Kind.CLICK, contact, 300));
  }

  @Test
  void shouldAlwaysWriteTheSameTokenForTheSameLink() {
    assertThat(tokens.write(new TrackingToken(Kind.OPEN, contact, -1)))
        .isEqualTo(tokens.write(new TrackingToken(Kind.OPEN, contact, -1)))
        .matches("[A-Za-z0-9._-]+");
  }

  @Test
  void shouldNotTakeATokenOfOneKindForAnother() {
    String open = tokens.write(new TrackingToken(Kind.OPEN, contact, -1));

    assertThat(tokens.read(open, Kind.PREFERENCES)).isEmpty();
    assertThat(tokens.read(open, Kind.CLICK)).isEmpty();
  }

  @Test
  void shouldRefuseATokenWithAnyCharacterChanged() {
    String text = tokens.write(new TrackingToken(Kind.CLICK, contact, 1));

    for (int i = 0; i < text.length() - 1; i++) {
      char changed = text.charAt(i) == 'A' ? 'B' : 'A';
      String forged = text.substring(0, i) + changed + text.substring(i + 1);
      if (!forged.equals(text)) {
        assertThat(tokens.read(forged, Kind.CLICK)).as("changed at %d", i).isEmpty();
      }
    }
  }

  @Test
  void shouldRefuseWhatAnotherServiceSigned() {
    String foreign = tokens(pair()).write(new TrackingToken(Kind.CLICK, contact, 1));

    assertThat(tokens.read(foreign, Kind.CLICK)).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoTokenAtAll() {
    assertThat(tokens.read("", Kind.OPEN)).isEmpty();
    assertThat(tokens.read("../../etc/passwd", Kind.OPEN)).isEmpty();
    assertThat(tokens.read("a.b.c", Kind.OPEN)).isEmpty();
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static TrackingTokens tokens(KeyPair pair) {
    Signer signer =
        new Signer() {
          @Override
          public String keyId() {
            return KEY;
          }

          @Override
          public byte[] sign(byte[] data) {
            try {
              Signature signature = Signature.getInstance("Ed25519");
              signature.initSign(pair.getPrivate());
              signature.update(data);
              return signature.sign();
            } catch (GeneralSecurityException broken) {
              throw new IllegalStateException(broken);
            }
          }
        };
    SignatureVerifier verifier =
        (keyId, data, signed) -> {
          try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(pair.getPublic());
            signature.update(data);
            return keyId.equals(KEY) && signature.verify(signed);
          } catch (GeneralSecurityException broken) {
            return false;
          }
        };
    return new TrackingTokens(signer, verifier);
  }
}
