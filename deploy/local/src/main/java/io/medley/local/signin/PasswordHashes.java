package io.medley.local.signin;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Password hashes for programs that keep their own accounts. */
public final class PasswordHashes {

  private PasswordHashes() {}

  /**
   * The hash of a demo password, preceded by the name of its encoding as Spring Security reads it.
   */
  public static String bcrypt(String password) {
    return "{bcrypt}" + new BCryptPasswordEncoder(4).encode(password);
  }
}
