package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendKeyTest {

  @Test
  void shouldReadBackWhatItWrites() {
    SendKey key = new SendKey(UUID.randomUUID(), "touch_follow-up", 12);

    assertThat(SendKey.parse(key.toString())).isEqualTo(key);
  }

  @Test
  void shouldBeADotAtomAsItIs() {
    SendKey key = new SendKey(UUID.randomUUID(), "touch_follow-up", 1);

    // RFC 5322 section 3.2.3: atext.
    assertThat(key.toString()).matches("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a@b", "a/b", "ä", "<a>"})
  void shouldRefuseStepsThatCouldNotStandInAMessageId(String step) {
    assertThatThrownBy(() -> new SendKey(UUID.randomUUID(), step, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
