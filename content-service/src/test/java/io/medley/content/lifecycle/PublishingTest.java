package io.medley.content.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.market.MarketPacks;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishingTest {

  private static final MarketPacks PACKS = MarketPacks.load();

  @Test
  void shouldBeValidFromMidnightToMidnightOfTheMarket() {
    AssetMetadata metadata = metadata(List.of("DE"), "Launch", List.of());

    assertThat(ValidityPeriod.start(metadata, PACKS)).isEqualTo("2026-06-30T22:00:00Z");
    assertThat(ValidityPeriod.end(metadata, PACKS)).isEqualTo("2026-12-31T23:00:00Z");
  }

  @Test
  void shouldBeValidOnlyWhereAllMarketsAgree() {
    AssetMetadata metadata = metadata(List.of("US", "DE"), "Launch", List.of());

    assertThat(ValidityPeriod.start(metadata, PACKS)).isEqualTo("2026-07-01T04:00:00Z");
    assertThat(ValidityPeriod.end(metadata, PACKS)).isEqualTo("2026-12-31T23:00:00Z");
  }

  @Test
  void shouldTakeSlotsFromTitleAndKeyMessages() {
    assertThat(Publishing.slotHints(metadata(List.of("GB"), "Follow up e-mail", List.of())))
        .containsExactly("follow-up");
    assertThat(Publishing.slotHints(metadata(List.of("GB"), "E-mail", List.of("Announce: new"))))
        .containsExactly("announce");
    assertThat(Publishing.slotHints(metadata(List.of("GB"), "E-mail", List.of()))).isEmpty();
  }

  private static AssetMetadata metadata(
      List<String> countries, String title, List<String> keyMessages) {
    return new AssetMetadata(
        title,
        "GB-ZEL-001",
        "zelvaro",
        List.of(),
        "email",
        "promotional",
        countries,
        "en-GB",
        List.of("HCP"),
        List.of("EMAIL"),
        keyMessages,
        Map.of(),
        Map.of(),
        LocalDate.of(2026, 7, 1),
        LocalDate.of(2026, 12, 31),
        List.of());
  }
}
