package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineReadingTest {

  private static final Instant LEFT = Instant.parse("2026-03-03T12:00:00Z");
  private static final String BROWSER =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mozilla/5.0 (compatible; Barracuda Sentinel)",
        "Mozilla/5.0 BingPreview/1.0b",
        "YahooMailProxy; https://help.yahoo.com",
        "python-requests/2.32",
        "curl/8.5.0"
      })
  void shouldKnowProgramsByName(String agent) {
    assertThat(MachineReading.open(LEFT, LEFT.plusSeconds(3_600), agent)).isPresent();
    assertThat(MachineReading.agent(agent)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "2, true", "3, false", "86400, false"})
  void shouldNotBelieveAnOpenWithinSeconds(int after, boolean machine) {
    assertThat(MachineReading.open(LEFT, LEFT.plusSeconds(after), BROWSER).isPresent())
        .isEqualTo(machine);
  }

  @ParameterizedTest
  @CsvSource({
    // links of the message, links followed, seconds apart
    "3, 3, 1, true",
    "3, 3, 3, false",
    "3, 2, 0, false",
    "2, 2, 0, false"
  })
  void shouldKnowAProgramByFollowingAllLinksAtOnce(
      int links, int followed, int apart, boolean machine) {
    List<Instant> clicks =
        IntStream.range(0, followed)
            .mapToObj(number -> LEFT.plusSeconds((long) number * apart))
            .toList();

    assertThat(MachineReading.allAtOnce(links, clicks)).isEqualTo(machine);
  }

  @Test
  void shouldBelieveABrowser() {
    assertThat(MachineReading.agent(BROWSER)).isEmpty();
  }
}
