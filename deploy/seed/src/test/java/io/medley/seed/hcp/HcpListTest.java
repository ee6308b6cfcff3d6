package io.medley.seed.hcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HcpListTest {

  private static final int EMAIL = 3;
  private static final int COUNTRY = 4;
  private static final int CONSENT_EMAIL = 10;

  @Test
  void shouldGiveTheSameListForTheSameSeed() {
    assertThat(HcpList.csv(500, "000123", 7))
        .isEqualTo(HcpList.csv(500, "000123", 7))
        .isNotEqualTo(HcpList.csv(500, "000123", 8));
  }

  @Test
  void shouldListEachPersonOnceUnderAnAddressNobodyCanOwn() {
    List<String[]> rows = rows(HcpList.csv(500, "000123", 7));

    assertThat(rows).hasSize(500).allMatch(row -> row[EMAIL].endsWith(".example"));
    assertThat(rows.stream().map(row -> row[0])).doesNotHaveDuplicates();
  }

  @Test
  void shouldSpreadOverThreeCountriesWithFourInFiveConsentingToMail() {
    List<String[]> rows = rows(HcpList.csv(500, "000123", 7));

    assertThat(rows.stream().map(row -> row[COUNTRY]).distinct())
        .containsExactlyInAnyOrder("GB", "DE", "US");
    assertThat(rows.stream().filter(row -> row[CONSENT_EMAIL].equals("yes")).count())
        .isCloseTo(400, within(30L));
  }

  private static List<String[]> rows(byte[] csv) {
    return new String(csv, StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }
}
