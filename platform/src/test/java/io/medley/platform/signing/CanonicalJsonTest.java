package io.medley.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Values of RFC 8785, section 3.2 and appendix B. */
class CanonicalJsonTest {

  @Test
  void shouldWriteTheExampleOfSection322() {
    String given =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;

    String canonical = CanonicalJson.text(JsonMapper.builder().build().readTree(given));

    assertThat(canonical)
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void shouldSortNamesAsSection323Does() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("\u20ac", "Euro Sign");
    names.put("\r", "Carriage Return");
    names.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
    names.put("1", "One");
    names.put("\ud83d\ude00", "Emoji: Grinning Face");
    names.put("\u0080", "Control");
    names.put("\u00f6", "Latin Small Letter O With Diaeresis");

    String canonical = new String(CanonicalJson.of(names), StandardCharsets.UTF_8);

    assertThat(canonical)
        .containsSubsequence(
            "Carriage Return",
            "One",
            "Control",
            "Latin Small Letter O With Diaeresis",
            "Euro Sign",
            "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh");
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void shouldWriteNumbersAsAppendixBDoes(String bits, String written) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

    assertThat(CanonicalJson.text(value)).isEqualTo(written);
  }

  @Test
  void shouldRefuseWhatIsNoJsonNumber() {
    assertThatThrownBy(() -> CanonicalJson.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.of(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseNumbersThatADoubleWouldChange() {
    assertThatThrownBy(() -> CanonicalJson.of(9007199254740993L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.of(new BigDecimal("0.12345678901234567890123")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(CanonicalJson.text(new BigDecimal("0.10"))).isEqualTo("0.1");
    assertThat(CanonicalJson.text(Long.MIN_VALUE)).isEqualTo("-9223372036854776000");
  }

  @Test
  void shouldRefuseUnpairedSurrogates() {
    assertThatThrownBy(() -> CanonicalJson.of("\ud83d"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(CanonicalJson.text("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
  }

  record Piece(String title, Instant validFrom, List<String> markets) {}

  @Test
  void shouldWriteRecordsByComponentWhateverTheirOrder() {
    Piece piece = new Piece("T", Instant.parse("2026-01-02T03:04:05.5Z"), List.of("GB", "DE"));

    assertThat(CanonicalJson.text(piece))
        .isEqualTo(
            "{\"markets\":[\"GB\",\"DE\"],\"title\":\"T\",\"validFrom\":\"2026-01-02T03:04:05.500Z\"}");
    assertThat(CanonicalJson.sha256(Map.of())).isEqualTo(Sha256.hex("{}"));
    assertThat(CanonicalJson.text(List.of())).isEqualTo("[]");
  }
}
