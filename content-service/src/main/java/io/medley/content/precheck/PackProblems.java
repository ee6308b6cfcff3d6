package io.medley.content.precheck;

import io.medley.platform.security.Authority;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a pack, in words its editor can act on: a mistyped word in a data file must
 * stop the service, not silently switch a check off.
 */
final class PackProblems {

  private static final Set<String> EVERYWHERE =
      Set.of("title", "severity", "basis", "why", "override", "disabled", "cases");
  private static final Set<String> OF_A_CASE = Set.of("severity", "message", "fix");
  private static final Set<String> LANES =
      Authority.LANES.stream()
          .map(authority -> authority.name().substring("LANE_".length()))
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> BLANKS =
      Set.of(
          "market",
          "brand",
          "inn",
          "found",
          "expected",
          "end",
          "example",
          "months",
          "quote",
          "claim",
          "difference",
          "state");
  private static final Set<String> NUMBERS =
      Set.of(
          "distance",
          "similarity",
          "maximumAgeMonths",
          "months",
          "size",
          "contrast",
          "farFrom",
          "linkWithin",
          "fewestBenefitWords",
          "leastShare",
          "times");

  /** Settings whose texts are regular expressions, in any depth below them. */
  private static final Set<String> PATTERNS =
      Set.of(
          "words",
          "unless",
          "unlessNear",
          "figures",
          "effects",
          "benefit",
          "risk",
          "about",
          "tablets",
          "dosing",
          "source",
          "pattern",
          "campaignTag",
          "terms");

  private static final Pattern BLANK = Pattern.compile("(?<!\\{)\\{([a-zA-Z]+)}(?!})");

  private final List<String> problems = new ArrayList<>();
  private final String pack;

  private PackProblems(String pack) {
    this.pack = pack;
  }

  /** Words one pack file may not contain. */
  static List<String> ofFile(String pack, Map<String, Object> rules, List<Rule> known) {
    PackProblems problems = new PackProblems(pack);
    rules.forEach(
        (id, values) -> {
          Rule rule = known.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
          if (rule == null) {
            problems.add(id, "there is no such rule");
          } else if (values instanceof Map<?, ?>) {
            problems.rule(rule, RuleSettings.map(values));
          } else {
            problems.add(id, "has no settings under it");
          }
        });
    return problems.problems;
  }

  /** What a market's merged pack lacks. */
  static List<String> ofMarket(String market, Map<String, RuleSettings> rules, List<Rule> known) {
    PackProblems problems = new PackProblems(market);
    for (Rule rule : known) {
      RuleSettings settings = rules.get(rule.id());
      if (settings == null) {
        problems.add(rule.id(), "is missing");
        continue;
      }
      Set<String> lacking = new TreeSet<>(Set.of("title", "severity", "basis", "why", "override"));
      lacking.removeAll(settings.values().keySet());
      if (!lacking.isEmpty()) {
        problems.add(rule.id(), "lacks " + String.join(", ", lacking));
      }
      for (String caseName : rule.cases()) {
        Map<String, Object> words =
            RuleSettings.map(RuleSettings.map(settings.values().get("cases")).get(caseName));
        if (!words.containsKey("message") || !words.containsKey("fix")) {
          problems.add(rule.id(), "lacks message or fix of case " + caseName);
        }
      }
    }
    return problems.problems;
  }

  private void rule(Rule rule, Map<String, Object> values) {
    Set<String> allowed = new HashSet<>(EVERYWHERE);
    allowed.addAll(rule.settings());
    values.forEach(
        (key, value) -> {
          if (!allowed.contains(key)) {
            add(
                rule.id(),
                "does not know “%s”; it knows %s"
                    .formatted(key, String.join(", ", new TreeSet<>(allowed))));
          } else {
            setting(rule.id(), key, value, RuleSettings.map(values.get("sets")));
          }
        });
    severity(rule.id(), values.get("severity"));
    if (values.get("override") instanceof List<?> lanes) {
      lanes.stream()
          .filter(lane -> !LANES.contains(String.valueOf(lane)))
          .forEach(lane -> add(rule.id(), "names no lane with “%s”".formatted(lane)));
    }
    RuleSettings.map(values.get("cases"))
        .forEach(
            (name, words) -> {
              if (!rule.cases().contains(name)) {
                add(
                    rule.id(),
                    "has no case “%s”; it has %s"
                        .formatted(name, String.join(", ", new TreeSet<>(rule.cases()))));
              } else {
                caseWords(rule.id(), name, RuleSettings.map(words));
              }
            });
    if (values.get("words") instanceof List<?> groups) {
      for (Object group : groups) {
        Object name = RuleSettings.map(group).get("case");
        if (name == null || !rule.cases().contains(name.toString())) {
          add(rule.id(), "has words for case “%s”, which it does not have".formatted(name));
        }
      }
    }
  }

