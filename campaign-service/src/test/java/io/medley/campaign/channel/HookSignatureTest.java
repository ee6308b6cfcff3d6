package io.medley.campaign.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookSignatureTest {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");
  private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

  @Test
  void shouldBeWhatAnyoneComputesFromTheDescription() {
    // Computed once with: printf '1780304400.{"id":"1"}' | openssl dgst -sha256 -hmac secret
    assertThat(HookSignature.of(List.of("secret"), NOW, BODY))
        .isEqualTo(
            "t=1780304400,v1=30b862bf5c4a3b93f77d4412596b840c2030a55bf756c52fda56a3b5649bb67f");
  }

  @Test
  void shouldBelieveWhoKnowsTheSecret() {
    String header = HookSignature.of(List.of("secret"), NOW, BODY);

    assertThat(HookSignature.against(header, "secret", NOW.plusSeconds(300), BODY)).isEmpty();
    assertThat(HookSignature.against(header, "secret", NOW.minusSeconds(300), BODY)).isEmpty();
  }

  @Test
  void shouldBelieveBothSecretsWhileOneReplacesTheOther() {
    String header = HookSignature.of(List.of("new", "old"), NOW, BODY);

    assertThat(HookSignature.against(header, "new", NOW, BODY)).isEmpty();
    assertThat(HookSignature.against(header, "old", NOW, BODY)).isEmpty();
    assertThat(HookSignature.against(header, "older", NOW, BODY)).isPresent();
  }

  @Test
  void shouldNotBelieveAnAlteredBodyNorAnotherTimeNorAnotherSecret() {
    String header = HookSignature.of(List.of("secret"), NOW, BODY);

    assertThat(HookSignature.against(header, "secret", NOW, new byte[] {'x'})).isPresent();
    assertThat(HookSignature.against(header, "guess", NOW, BODY)).isPresent();
    assertThat(
            HookSignature.against(
                header.replace("t=1780304400", "t=1780304401"), "secret", NOW, BODY))
        .isPresent();
  }

  @Test
  void shouldNotBelieveACallThatIsRepeatedLater() {
    String header = HookSignature.of(List.of("secret"), NOW, BODY);

    assertThat(HookSignature.against(header, "secret", NOW.plusSeconds(301), BODY))
        .hasValueSatisfying(why -> assertThat(why).contains("five minutes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "t=,v1=", "v1=00", "t=1780304400", "t=x,v1=00", "t=1,v1=zz", "nonsense"})
  void shouldNotBelieveWhatCannotBeRead(String header) {
    assertThat(HookSignature.against(header, "secret", NOW, BODY)).isPresent();
  }
}
