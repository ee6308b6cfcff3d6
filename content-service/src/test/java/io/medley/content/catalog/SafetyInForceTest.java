package io.medley.content.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.product.ProductMasterDocument;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafetyInForceTest {

  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

  private final SafetyInForce safety =
      new SafetyInForce(
          new Products(
              new ProductMasterDocument(
                  List.of(),
                  List.of(),
                  List.of(
                      label("GB", "en-GB", "1", DAY.minusYears(1)),
                      label("GB", "en-GB", "2", DAY),
                      label("GB", "en-GB", "3", DAY.plusDays(10)),
                      label("CH", "de-CH", "7", DAY.minusDays(1)),
                      label("CH", "fr-CH", "8", DAY.minusDays(1))),
                  List.of(),
                  List.of(),
                  List.of())),
          DAY);

  @Test
  void shouldAllowOnlyPiecesMadeAgainstTheTextInForce() {
    assertThat(safety.allows("zelvaro", "GB", "en-GB", "isi@2")).isTrue();
    assertThat(safety.allows("zelvaro", "GB", "en-GB", "isi@1")).isFalse();
    assertThat(safety.allows("zelvaro", "GB", "en-GB", "isi@3")).isFalse();
    assertThat(safety.allows("zelvaro", "GB", "en-GB", null)).isFalse();
    assertThat(safety.allows("zelvaro", "CH", "fr-CH", "isi@8")).isTrue();
    assertThat(safety.allows("zelvaro", "CH", "fr-CH", "isi@7")).isFalse();
  }

  @Test
  void shouldNotAskWhereNoTextIsInForce() {
    assertThat(safety.allows("zelvaro", "US", "en-US", null)).isTrue();
    assertThat(safety.allows("other", "GB", "en-GB", null)).isTrue();
    assertThat(safety.allows("", "GB", "en-GB", null)).isTrue();
  }

  @Test
  void shouldMarkWhatTheQueryMayFindAndKnowWhenThatEnds() {
    assertThat(safety.wanted("GB").marks()).containsExactly("GB:isi@2");
    assertThat(safety.wanted("CH").marks()).containsExactly("CH:isi@7", "CH:isi@8");
    assertThat(safety.wanted("CH").brands()).containsExactly("zelvaro");
    assertThat(safety.wanted("US").marks()).isEmpty();
    assertThat(safety.wanted("US").brands()).isEmpty();
    assertThat(safety.until()).isEqualTo(DAY.plusDays(10));
  }

  private static Label label(String market, String language, String version, LocalDate from) {
    return new Label(
        "zelvaro",
        market,
        language,
        version,
        from,
        "isi",
        version,
        "text",
        "pi",
        version,
        "https://zelvaro.example/pi",
        "pi",
        false,
        null,
        "report",
        null);
  }
}
