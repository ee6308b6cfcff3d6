package io.medley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.platform.time.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class RememberingJwtDecoderTest {

  private Instant now = Instant.parse("2026-03-02T09:00:00Z");
  private final List<String> verified = new ArrayList<>();
  private final RealTime time =
      new RealTime() {
        @Override
        public Instant now() {
          return now;
        }

        @Override
        public long nanoTime() {
          return Duration.between(Instant.EPOCH, now).toNanos();
        }
      };
  private final JwtDecoder decoder =
      new RememberingJwtDecoder(
          token -> {
            verified.add(token);
            if (token.startsWith("forged")) {
              throw new BadJwtException("not signed by the provider");
            }
            return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("mia.marketer")
                .expiresAt(Instant.parse("2026-03-02T09:00:50Z"))
                .build();
          },
          time);

  @Test
  void shouldVerifyTheSameTokenOnceAMinute() {
    assertThat(decoder.decode("one").getSubject()).isEqualTo("mia.marketer");
    now = now.plusSeconds(30);
    decoder.decode("one");

    assertThat(verified).containsExactly("one");
    decoder.decode("another");
    assertThat(verified).containsExactly("one", "another");
  }

  @Test
  void shouldAskAgainOnceTheTokenHasEnded() {
    decoder.decode("one");
    now = now.plusSeconds(51);
    decoder.decode("one");

    assertThat(verified).containsExactly("one", "one");
  }

  @Test
  void shouldRememberNoRefusedToken() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> decoder.decode("forged")).isInstanceOf(BadJwtException.class);
    }

    assertThat(verified).containsExactly("forged", "forged");
  }
}