  private void caseWords(String id, String name, Map<String, Object> words) {
    severity(id, words.get("severity"));
    words.forEach(
        (key, text) -> {
          if (!OF_A_CASE.contains(key)) {
            add(id, "case %s does not know “%s”".formatted(name, key));
          }
          Matcher blank = BLANK.matcher(String.valueOf(text));
          while (blank.find()) {
            if (!BLANKS.contains(blank.group(1))) {
              add(id, "case %s: nothing fills in {%s}".formatted(name, blank.group(1)));
            }
          }
        });
  }

  private void setting(String id, String key, Object value, Map<String, Object> sets) {
    truthValues(id, key, value);
    if (NUMBERS.contains(key)) {
      try {
        Double.parseDouble(String.valueOf(value));
      } catch (NumberFormatException noNumber) {
        add(id, "%s must be a number, not “%s”".formatted(key, value));
      }
    }
    if (PATTERNS.contains(key)) {
      compile(id, key, value, sets);
    } else if (key.equals("phrases") || key.endsWith("Phrases")) {
      phrases(id, value, sets);
    } else if (value instanceof List<?> list) {
      list.stream()
          .filter(Map.class::isInstance)
          .forEach(
              entry ->
                  RuleSettings.map(entry)
                      .forEach((inner, below) -> setting(id, inner, below, sets)));
    }
  }

  /** YAML reads “no” and “on” without quotes as truth values; a list of words has none. */
  private void truthValues(String id, String key, @Nullable Object value) {
    if (value instanceof List<?> list) {
      if (list.stream().anyMatch(Boolean.class::isInstance)) {
        add(id, "%s lists a bare yes, no, on or off: put it in quotes".formatted(key));
      }
      list.forEach(one -> truthValues(id, key, one));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(one -> truthValues(id, key, one));
    }
  }

  /** Sequences of words by language; a set that they name must have words in that language. */
  private void phrases(String id, @Nullable Object value, Map<String, Object> sets) {
    RuleSettings.map(value)
        .forEach(
            (language, expressions) -> {
              for (Object expression : expressions instanceof List<?> list ? list : List.of()) {
                try {
                  WordSequence.parse(
                      String.valueOf(expression),
                      name ->
                          RuleSettings.map(sets.get(name)).get(language) instanceof List<?> words
                              ? words.stream().map(String::valueOf).toList()
                              : List.of());
                } catch (IllegalArgumentException broken) {
                  add(
                      id,
                      "a phrase cannot be read: %s (%s)"
                          .formatted(expression, broken.getMessage()));
                }
              }
            });
  }

  private void compile(String id, String key, @Nullable Object value, Map<String, Object> sets) {
    switch (value) {
      case List<?> list -> list.forEach(one -> compile(id, key, one, sets));
      case Map<?, ?> map ->
          map.forEach(
              (inner, below) -> {
                if ("phrases".equals(inner)) {
                  phrases(id, below, sets);
                } else if (!"case".equals(inner)) {
                  compile(id, key, below, sets);
                }
              });
      case String expression -> {
        try {
          RuleSettings.pattern(expression);
        } catch (PatternSyntaxException broken) {
          add(
              id,
              "%s has a pattern that cannot be read: %s (%s)"
                  .formatted(key, expression, broken.getDescription()));
        }
      }
      case null, default -> {}
    }
  }

  private void severity(String id, @Nullable Object value) {
    if (value != null && !Set.of("BLOCK", "REVIEW", "INFO").contains(value.toString())) {
      add(id, "severity must be BLOCK, REVIEW or INFO, not “%s”".formatted(value));
    }
  }

  private void add(String id, String problem) {
    problems.add("Pack %s, rule %s: %s.".formatted(pack, id, problem));
  }
}
