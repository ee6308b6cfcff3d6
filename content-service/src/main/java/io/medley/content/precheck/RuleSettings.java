package io.medley.content.precheck;

import io.medley.content.product.Products;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a market's pack says about one rule. */
final class RuleSettings {

  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private final String id;
  private final Map<String, Object> values;

  // A pack lives as long as the service; what its words mean is worked out once per language.
  private final Map<String, List<WordSequence>> sequences = new ConcurrentHashMap<>();
  private final Map<String, List<WordGroup>> groups = new ConcurrentHashMap<>();
  private final Map<String, List<Pattern>> expressions = new ConcurrentHashMap<>();
  private final Map<String, List<RuleSettings>> parts = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> wordSets = new ConcurrentHashMap<>();

  RuleSettings(String id, Map<String, Object> values) {
    this.id = id;
    this.values = Map.copyOf(values);
  }

  String id() {
    return id;
  }

  boolean isOff() {
    return Boolean.TRUE.equals(values.get("disabled"));
  }

  String title() {
    return text("title");
  }

  String basis() {
    return text("basis");
  }

  /** Why there is such a rule, for people. */
  String why() {
    return text("why");
  }

  /** Lanes whose holders may override a block; empty if nobody may. */
  List<String> mayOverride() {
    return list("override");
  }

  /** The pack's own words for this rule. */
  Map<String, Object> values() {
    return values;
  }

  Severity severity() {
    return Severity.valueOf(text("severity"));
  }

  Severity severity(String caseName) {
    Object own = caseOf(caseName).get("severity");
    return own == null ? severity() : Severity.valueOf(own.toString());
  }

  String message(String caseName) {
    return required(caseOf(caseName), "message", caseName);
  }

  String fix(String caseName) {
    return required(caseOf(caseName), "fix", caseName);
  }

  boolean hasCase(String caseName) {
    return map(values.get("cases")).containsKey(caseName);
  }

  String text(String key) {
    return required(values, key, "");
  }

  double number(String key) {
    return Double.parseDouble(text(key));
  }

  /** A list of things with settings of their own. */
  List<RuleSettings> entries(String key) {
    return parts.computeIfAbsent(
        key,
        asked ->
            values.get(key) instanceof List<?> list
                ? list.stream().map(entry -> new RuleSettings(id + "." + key, map(entry))).toList()
                : List.of());
  }

  /** Words for exactly this language, region included. */
  List<String> wordsFor(String key, String languageTag) {
    return strings(map(values.get(key)).get(languageTag));
  }

  /** A list that does not depend on the language. */
  List<String> list(String key) {
    return strings(values.get(key));
  }

  /** Words for a language and for every language. */
  List<String> words(String key, String language) {
    return words(map(values.get(key)), language);
  }

  /** Patterns for a language and for every language. */
  List<Pattern> patterns(String key, String language) {
    return expressions.computeIfAbsent(
        key + " " + primary(language),
        asked -> words(key, language).stream().map(RuleSettings::pattern).toList());
  }

  /** Sequences of words for a language; the sets they name are the rule's own. */
  List<WordSequence> phrases(String key, String language) {
    return sequences.computeIfAbsent(
        key + " " + primary(language), asked -> sequences(map(values.get(key)), language));
  }

  private List<WordSequence> sequences(Map<String, Object> byLanguage, String language) {
    Function<String, List<String>> sets =
        name -> words(map(map(values.get("sets")).get(name)), language);
    return words(byLanguage, language).stream()
        .map(expression -> WordSequence.parse(expression, sets))
        .toList();
  }

  /** A set of words in a language, in lower case; empty if the pack has none of that name. */
  Set<String> set(String name, String language) {
    return wordSets.computeIfAbsent(
        name + " " + primary(language),
        asked ->
            words(map(map(values.get("sets")).get(name)), language).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether sentences about paper, travel or appointments are none of this rule's business. */
  boolean sparesEverydayMatters() {
    return Boolean.TRUE.equals(values.get("sparesEverydayMatters"));
  }

  /** Groups of patterns, each naming the case it makes. */
  List<WordGroup> wordGroups(String language) {
    return groups.computeIfAbsent(primary(language), this::groupsOf);
  }

  private static String primary(String languageTag) {
    return Locale.forLanguageTag(languageTag).getLanguage();
  }

  private List<WordGroup> groupsOf(String language) {
    List<WordGroup> found = new ArrayList<>();
    for (Object entry : (List<?>) values.getOrDefault("words", List.of())) {
      Map<String, Object> group = map(entry);
      found.add(
          new WordGroup(
              required(group, "case", "words"),
              words(group, language).stream().map(RuleSettings::joined).toList(),
              sequences(map(group.get("phrases")), language),
              words(map(group.get("unless")), language).stream().map(RuleSettings::joined).toList(),
              words(map(group.get("unlessNear")), language).stream()
                  .map(RuleSettings::joined)
                  .toList(),
              Boolean.TRUE.equals(group.get("unlessReferenced"))));
    }
    return List.copyOf(found);
  }

  /**
   * Patterns and sequences of words that make one case.
   *
   * @param unless patterns that excuse the whole sentence
   * @param unlessNear patterns that excuse it from anywhere in the paragraph
   * @param unlessReferenced whether a reference in the sentence excuses it
   */
  record WordGroup(
      String caseName,
      List<Pattern> patterns,
      List<WordSequence> phrases,
      List<Pattern> unless,
      List<Pattern> unlessNear,
      boolean unlessReferenced) {
    WordGroup {
      patterns = List.copyOf(patterns);
      phrases = List.copyOf(phrases);
      unless = List.copyOf(unless);
      unlessNear = List.copyOf(unlessNear);
    }
  }

  /** Words stand together by a space or a hyphen: a number one is a number-one. */
  private static Pattern joined(String expression) {
    return pattern(expression.replace(" ", "[ \\u2010-]"));
  }

  static Pattern pattern(String expression) {
    return COMPILED.computeIfAbsent(
        expression,
        e ->
            Pattern.compile(
                e,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS));
  }

  /** Later values win; maps are merged, everything else is replaced. */
  static Map<String, Object> merge(Map<String, Object> base, Map<String, Object> over) {
    Map<String, Object> merged = new java.util.LinkedHashMap<>(base);
    over.forEach(
        (key, value) ->
            merged.merge(
                key,
                value,
                (old, own) ->
                    old instanceof Map && own instanceof Map ? merge(map(old), map(own)) : own));
    return merged;
  }

  /** A mapping with its keys as text; YAML reads some bare words as truth values. */
  static Map<String, Object> map(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> mapping)) {
      return Map.of();
    }
    Map<String, Object> named = new java.util.LinkedHashMap<>();
    mapping.forEach(
        (key, entry) -> {
          if (entry != null) {
            named.put(String.valueOf(key), entry);
          }
        });
    return named;
  }

  private static List<String> words(Map<String, Object> byLanguage, String language) {
    List<String> words = new ArrayList<>(strings(byLanguage.get("any")));
    byLanguage.forEach(
        (key, value) -> {
          if (key.length() == 2 && Products.sameLanguage(key, language)) {
            words.addAll(strings(value));
          }
        });
    return words;
  }

  private static List<String> strings(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private Map<String, Object> caseOf(String caseName) {
    return map(map(values.get("cases")).get(caseName));
  }

  private String required(Map<String, Object> from, String key, String where) {
    Object value = from.get(key);
    if (value == null) {
      throw new IllegalStateException(
          "The pack says nothing about %s.%s.%s".formatted(id, where, key));
    }
    return value.toString();
  }
}
