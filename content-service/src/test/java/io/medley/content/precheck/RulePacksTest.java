package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulePacksTest {

  @Test
  void shouldHaveEveryRuleInEveryMarket() {
    RulePacks packs = RulePacks.load();

    assertThat(packs.all())
        .extracting(RulePacks.RulePack::market)
        .containsExactly("*", "DE", "FR", "GB", "US");
    for (int number = 1; number <= 41; number++) {
      String id = "C%02d".formatted(number);
      assertThat(packs.all()).allSatisfy(pack -> assertThat(pack.rule(id).why()).isNotBlank());
    }
    assertThat(Rules.all()).hasSize(42);
  }

  @ParameterizedTest
  @CsvSource({
    "C02,GB,BLOCK",
    "C02,US,REVIEW",
    "C02,FR,BLOCK",
    "C04,US,BLOCK",
    "C04,GB,REVIEW",
    "C09,US,BLOCK",
    "C22,GB,BLOCK",
    "C22,US,REVIEW",
    "C27,US,REVIEW",
    "C28,FR,BLOCK",
    "C28,DE,REVIEW"
  })
  void shouldBeAsSevereAsTheMarketWants(String rule, String market, Severity severity) {
    assertThat(RulePacks.load().of(market).rule(rule).severity()).isEqualTo(severity);
  }

  @Test
  void shouldGiveAnUnknownMarketTheCommonPack() {
    assertThat(RulePacks.load().of("SE").market()).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C01", "C02", "C32"})
  void shouldShowAnExampleInEveryMarket(String rule) {
    assertThat(RulePacks.load().all())
        .allSatisfy(pack -> assertThat(pack.rule(rule).text("example")).isNotBlank());
  }

  @Test
  void shouldLetNobodyOverrideTheFinalFormOrTheLabel() {
    assertThat(List.of("C05", "C08", "C12", "C33", "C40"))
        .allSatisfy(
            rule -> assertThat(RulePacks.load().of("GB").rule(rule).mayOverride()).isEmpty());
    assertThat(RulePacks.load().of("GB").rule("C15").mayOverride()).containsExactly("MEDICAL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      {C99: {severity: BLOCK}}                                  | there is no such rule
      {C02: {phrase: {en: [prepared]}}}                         | does not know “phrase”
      {C02: {severity: HARD}}                                   | severity must be BLOCK
      {C02: {maximumAgeMonths: many}}                           | must be a number
      {C02: {override: [SALES]}}                                | names no lane with “SALES”
      {C02: {cases: {lost: {message: Gone}}}}                   | has no case “lost”
      {C02: {cases: {missing: {mesage: Gone}}}}                 | does not know “mesage”
      {C02: {cases: {missing: {message: 'Gone {since}'}}}}      | nothing fills in {since}
      {C24: {words: [{en: ['(best'], case: superlative}]}}      | cannot be read
      {C24: {words: [{en: ['best'], case: superlatives}]}}      | words for case “superlatives”
      {C30: {conditions: [{name: x, terms: {en: ['[']}}]}}      | cannot be read
      {C02: off}                                                | has no settings
      {C26: {sets: {without: {en: [no, nil]}}}}                 | sets lists a bare yes, no, on or off
      {C26: {words: [{phrases: {en: [a <>2 @none]}, case: none}]}} | there is no set “none”
      """)
  void shouldRefuseWhatNoRuleKnowsAndSayWhere(String rules, String problem) throws IOException {
    String pack = "pack: GB\nversion: \"1\"\ntitle: Britain\nrules: " + rules + "\n";

    assertThatThrownBy(() -> RulePacks.parse(List.of(common(), pack)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Pack GB, rule C")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GB", "US", "DE", "FR"})
  void shouldLoadEachPackAlone(String market) throws IOException {
    RulePacks packs = RulePacks.parse(List.of(common(), text(market)));

    assertThat(packs.of(market).version()).contains("common").contains(market);
  }

  @Test
  void shouldRefuseAKeyThatStandsTwice() throws IOException {
    String twice = text("GB") + "  C01:\n    example: GB-ZEL-0002\n";

    assertThatThrownBy(() -> RulePacks.parse(List.of(common(), twice)))
        .hasMessageContaining("duplicate key C01");
  }

  @Test
  void shouldRefuseACommonPackThatLacksARule() throws IOException {
    String lacking = common().replaceFirst("(?s)  C40:.*?(?=  C41:)", "");

    assertThatThrownBy(() -> RulePacks.parse(List.of(lacking)))
        .hasMessageContaining("rule C40: is missing");
  }

  @Test
  void shouldNameAnotherVersionWhenAByteChanges() throws IOException {
    String one = RulePacks.parse(List.of(common(), text("GB"))).of("GB").version();
    String other =
        RulePacks.parse(List.of(common(), text("GB") + "# a remark\n")).of("GB").version();

    assertThat(one).isNotEqualTo(other);
  }

  private static String common() throws IOException {
    return text("common");
  }

  private static String text(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RulePacksTest.class.getResourceAsStream("/precheck/packs/" + name + ".yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
