package io.medley.campaign.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsSegmentsTest {

  @ParameterizedTest
  @CsvSource({
    "a, 160, 1",
    "a, 161, 2",
    "a, 306, 2",
    "a, 307, 3",
    "€, 80, 1",
    "€, 81, 2",
    "ß, 160, 1",
    "ł, 70, 1",
    "ł, 71, 2",
    "ł, 134, 2",
    "ł, 135, 3"
  })
  void shouldCountAsTheNetworksDo(String letter, int times, int segments) {
    assertThat(SmsSegments.of(letter.repeat(times))).isEqualTo(segments);
  }
}
