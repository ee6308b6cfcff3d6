package io.medley.local.signin;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Password hashes for programs that keep their own accounts. */
public final class PasswordHashes {

  private PasswordHashes() {}

  /** The bcrypt hash of a demo password. */
  public static String bcrypt(String password) {
    return new BCryptPasswordEncoder(4).encode(password);
  }
}
