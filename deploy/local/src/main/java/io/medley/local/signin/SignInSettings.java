package io.medley.local.signin;

import com.nimbusds.jose.jwk.RSAKey;
import io.medley.local.StackHome;
import java.net.URI;

/**
 * What the provider's configuration is told.
 *
 * @param issuer its own address
 * @param home where client secrets are kept
 * @param key what tokens are signed with
 */
record SignInSettings(URI issuer, StackHome home, RSAKey key) {

  String secret(String clientId) {
    return secret(home, clientId);
  }

  static String secret(StackHome home, String clientId) {
    return home.secret("sign-in." + clientId);
  }

  @Override
  public String toString() {
    return issuer.toString();
  }
}
