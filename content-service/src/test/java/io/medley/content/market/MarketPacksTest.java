package io.medley.content.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.signing.Lane;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MarketPacksTest {

  private static final MarketPacks PACKS = MarketPacks.load();

  @Test
  void shouldHaveAPackForEachMarketAndOneForAllOthers() {
    // AT is a file of the tests; RoundsIT takes a piece through it.
    assertThat(PACKS.all())
        .extracting(MarketPack::market)
        .containsExactly("AT", "DE", "FR", "GB", "US", "*");
    assertThat(PACKS.of("BR")).isSameAs(PACKS.of("*"));
    assertThat(PACKS.find("BR")).isEmpty();
  }

  @Test
  void shouldAskEveryMarketForTheLanesOfATier() {
    for (String market : List.of("GB", "DE", "US", "FR")) {
      assertThat(PACKS.of(market).lanes("T1"))
          .as(market)
          .containsExactly(Lane.MEDICAL, Lane.LEGAL, Lane.REGULATORY, Lane.FINAL);
      assertThat(PACKS.of(market).lanes("T0")).as(market).containsExactly(Lane.COORDINATOR);
    }
    assertThat(PACKS.lanes(List.of("US"), "T3")).containsExactly(Lane.MEDICAL);
    assertThat(PACKS.lanes(List.of("US", "GB"), "T3")).containsExactly(Lane.MEDICAL, Lane.FINAL);
  }

  @Test
  void shouldKnowWhoSignsLastAndWhereOnlyAFreshSignatureCounts() {
    assertThat(PACKS.of("GB").finalSignatory().title()).isEqualTo("Medical signatory");
    assertThat(PACKS.of("GB").finalSignatory().signsFinalForm()).isTrue();
    assertThat(PACKS.of("FR").finalSignatory().title()).isEqualTo("Responsible pharmacist");
    assertThat(PACKS.of("US").finalSignatory().signsFinalForm()).isFalse();
    assertThat(PACKS.of("GB").recertificationMonths()).isEqualTo(24);
    assertThat(PACKS.recertificationMonths(List.of("GB", "DE"))).isEqualTo(12);
  }

  @Test
  void shouldAskForTheStepsAPieceNeedsInItsMarketsFinalFormsFirst() {
    assertThat(keys(List.of("US"), "PROMOTIONAL", List.of("EMAIL"))).containsExactly("us-2253");
    assertThat(keys(List.of("US"), "MEDICAL", List.of("EMAIL"))).isEmpty();
    assertThat(keys(List.of("GB"), "PROMOTIONAL", List.of("EMAIL"))).isEmpty();
    assertThat(keys(List.of("GB"), "PROMOTIONAL", List.of("PRINT")))
        .containsExactly("gb-final-form");
    assertThat(keys(List.of("FR"), "PROMOTIONAL", List.of("EMAIL")))
        .containsExactly("fr-visa-filing", "fr-visa");
    assertThat(keys(List.of("US", "GB", "DE"), "PROMOTIONAL", List.of("PRINT")))
        .containsExactly("gb-final-form", "us-2253");
  }

  @Test
  void shouldCountNoHolidayAsAWorkingDay() {
    assertThat(PACKS.of("GB").worksOn(LocalDate.of(2026, 8, 31))).isFalse();
    assertThat(PACKS.of("DE").worksOn(LocalDate.of(2026, 8, 31))).isTrue();
    assertThat(PACKS.of("US").worksOn(LocalDate.of(2026, 11, 26))).isFalse();
    assertThat(PACKS.of("GB").worksOn(LocalDate.of(2026, 11, 28))).isFalse();
  }

  @Test
  void shouldTakeAFifthMarketWithoutCode() {
    MarketPacks packs =
        MarketPacks.load("classpath*:markets/packs/*.yaml", "classpath*:markets/fifth/*.yaml");

    MarketPack italy = packs.of("IT");
    assertThat(italy.lanes("T3")).containsExactly(Lane.FINAL);
    assertThat(italy.zone().getId()).isEqualTo("Europe/Rome");
    assertThat(italy.worksOn(LocalDate.of(2026, 12, 8))).isFalse();
    assertThat(italy.clearedBeforeUse()).isTrue();
    assertThat(packs.separate(List.of("IT"), Lane.MEDICAL, Lane.FINAL)).isFalse();
    assertThat(packs.separate(List.of("IT", "GB"), Lane.MEDICAL, Lane.FINAL)).isTrue();
    assertThat(packs.steps(List.of("IT"), "PROMOTIONAL", List.of("EMAIL")))
        .extracting(MarketPack.Step::key)
        .containsExactly("it-aifa", "it-aifa-silence");
    assertThat(packs.marketOf(italy.steps().getFirst())).isEqualTo("IT");
    assertThat(packs.laneTriggers(List.of("IT")).get("T2"))
        .containsEntry("LEGAL", List.of("PERSONAL_DATA"))
        .containsEntry("PRIVACY", List.of());
  }

  @Test
  void shouldGatherTheTriggersOfAllMarketsForEveryTierAndLane() {
    MarketPacks packs =
        MarketPacks.load("classpath*:markets/packs/*.yaml", "classpath*:markets/fifth/*.yaml");

    Map<String, Map<String, List<String>>> all = packs.laneTriggers(List.of("IT", "GB"));

    assertThat(all).containsOnlyKeys(MarketPack.TIERS);
    assertThat(all.values())
        .allSatisfy(
            lanes ->
                assertThat(lanes)
                    .containsOnlyKeys(
                        "MEDICAL", "LEGAL", "REGULATORY", "PHARMACOVIGILANCE", "PRIVACY"));
    assertThat(all.get("T2"))
        .containsEntry("LEGAL", List.of("PERSONAL_DATA"))
        .containsEntry("PRIVACY", List.of("PATIENT_PROGRAMME", "PERSONAL_DATA", "TRACKING"));
    assertThat(all.get("T0")).allSatisfy((lane, triggers) -> assertThat(triggers).isEmpty());
  }

  @Test
  void shouldListEverythingThatIsWrong() throws IOException {
    String broken =
        resource("markets/packs/GB.yaml")
            .replace("zone: Europe/London", "zone: Europe/Londn")
            .replace("T2: [MEDICAL, REGULATORY, FINAL]", "T2: [MEDICAL, REGULATRY]")
            .replace("T3: [MEDICAL, FINAL]", "T3: []")
            .replace("signsFinalForm: true", "signsFinalForm: perhaps")
            .replace("lane: PRIVACY, tiers: [T1,", "lane: FINAL, tiers: [T9,")
            .replace("recertificationMonths: 24", "recertificationMonth: 24")
            .replace("2026-08-31: Summer", "31 August: Summer")
            .replace("state: FINAL_FORM", "state: LAST_FORM")
            .replace("    record: Certificate number\n", "");

    assertThatThrownBy(
            () ->
                MarketPacks.parse(
                    Map.of("GB.yaml", broken, "other.yaml", resource("markets/packs/other.yaml"))))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .contains(
            "Pack GB.yaml, zone: must be a time zone like Europe/London, not “Europe/Londn”.",
            "Pack GB.yaml, lanes.T2: names no lane with “REGULATRY”",
            "Pack GB.yaml, lanes: T3 names no lane",
            "Pack GB.yaml, onTrigger[3]: FINAL is not called by a trigger; name it under lanes.",
            "Pack GB.yaml, onTrigger[3]: knows no tier “T9”.",
            "Pack GB.yaml, finalSignatory: signsFinalForm must be true or false.",
            "does not know “recertificationMonth”",
            "Pack GB.yaml recertificationMonths must be a number from 1 to 60.",
            "“31 August” is no date like 2026-12-25",
            "Pack GB.yaml, steps[1]: state must be FINAL_FORM or SUBMISSION_PENDING",
            "Pack GB.yaml, steps[1]: lacks record.");
  }

  @Test
  void shouldRefuseTwoPacksOfOneMarketAndSilenceCountedFromNowhere() throws IOException {
    String other = resource("markets/packs/other.yaml");
    String italy = resource("markets/fifth/IT.yaml");

    assertThatThrownBy(
            () -> MarketPacks.parse(Map.of("a.yaml", italy, "b.yaml", italy, "other.yaml", other)))
        .hasMessageContaining("Market IT has two packs")
        .hasMessageContaining("step it-aifa: another step has this key");
    assertThatThrownBy(
            () ->
                MarketPacks.parse(
                    Map.of(
                        "IT.yaml",
                        italy.replace("tacitAfterStep: it-aifa", "tacitAfterStep: it-aifa-silence"),
                        "other.yaml",
                        other)))
        .hasMessageContaining("names “it-aifa-silence”, which is no step before it");
    assertThatThrownBy(() -> MarketPacks.parse(Map.of("IT.yaml", italy)))
        .hasMessageContaining("There is no pack for other markets");
    assertThatThrownBy(() -> MarketPacks.parse(Map.of("x.yaml", "a: [", "other.yaml", other)))
        .hasMessageContaining("Pack x.yaml cannot be read");
  }

  private static List<String> keys(List<String> markets, String purpose, List<String> channels) {
    return PACKS.steps(markets, purpose, channels).stream().map(MarketPack.Step::key).toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            MarketPacksTest.class.getClassLoader().getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
