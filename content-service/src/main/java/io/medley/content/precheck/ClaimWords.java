package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence as claims are compared: words and figures, without reference marks, spacing, case and
 * punctuation.
 */
final class ClaimWords {

  private static final Pattern MARKS = Pattern.compile("\\[\\d[\\d ,;–-]*]|[⁰¹²³⁴-⁻]");
  private static final Pattern TOKEN =
      Pattern.compile("\\p{L}+-\\d+(?![.,]?\\d)|\\d+(?:[.,]\\d+)*|\\p{L}+|[%‰<>=≤≥±]");
  private static final Set<String> BETWEEN = Set.of("to", "bis", "à", "and", "und", "et");
  private static final Set<String> UNITS =
      Set.of(
          "%",
          "‰",
          "mmhg",
          "mg",
          "g",
          "µg",
          "mcg",
          "kg",
          "ml",
          "mmol",
          "bpm",
          "weeks",
          "week",
          "months",
          "month",
          "days",
          "day",
          "years",
          "year",
          "hours",
          "hour",
          "wochen",
          "woche",
          "monate",
          "monaten",
          "tage",
          "tagen",
          "jahre",
          "jahren",
          "stunden",
          "semaines",
          "mois",
          "jours",
          "ans",
          "heures");
  private static final Set<String> NEGATIONS =
      Set.of(
          "not", "no", "never", "without", "neither", "nor", "kein", "keine", "keinen", "keiner",
          "nicht", "nie", "ohne", "ne", "pas", "jamais", "sans", "aucun", "aucune");
  private static final Set<String> COMPARATORS =
      Set.of(
          "than",
          "versus",
          "vs",
          "placebo",
          "below",
          "above",
          "under",
          "over",
          "more",
          "less",
          "fewer",
          "greater",
          "lower",
          "higher",
          "least",
          "most",
          "<",
          ">",
          "≤",
          "≥",
          "unter",
          "über",
          "mehr",
          "weniger",
          "höher",
          "niedriger",
          "gegenüber",
          "mindestens",
          "höchstens",
          "plus",
          "moins",
          "sous",
          "contre",
          "supérieur",
          "inférieur");

  private final List<String> tokens = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();
  private final Set<String> pairs = new HashSet<>();

  /**
   * A number as it is printed.
   *
   * @param printed digits with a decimal point
   * @param unit what follows it, empty if that is no unit
   */
  record Figure(String printed, String unit) {

    double value() {
      return Double.parseDouble(printed);
    }

    int decimals() {
      int point = printed.indexOf('.');
      return point < 0 ? 0 : printed.length() - point - 1;
    }

    String shown() {
      return unit.isEmpty() ? printed : printed + (unit.equals("%") ? unit : " " + unit);
    }
  }

  private ClaimWords() {}

  static ClaimWords of(String sentence) {
    String plain =
        MARKS
            .matcher(NormalText.normal(sentence))
            .replaceAll(" ")
            .replaceAll("\\bmm hg\\b", "mmhg")
            .replaceAll("\\b(?:per ?cent|prozent|pour cent)\\b", "%");
    ClaimWords words = new ClaimWords();
    List<String> raw = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(plain);
    while (matcher.find()) {
      raw.add(isNumber(matcher.group()) ? number(matcher.group()) : matcher.group());
    }
    for (int i = 0; i < raw.size(); i++) {
      boolean range =
          BETWEEN.contains(raw.get(i))
              && i > 0
              && isNumber(raw.get(i - 1))
              && i + 1 < raw.size()
              && isNumber(raw.get(i + 1));
      if (!range) {
        words.tokens.add(raw.get(i));
      }
    }
    for (int i = 0; i < words.tokens.size(); i++) {
      String token = words.tokens.get(i);
      if (isNumber(token)) {
        String next = i + 1 < words.tokens.size() ? words.tokens.get(i + 1) : "";
        words.figures.add(new Figure(token, UNITS.contains(next) ? next : ""));
      }
      if (i > 0) {
        words.pairs.add(masked(words.tokens.get(i - 1)) + " " + masked(token));
      }
    }
    return words;
  }

  List<String> tokens() {
    return tokens;
  }

  List<Figure> figures() {
    return figures;
  }

  boolean sameAs(ClaimWords other) {
    return tokens.equals(other.tokens);
  }

  /** Share of word pairs both have, figures aside, 0 to 1. */
  double likeness(ClaimWords other) {
    if (pairs.isEmpty() || other.pairs.isEmpty()) {
      return 0;
    }
    long both = pairs.stream().filter(other.pairs::contains).count();
    double all = 2.0 * both / (pairs.size() + other.pairs.size());
    // A claim that was cut short is still that claim.
    double part = pairs.size() >= 12 ? 0.9 * both / pairs.size() : 0;
    return Math.max(all, part);
  }

  List<String> negations() {
    return tokens.stream().filter(NEGATIONS::contains).toList();
  }

  List<String> comparators() {
    return tokens.stream().filter(COMPARATORS::contains).toList();
  }

  private static boolean isNumber(String token) {
    return Character.isDigit(token.charAt(0));
  }

  private static String number(String token) {
    return token.matches("[1-9]\\d{0,2}(,\\d{3})+") ? token.replace(",", "") : plain(token);
  }

  private static String plain(String token) {
    String point = token.replace(',', '.');
    int last = point.lastIndexOf('.');
    return last < 0 ? point : point.substring(0, last).replace(".", "") + point.substring(last);
  }

  private static String masked(String token) {
    return isNumber(token) ? "#" : token;
  }
}
