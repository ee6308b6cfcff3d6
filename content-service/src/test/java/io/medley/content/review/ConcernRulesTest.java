package io.medley.content.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.asset.TextSection;
import io.medley.content.signing.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcernRulesTest {

  private static final ConcernRules RULES = new ConcernRules(new LaneTriggers());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // before | after | lanes that look again (final and coordinator look at any change)
        "our warm thanks|our kind thanks|''",
        "in 40 % of adults|in 45 % of adults|MEDICAL",
        "as shown by Smith|as shown by Smith et al|MEDICAL",
        "a drug|a drug®|LEGAL",
        "for all|for healthcare professionals only|LEGAL",
        "see the text|see the adverse reactions|REGULATORY PHARMACOVIGILANCE",
        "ask us|ask for our patient support programme|PHARMACOVIGILANCE",
        "read on|register now|PRIVACY",
        "read on|we use cookies|PRIVACY",
        "it is used in adults|it is indicated in adults|REGULATORY",
        "read on|read the Prescribing Information|REGULATORY",
      })
  void shouldAskTheLanesWhoseConcernIsTouched(String before, String after, String lanes) {
    List<TextChange> text = TextChanges.between(section(before), section(after));
    VersionChanges changes = new VersionChanges(text, Set.of(), List.of(), List.of(), List.of());

    assertThat(again(changes, touched(text, false, Set.of()))).isEqualTo(lanes(lanes));
  }

  @Test
  void shouldAskMedicalWhenAClaimChangedAndLegalWhenACompetitorIsNear() {
    List<TextChange> text = TextChanges.between(section("one two"), section("one three"));
    VersionChanges changes = new VersionChanges(text, Set.of(), List.of(), List.of(), List.of());

    assertThat(again(changes, touched(text, true, Set.of()))).isEqualTo(lanes("MEDICAL"));
    assertThat(again(changes, touched(text, false, Set.of("C29")))).isEqualTo(lanes("LEGAL"));
    assertThat(again(changes, touched(text, false, Set.of("C14"))))
        .isEqualTo(lanes("REGULATORY PHARMACOVIGILANCE"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channels|REGULATORY PRIVACY",
        "indicationIds|REGULATORY",
        "labelVersions|REGULATORY",
        "references|MEDICAL",
        "audiences|MEDICAL LEGAL REGULATORY PHARMACOVIGILANCE PRIVACY",
        "countries|MEDICAL LEGAL REGULATORY PHARMACOVIGILANCE PRIVACY",
        "title|''",
      })
  void shouldAskTheLanesWhoseTagsChanged(String field, String lanes) {
    VersionChanges changes =
        new VersionChanges(List.of(), Set.of(field), List.of(), List.of(), List.of());

    assertThat(again(changes, List.of())).isEqualTo(lanes(lanes));
  }

  @Test
  void shouldAskEverybodyAboutPicturesAndNobodyWhenNothingChanged() {
    assertThat(
            again(
                new VersionChanges(
                    List.of(), Set.of(), List.of("Page 1 looks different"), List.of(), List.of()),
                List.of()))
        .isEqualTo(lanes("MEDICAL LEGAL REGULATORY PHARMACOVIGILANCE PRIVACY"));
    VersionChanges none = new VersionChanges(List.of(), Set.of(), List.of(), List.of(), List.of());
    for (Lane lane : Lane.values()) {
      assertThat(RULES.concern(lane, none, List.of())).as("%s", lane).isEmpty();
    }
  }

  @Test
  void shouldAskPharmacovigilanceAndPrivacyWhereAFieldCameOrWent() {
    VersionChanges changes =
        new VersionChanges(
            List.of(), Set.of(), List.of(), List.of(), List.of("+ field “E-mail” (LINE)"));

    assertThat(changes.none()).isFalse();
    assertThat(again(changes, List.of())).isEqualTo(lanes("PHARMACOVIGILANCE PRIVACY"));
  }

  @Test
  void shouldNameEveryWordNobodyCanActOn() {
    assertThatThrownBy(
            () ->
                new ConcernRules(
                    """
                    version: "1"
                    concerns:
                      number: { title: a number, wrds: ['x'], words: ['('], triggers: [NOBODY] }
                    lanes:
                      MEDICAL: [numbers]
                      MEDICINE: [number]
                    wholePiece: [FINAL]
                    """,
                    new LaneTriggers()))
        .hasMessageContaining("Concern number does not know “wrds”")
        .hasMessageContaining("Concern number has a pattern that cannot be read: (")
        .hasMessageContaining("Concern number: there is no trigger “NOBODY”")
        .hasMessageContaining("Lane MEDICAL: there is no concern “numbers”")
        .hasMessageContaining("There is no lane “MEDICINE”")
        .hasMessageContaining("Lane LEGAL has no concerns");
  }

  private static Set<String> again(VersionChanges changes, List<ConcernRules.Touched> touched) {
    Set<String> again = new TreeSet<>();
    for (Lane lane : Lane.values()) {
      RULES.concern(lane, changes, touched).ifPresent(reason -> again.add(lane.name()));
    }
    return again;
  }

  private static Set<String> lanes(String names) {
    Set<String> lanes = new TreeSet<>(List.of("FINAL", "COORDINATOR"));
    Arrays.stream(names.split(" ")).filter(name -> !name.isEmpty()).forEach(lanes::add);
    return lanes;
  }

  private static List<ConcernRules.Touched> touched(
      List<TextChange> text, boolean claims, Set<String> findings) {
    return text.stream().map(change -> new ConcernRules.Touched(change, claims, findings)).toList();
  }

  private static List<TextSection> section(String text) {
    return List.of(new TextSection(TextSection.Kind.SECTION, 1, "", text));
  }
}
