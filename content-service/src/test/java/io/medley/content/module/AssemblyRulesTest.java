package io.medley.content.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.module.AssemblyRules.Looked;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be put together, without servers. */
class AssemblyRulesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final Map<String, ModuleVersion> modules = new HashMap<>();
  private final Map<String, List<String>> slots = new HashMap<>();
  private List<String> countries = List.of("GB");

  AssemblyRulesTest() {
    module("frame", ModuleKind.TEMPLATE, "{{module.one}}{{module.two}}{{module.three}}");
    List.of("a", "b", "c", "d", "e").forEach(id -> module(id, ModuleKind.TEXT, id));
  }

  @Test
  void shouldCountEveryFormWhereNothingStandsAgainstIt() {
    place("one", "a", "b");
    place("two", "c", "d");
    place("three", "e");

    assertThat(look().against()).isEmpty();
    assertThat(look().forms().choices()).hasSize(4);
    assertThat(look().forms().every()).isTrue();
  }

  @Test
  void shouldLeaveOutFormsThatAModuleExcludes() {
    rules(
        "a",
        new ModuleRules(List.of(), List.of("c"), List.of(), List.of(), List.of(), List.of(), 0));
    place("one", "a", "b");
    place("two", "c", "d");
    place("three", "e");

    assertThat(look().against()).isEmpty();
    assertThat(look().forms().choices()).hasSize(3);
  }

  @Test
  void shouldRefuseAnAlternativeThatNoFormMayHaveAndSayWhy() {
    rules(
        "a",
        new ModuleRules(List.of(), List.of("c"), List.of(), List.of(), List.of(), List.of(), 0));
    place("one", "a", "b");
    place("two", "c");
    place("three", "e");

    assertThat(look().against())
        .singleElement()
        .asString()
        .contains("“Module a” cannot stand in “one”", "must not stand together with “Module c”");
  }

  @Test
  void shouldAskForWhatAModuleRequires() {
    rules(
        "a",
        new ModuleRules(List.of("e"), List.of(), List.of(), List.of(), List.of(), List.of(), 0));
    place("one", "a");
    place("two", "c");
    place("three", "d");
    assertThat(look().against())
        .singleElement()
        .asString()
        .isEqualTo("“Module a” requires e, which is not in this form.");

    place("three", "d", "e");
    assertThat(look().against()).singleElement().asString().contains("“Module d” cannot stand");
    place("three", "e");
    assertThat(look().against()).isEmpty();
  }

  @Test
  void shouldKeepTheOrder() {
    rules(
        "a",
        new ModuleRules(List.of(), List.of(), List.of("c"), List.of(), List.of(), List.of(), 0));
    place("one", "a");
    place("two", "c");
    place("three", "e");
    assertThat(look().against()).containsExactly("“Module a” must come after “Module c”.");

    place("one", "c");
    place("two", "a");
    assertThat(look().against()).isEmpty();
  }

  @Test
  void shouldCountHowOftenAModuleStands() {
    rules(
        "a", new ModuleRules(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 1));
    place("one", "a");
    place("two", "a");
    place("three", "e");

    assertThat(look().against())
        .containsExactly("“Module a” stands 2 times in this form; at most 1 are allowed.");
  }

  @Test
  void shouldHoldModulesToTheirMarketsAndValidity() {
    rules(
        "a",
        new ModuleRules(
            List.of(), List.of(), List.of(), List.of("GB"), List.of("PATIENT"), List.of("WEB"), 0));
    ModuleVersion b = modules.get("b");
    modules.put(
        "b",
        new ModuleVersion(
            "b",
            1,
            "zelvaro",
            ModuleKind.TEXT,
            ModuleState.APPROVED,
            "Module b",
            "de-DE",
            "b",
            null,
            null,
            "",
            ModuleRules.none(),
            false,
            TODAY.minusDays(1),
            "cora"));
    assertThat(b).isNotNull();
    countries = List.of("GB", "DE");
    place("one", "a");
    place("two", "b");
    place("three", "nowhere");

    assertThat(look().against())
        .contains(
            "“Module a” must not be used in DE (allowed: GB).",
            "“Module a” must not be used for HCP (allowed: PATIENT).",
            "“Module a” must not be used through EMAIL (allowed: WEB).",
            "“Module b” could be used until 2026-11-21.",
            "“Module b” is in de-DE, the piece in en-GB.",
            "Module “nowhere” is not in force.");
  }

  @Test
  void shouldCoverPairsAboveTwoHundredForms() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      module("m" + i, ModuleKind.TEXT, "m" + i);
      many.add("m" + i);
    }
    many.forEach(
        id ->
            rules(
                id,
                new ModuleRules(
                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 1)));
    slots.put("one", many);
    slots.put("two", many);
    slots.put("three", many);

    Looked looked = look();

    assertThat(looked.against()).isEmpty();
    assertThat(looked.forms().every()).isFalse();
    assertThat(looked.forms().choices())
        .hasSizeLessThan(200)
        .allMatch(choice -> choice.stream().skip(1).distinct().count() == 3);
  }

  private Looked look() {
    AssemblyPlan plan =
        new AssemblyPlan(
            "A piece",
            "zelvaro",
            "en-GB",
            countries,
            List.of("HCP"),
            List.of("EMAIL"),
            "frame",
            slots);
    return AssemblyRules.look(plan, modules.get("frame"), modules, TODAY, ModuleVersion::content);
  }

  private void place(String place, String... ids) {
    slots.put(place, List.of(ids));
  }

  private void module(String id, ModuleKind kind, String content) {
    modules.put(id, version(id, kind, content, ModuleRules.none()));
  }

  private void rules(String id, ModuleRules rules) {
    ModuleVersion old = java.util.Objects.requireNonNull(modules.get(id));
    modules.put(id, version(id, old.kind(), old.content(), rules));
  }

  private static ModuleVersion version(
      String id, ModuleKind kind, String content, ModuleRules rules) {
    return new ModuleVersion(
        id,
        1,
        "zelvaro",
        kind,
        ModuleState.APPROVED,
        "Module " + id,
        "en-GB",
        content,
        null,
        null,
        "",
        rules,
        false,
        null,
        "cora.coordinator");
  }
}
