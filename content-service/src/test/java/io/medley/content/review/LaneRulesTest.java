package io.medley.content.review;

import static io.medley.content.review.ReviewFixtures.aPieceFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.market.MarketPacks;
import io.medley.content.signing.Lane;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaneRulesTest {

  private static final MarketPacks PACKS = MarketPacks.load();

  @ParameterizedTest
  @EnumSource(Lane.class)
  void shouldNeverLetTheAuthorSign(Lane lane) {
    assertThat(against("anna.agency", aPieceFor("GB"), lane, Map.of(), Set.of("GB")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("author"));
    assertThat(against("aron.agency", aPieceFor("GB"), lane, Map.of(), Set.of("GB")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("author"));
  }

  @ParameterizedTest
  @EnumSource(Lane.class)
  void shouldAskForTheAuthorityInEveryMarketOfThePiece(Lane lane) {
    assertThat(against("max.medical", aPieceFor("GB", "DE"), lane, Map.of(), Set.of("GB")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("DE").doesNotContain("GB"));
    assertThat(against("max.medical", aPieceFor("GB", "DE"), lane, Map.of(), Set.of("GB", "DE")))
        .isEmpty();
    assertThat(against("max.medical", aPieceFor("GB"), lane, Map.of(), Set.of())).isPresent();
  }

  @Test
  void shouldKeepEveryPairOfLanesApartWhereNothingElseIsSaid() {
    for (Lane signed : Lane.values()) {
      for (Lane lane : Lane.values()) {
        Optional<String> reason =
            against(
                "max.medical", aPieceFor("GB"), lane, Map.of(signed, "max.medical"), Set.of("GB"));

        assertThat(reason.isPresent()).isEqualTo(signed != lane);
      }
    }
  }

  @Test
  void shouldLetRegulatoryAffairsReleaseInTheUnitedStatesOnly() {
    Map<Lane, String> signed = Map.of(Lane.REGULATORY, "rhea.regulatory");

    assertThat(against("rhea.regulatory", aPieceFor("US"), Lane.FINAL, signed, Set.of("US")))
        .isEmpty();
    assertThat(
            against(
                "rhea.regulatory", aPieceFor("US", "GB"), Lane.FINAL, signed, Set.of("US", "GB")))
        .isPresent();
    assertThat(against("rhea.regulatory", aPieceFor("US"), Lane.MEDICAL, signed, Set.of("US")))
        .isPresent();
  }

  @Test
  void shouldNotMindWhatOthersSigned() {
    assertThat(
            against(
                "max.medical",
                aPieceFor("GB"),
                Lane.MEDICAL,
                Map.of(Lane.LEGAL, "lena.legal", Lane.REGULATORY, "rhea.regulatory"),
                Set.of("GB")))
        .isEmpty();
  }

  private static Optional<String> against(
      String person,
      Review.Subject subject,
      Lane lane,
      Map<Lane, String> signers,
      Set<String> holdsIn) {
    return LaneRules.against(person, subject, lane, signers, holdsIn::contains, PACKS);
  }
}
