package io.medley.content.claim;

import io.medley.content.claim.Words.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that carry the meaning of a claim: units, negations, comparisons, and how figures read. */
final class Lexicon {

  private static final Map<String, String> UNITS = new LinkedHashMap<>();
  private static final Map<String, Integer> NUMERALS = new LinkedHashMap<>();
  private static final Map<String, Set<String>> NEGATIONS =
      Map.of(
          "en",
          Set.of(
              "not", "no", "without", "never", "none", "neither", "nor", "cannot", "non", "failed",
              "fails", "fail", "lack", "lacks", "lacked"),
          "de",
          Set.of(
              "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "ohne", "nie",
              "niemals", "weder", "noch"),
          "fr",
          Set.of("ne", "pas", "sans", "aucun", "aucune", "jamais", "ni", "non"),
          "es",
          Set.of("no", "sin", "ningún", "ninguna", "ninguno", "nunca", "ni", "tampoco"),
          "it",
          Set.of("non", "senza", "nessun", "nessuna", "nessuno", "mai", "né"));

  private static final Map<String, String> SIGNS =
      Map.of(
          "<", "<", ">", ">", "≤", "at most", "<=", "at most", "≥", "at least", ">=", "at least");

  /** A trailing asterisk stands for any ending. */
  private static final Map<String, Map<String, String>> COMPARATORS = new LinkedHashMap<>();

  /** Those with an asterisk, without it, in the same order. */
  private static final Map<String, Map<String, String>> BEGINNINGS = new LinkedHashMap<>();

  static {
    units("mg", "mg", "milligram", "milligrams", "milligramm");
    units("µg", "µg", "μg", "mcg", "ug", "microgram", "micrograms", "mikrogramm");
    units("g", "g", "gram", "grams", "gramm");
    units("kg", "kg");
    units("ml", "ml", "millilitre", "millilitres", "milliliter", "milliliters");
    units("l", "l", "litre", "litres", "liter", "liters");
    units("dl", "dl");
    units("mmhg", "mmhg");
    units("mmol", "mmol");
    units("mol", "mol");
    units("iu", "iu", "ie", "ui");
    units("%", "%", "percent", "prozent", "pour", "percentage");
    units("‰", "‰");
    units("°", "°");
    units("minute", "minute", "minutes", "min", "minuten");
    units("hour", "hour", "hours", "h", "stunde", "stunden", "heure", "heures");
    units("day", "day", "days", "tag", "tage", "tagen", "jour", "jours");
    units("week", "week", "weeks", "woche", "wochen", "semaine", "semaines");
    units("month", "month", "months", "monat", "monate", "monaten", "mois");
    units("year", "year", "years", "jahr", "jahre", "jahren", "an", "ans", "année", "années");
    units("fold", "fold", "times", "fach", "mal", "fois");
    units("point", "point", "points", "punkt", "punkte", "punkten");
    units("patient", "patient", "patients", "patienten", "patientinnen");

    numerals("two three four five six seven eight nine ten eleven twelve", 2);
    numerals("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf", 2);
    numerals("deux trois quatre cinq six sept huit neuf dix onze douze", 2);

    Map<String, String> en = new LinkedHashMap<>();
    comparator(en, "versus", "versus", "vs", "against", "compared", "comparison", "relative");
    comparator(en, "than", "than");
    comparator(
        en,
        "up",
        "more",
        "greater",
        "higher",
        "larger",
        "increas*",
        "rais*",
        "rose",
        "rise*",
        "elevat*");
    comparator(
        en,
        "down",
        "less",
        "lower*",
        "fewer",
        "smaller",
        "reduc*",
        "decreas*",
        "fell",
        "fall*",
        "declin*",
        "drop*");
    comparator(en, "better", "better", "superior*", "improv*", "outperform*");
    comparator(en, "worse", "worse*", "inferior*");
    comparator(en, "faster", "faster", "quicker", "earlier", "sooner", "rapid*");
    comparator(en, "slower", "slower", "later", "delay*");
    comparator(en, "longer", "longer", "prolong*");
    comparator(en, "shorter", "shorter");
    comparator(en, "same", "similar*", "comparable", "equivalent*", "equal*", "same");
    comparator(en, "significant", "significant*");
    comparator(en, "at least", "least", "minimum");
    comparator(en, "at most", "most", "maximum", "up");
    comparator(en, "only", "only", "solely");
    comparator(en, "all", "all", "every", "always");
    COMPARATORS.put("en", en);

    Map<String, String> de = new LinkedHashMap<>();
    comparator(de, "versus", "versus", "vs", "gegenüber", "verglichen", "vergleich");
    comparator(de, "than", "als");
    comparator(de, "up", "mehr", "höher*", "größer*", "erhöh*", "gesteiger*", "steiger*", "stieg*");
    comparator(
        de,
        "down",
        "weniger",
        "niedriger*",
        "geringer*",
        "senk*",
        "gesenk*",
        "reduz*",
        "vermind*",
        "verring*",
        "sank*");
    comparator(de, "better", "besser*", "überlegen*", "verbesser*");
    comparator(de, "worse", "schlechter*", "unterlegen*", "verschlechter*");
    comparator(de, "faster", "schneller*", "früher*", "rasch*");
    comparator(de, "slower", "langsamer*", "später*");
    comparator(de, "longer", "länger*");
    comparator(de, "shorter", "kürzer*");
    comparator(de, "same", "ähnlich*", "vergleichbar*", "gleich*", "äquivalent*");
    comparator(de, "significant", "signifikant*");
    comparator(de, "at least", "mindestens");
    comparator(de, "at most", "höchstens", "maximal", "bis");
    comparator(de, "only", "nur", "ausschließlich");
    comparator(de, "all", "alle", "allen", "jede*", "immer");
    COMPARATORS.put("de", de);

    Map<String, String> fr = new LinkedHashMap<>();
    comparator(fr, "versus", "versus", "vs", "contre", "rapport", "comparé*", "comparaison");
    comparator(fr, "up", "plus", "augment*", "élev*");
    comparator(fr, "down", "moins", "rédui*", "diminu*", "abaiss*", "baiss*");
    comparator(fr, "better", "meilleur*", "mieux", "supérieur*", "amélior*");
    comparator(fr, "worse", "pire*", "inférieur*");
    comparator(fr, "same", "similaire*", "comparable*", "équivalent*", "même*");
    comparator(fr, "significant", "significati*");
    comparator(fr, "only", "seul*", "uniquement");
    COMPARATORS.put("fr", fr);

    COMPARATORS.forEach(
        (language, words) -> {
          Map<String, String> beginnings = new LinkedHashMap<>();
          words.forEach(
              (word, meaning) -> {
                if (word.endsWith("*")) {
                  beginnings.put(word.substring(0, word.length() - 1), meaning);
                }
              });
          BEGINNINGS.put(language, beginnings);
        });
  }

