package io.medley.content.catalog;

import static io.medley.content.lifecycle.ApprovalFixtures.FROM;
import static io.medley.content.lifecycle.ApprovalFixtures.TO;
import static io.medley.content.lifecycle.ApprovalFixtures.aLivePiece;
import static io.medley.content.lifecycle.ApprovalFixtures.approval;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.ApprovalState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SelectionTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "zelvaro, GB, en-GB, EMAIL, HCP, ''",
    ", GB, en, EMAIL, HCP, ''",
    "zelvaro, GB, en-US, EMAIL, HCP, ''",
    "other, GB, en-GB, EMAIL, HCP, BRAND",
    "zelvaro, DE, en-GB, EMAIL, HCP, MARKET",
    "zelvaro, GB, de-DE, EMAIL, HCP, LANGUAGE",
    "zelvaro, GB, en-GB, PRINT, HCP, CHANNEL",
    "zelvaro, GB, en-GB, EMAIL, PUBLIC, AUDIENCE",
  })
  void shouldSayWhyAPieceDoesNotFit(
      @Nullable String brand,
      String market,
      String language,
      String channel,
      String audience,
      String reason) {
    SelectionRequest request =
        new SelectionRequest(brand, market, language, channel, audience, null, null, List.of());

    assertThat(Selection.against(aLivePiece(), request, NOW).orElse("")).isEqualTo(reason);
  }

  @ParameterizedTest
  @EnumSource(value = ApprovalState.class, names = "LIVE", mode = EnumSource.Mode.EXCLUDE)
  void shouldNeverSelectWhatIsNotLive(ApprovalState state) {
    assertThat(Selection.against(approval(state), fitting(List.of()), NOW)).contains(state.name());
    assertThat(approval(state).servableAt(NOW)).isFalse();
  }

  @Test
  void shouldSelectInsideValidityOnly() {
    Approval piece = aLivePiece();
    SelectionRequest request = fitting(List.of());

    assertThat(Selection.against(piece, request, FROM.minusMillis(1))).contains("NOT_YET_VALID");
    assertThat(Selection.against(piece, request, FROM)).isEmpty();
    assertThat(Selection.against(piece, request, TO.minusMillis(1))).isEmpty();
    assertThat(Selection.against(piece, request, TO)).contains("EXPIRED");
    assertThat(piece.servableAt(TO)).isFalse();
    assertThat(piece.servableAt(FROM)).isTrue();
  }

  @Test
  void shouldLeaveOutWhatIsNotWanted() {
    Approval piece = aLivePiece();

    assertThat(Selection.against(piece, fitting(List.of(piece.version().value())), NOW))
        .contains("EXCLUDED");
  }

  private static SelectionRequest fitting(List<UUID> exclude) {
    return new SelectionRequest("zelvaro", "GB", "en-GB", "EMAIL", "HCP", null, null, exclude);
  }
}
