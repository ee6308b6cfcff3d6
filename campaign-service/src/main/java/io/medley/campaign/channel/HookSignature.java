package io.medley.campaign.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a call between this house and another: HMAC-SHA-256 over {@code
 * <seconds>.<body>} in the header {@code Medley-Signature: t=<seconds>,v1=<hex>}. While a secret is
 * being replaced the header carries one {@code v1} for each. The time is signed, so that a call
 * that was listened in on cannot be repeated later.
 */
public final class HookSignature {

  /** Name of the header. */
  public static final String HEADER = "Medley-Signature";

  /** How far the caller's clock may be off, and how long a call counts. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LONGEST_HEADER = 1_000;

  private HookSignature() {}

  /** The header for a body, signed with every secret. */
  public static String of(List<String> secrets, Instant at, byte[] body) {
    StringBuilder header = new StringBuilder("t=").append(at.getEpochSecond());
    secrets.forEach(
        secret ->
            header
                .append(",v1=")
                .append(HexFormat.of().formatHex(mac(secret, at.getEpochSecond(), body))));
    return header.toString();
  }

  /**
   * Whether the header proves that the body came from who knows the secret, lately.
   *
   * @return why it does not; empty if it does
   */
  public static Optional<String> against(String header, String secret, Instant now, byte[] body) {
    if (header.isEmpty() || header.length() > LONGEST_HEADER) {
      return Optional.of("It is not signed.");
    }
    Long seconds = null;
    List<byte[]> given = new ArrayList<>();
    try {
      for (String part : header.split(",", -1)) {
        String value = part.strip();
        if (value.startsWith("t=")) {
          seconds = Long.valueOf(value.substring(2));
        } else if (value.startsWith("v1=")) {
          given.add(HexFormat.of().parseHex(value.substring(3)));
        }
      }
    } catch (IllegalArgumentException malformed) {
      return Optional.of("Its signature cannot be read.");
    }
    if (seconds == null || given.isEmpty()) {
      return Optional.of("Its signature has no time or no code.");
    }
    byte[] right = mac(secret, seconds, body);
    if (given.stream().noneMatch(code -> MessageDigest.isEqual(code, right))) {
      return Optional.of("Its signature does not fit.");
    }
    long off = Math.abs(now.getEpochSecond() - seconds);
    return off > TOLERANCE.toSeconds()
        ? Optional.of("It was signed more than five minutes from now.")
        : Optional.empty();
  }

  private static byte[] mac(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", impossible);
    }
  }
}