  private Lexicon() {}

  private static void units(String unit, String... words) {
    for (String word : words) {
      UNITS.put(word, unit);
    }
  }

  private static void numerals(String words, int first) {
    int value = first;
    for (String word : words.split(" ")) {
      NUMERALS.put(word, value++);
    }
  }

  private static void comparator(Map<String, String> into, String meaning, String... words) {
    for (String word : words) {
      into.putIfAbsent(word, meaning);
    }
  }

  static String language(String tag) {
    return tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
  }

  static boolean negates(Word word, String language) {
    String key = word.key();
    return NEGATIONS.getOrDefault(language, Set.of("no", "not")).contains(key)
        || (language.equals("en") && key.endsWith("n't"));
  }

  static Optional<String> comparison(Word word, String language) {
    String sign = SIGNS.get(word.key());
    if (sign != null) {
      return Optional.of(sign);
    }
    Map<String, String> words = COMPARATORS.getOrDefault(language, Map.of());
    String exact = words.get(word.key());
    if (exact != null) {
      return Optional.of(exact);
    }
    for (Map.Entry<String, String> beginning :
        BEGINNINGS.getOrDefault(language, Map.of()).entrySet()) {
      if (word.key().startsWith(beginning.getKey())) {
        return Optional.of(beginning.getValue());
      }
    }
    return Optional.empty();
  }

  /** A figure of a text: its value, unit and words. */
  record Quantity(BigDecimal value, String unit, String words) {

    /** Value and unit in one word, equal for equal figures however they are written. */
    String canonical() {
      return value.stripTrailingZeros().toPlainString() + " " + unit;
    }
  }

  /** The figures of a text, in order. */
  static List<Quantity> quantities(Words words, String language) {
    List<Quantity> quantities = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      BigDecimal value = value(word, language);
      if (value == null) {
        continue;
      }
      StringBuilder unit = new StringBuilder();
      for (int next = i + 1; next < words.size() && next <= i + 2; next++) {
        String known = UNITS.get(words.get(next).key());
        if (known == null) {
          break;
        }
        unit.append(unit.isEmpty() ? "" : "/").append(known);
      }
      quantities.add(new Quantity(value, unit.toString(), (word.key() + " " + unit).strip()));
    }
    return quantities;
  }

  private static @Nullable BigDecimal value(Word word, String language) {
    if (word.kind() != Words.Kind.NUMBER) {
      Integer numeral = NUMERALS.get(word.key());
      return numeral == null ? null : BigDecimal.valueOf(numeral);
    }
    boolean commaIsDecimal = !language.equals("en");
    String digits = word.key();
    char thousands = commaIsDecimal ? '.' : ',';
    char decimal = commaIsDecimal ? ',' : '.';
    if (digits.matches("\\d{1,3}(\\" + thousands + "\\d{3})+(\\" + decimal + "\\d+)?")) {
      digits = digits.replace(String.valueOf(thousands), "");
    }
    digits = digits.replace(',', '.');
    int dots = digits.length() - digits.replace(".", "").length();
    // A date or a section number: its digits count, not a value.
    return new BigDecimal(dots > 1 ? digits.replace(".", "") : digits);
  }
}
