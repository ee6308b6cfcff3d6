package io.medley.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.medley.platform.time.RealTime;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers for a minute that a token was verified, letter by letter the same token: programs send
 * one many times a second, and its RSA signature costs more than most answers. A token's own end is
 * kept to the second, a key the provider withdraws counts for a minute more.
 */
final class RememberingJwtDecoder implements JwtDecoder {

  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final JwtDecoder decoder;
  private final RealTime realTime;
  private final Cache<String, Jwt> verified;

  RememberingJwtDecoder(JwtDecoder decoder, RealTime realTime) {
    this.decoder = decoder;
    this.realTime = realTime;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .ticker(realTime::nanoTime)
            .build();
  }

  @Override
  public Jwt decode(String token) {
    Jwt known = verified.getIfPresent(token);
    if (known != null && holds(known)) {
      return known;
    }
    Jwt fresh = decoder.decode(token);
    verified.put(token, fresh);
    return fresh;
  }

  private boolean holds(Jwt token) {
    Instant end = token.getExpiresAt();
    return end != null && realTime.now().isBefore(end);
  }
}
