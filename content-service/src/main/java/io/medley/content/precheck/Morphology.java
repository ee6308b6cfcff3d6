package io.medley.content.precheck;

import io.medley.content.product.Products;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;
import morfologik.stemming.WordData;
import org.jspecify.annotations.Nullable;

/**
 * What a language's dictionary knows of a word: its base form and its class. English, German and
 * French have one; of words in other languages nothing is known.
 *
 * <p>An instance belongs to one thread; the dictionaries behind it are shared.
 */
final class Morphology {

  private static final String FOLDER = "org/languagetool/resource/";
  private static final Map<String, String> FILES =
      Map.of("en", "en/english", "de", "de/german", "fr", "fr/french");
  private static final Map<String, Dictionary> LOADED = new ConcurrentHashMap<>();

  /** What joins the parts of a German compound. */
  private static final List<String> JOINTS = List.of("", "s", "n", "en", "es", "er", "e");

  private static final int SHORTEST_PART = 4;

  private static final Pattern ABLE = Pattern.compile("(\\p{L}{3,})bar(?:e[nmrs]?)?");

  /** Tags of nouns by number: English, German, French. */
  private static final Pattern SINGULAR =
      Pattern.compile("NN(?::UN?)?|SUB:.*:SIN:.*|N . s\\p{Lu}?");

  private static final Pattern PLURAL = Pattern.compile("NNS|SUB:.*:PLU:.*|N . p\\p{Lu}?");

  /** Beginnings that make a German word of another. */
  private static final Set<String> PREFIXES =
      Set.of(
          "ab",
          "an",
          "auf",
          "aus",
          "be",
          "bei",
          "ein",
          "ent",
          "er",
          "ge",
          "her",
          "hin",
          "in",
          "mit",
          "nach",
          "neu",
          "nicht",
          "ober",
          "über",
          "um",
          "un",
          "unter",
          "ur",
          "ver",
          "vor",
          "weg",
          "wieder",
          "zer",
          "zu",
          "zurück",
          "zusammen",
          "anti",
          "co",
          "ko",
          "hyper",
          "hypo",
          "multi",
          "prä",
          "post",
          "re",
          "sub");

  private static final Map<String, Set<String>> NUMERALS =
      Map.of(
          "en",
          Set.of(
              "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
              "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
              "eighty", "ninety", "hundred"),
          "de",
          Set.of(
              "ein", "eine", "einem", "einer", "zwei", "drei", "vier", "fünf", "sechs", "sieben",
              "acht", "neun", "zehn", "elf", "zwölf", "zwanzig", "dreißig", "vierzig", "fünfzig",
              "sechzig", "siebzig", "achtzig", "neunzig", "hundert"),
          "fr",
          Set.of(
              "un",
              "une",
              "deux",
              "trois",
              "quatre",
              "cinq",
              "six",
              "sept",
              "huit",
              "neuf",
              "dix",
              "onze",
              "douze",
              "vingt",
              "trente",
              "quarante",
              "cinquante",
              "soixante",
              "cent"));
  private static final Map<String, Set<String>> FRACTIONS =
      Map.of(
          "en",
          Set.of(
              "half",
              "halves",
              "third",
              "thirds",
              "quarter",
              "quarters",
              "fifth",
              "fifths",
              "sixth",
              "eighth",
              "tenth",
              "tenths"),
          "de",
          Set.of("hälfte", "drittel", "viertel", "fünftel", "sechstel", "achtel", "zehntel"),
          "fr",
          Set.of("moitié", "tiers", "quart", "quarts", "cinquième", "cinquièmes", "dixième"));

  /** Kinds of words that phrases can ask for. */
  enum Kind {
    ADJECTIVE,
    ADVERB,
    NOUN,
    /** A noun that can only be one thing. */
    SINGULAR,
    /** A noun that can only be several. */
    PLURAL,
    /** A verb in a form that says something of its subject. */
    VERB,
    COMPARATIVE,
    SUPERLATIVE,
    /** In figures or in words. */
    NUMBER,
    FRACTION,
    /** Any word. */
    WORD
  }

  /** One way to read a word. */
  record Reading(String base, String tag) {}

  private final String language;
  private final @Nullable DictionaryLookup words;
  // A piece says the same words over and over.
  private final Map<String, List<Reading>> read = new HashMap<>();
  private final Map<String, List<String>> baseForms = new HashMap<>();

  private Morphology(String language, @Nullable DictionaryLookup words) {
    this.language = language;
    this.words = words;
  }

  /** The morphology of a language, by its BCP 47 tag. */
  static Morphology of(String languageTag) {
    return FILES.keySet().stream()
        .filter(known -> Products.sameLanguage(known, languageTag))
        .findFirst()
        .map(known -> new Morphology(known, new DictionaryLookup(dictionary(FILES.get(known)))))
        .orElseGet(() -> new Morphology("", null));
  }

  /** A dictionary on the class path, read once. */
  static Dictionary dictionary(@Nullable String name) {
    return LOADED.computeIfAbsent(
        Objects.requireNonNull(name),
        file -> {
          try (InputStream automaton = resource(file + ".dict");
              InputStream about = resource(file + ".info")) {
            return Dictionary.read(automaton, about);
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
  }

  private static InputStream resource(String name) throws IOException {
    InputStream found = Morphology.class.getClassLoader().getResourceAsStream(FOLDER + name);
    if (found == null) {
      throw new IOException("There is no dictionary " + name);
    }
    return found;
  }

  /** Every way to read a word in lower case; empty if the dictionary does not know it. */
  List<Reading> readings(String word) {
    List<Reading> known = read.get(word);
    if (known == null) {
      known = List.copyOf(look(word, new ArrayList<>(simple(word))));
      read.put(word, known);
    }
    return known;
  }

  private List<Reading> look(String word, List<Reading> readings) {
    if (readings.isEmpty() && isGerman()) {
      tail(word).map(this::simple).ifPresent(readings::addAll);
    }
    if (language.equals("en") && word.endsWith("ly")) {
      adjectiveOf(word).ifPresent(base -> readings.add(new Reading(base, "RB")));
    }
    return readings;
  }

  /** Whether the dictionary knows a word, or, in German, the parts it is put together from. */
  boolean knows(String word) {
    return !simple(word).isEmpty()
        || (isGerman()
            && ((tail(word).isPresent() && !isDoubledWrongly(word)) || isWhatCanBeDone(word)));
  }

  /**
   * Whether a compound that no dictionary has is a word of the dictionary once a letter is doubled
   * or no longer: “Einahme” could be put together, but “Einnahme” was meant.
   */
  private boolean isDoubledWrongly(String word) {
    for (int at = 0; at < word.length(); at++) {
      String before = word.substring(0, at);
      String from = word.substring(at);
      boolean doubled = from.length() > 1 && from.charAt(0) == from.charAt(1);
      if (!simple(before + (doubled ? from.substring(1) : from.charAt(0) + from)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** A German verb with “-bar”: whatever can be “gesteigert” is “steigerbar”. */
  private boolean isWhatCanBeDone(String word) {
    Matcher able = ABLE.matcher(word);
    return able.matches() && (any(able.group(1) + "en", "VER") || any(able.group(1) + "n", "VER"));
  }

  private List<String> basesOf(String word) {
    return baseForms.computeIfAbsent(
        word,
        asked ->
            Stream.concat(readings(asked).stream(), lastParts(asked).stream())
                .map(reading -> reading.base().toLowerCase(Locale.ROOT))
                .distinct()
                .toList());
  }

  /** What a German word ends in, also one that the dictionary has as a whole: “Schulkinder”. */
  private List<Reading> lastParts(String word) {
    List<Reading> parts = new ArrayList<>();
    for (int cut = 2; isGerman() && cut <= word.length() - SHORTEST_PART; cut++) {
      String head = word.substring(0, cut);
      List<Reading> last =
          simple(word.substring(cut)).stream().filter(Morphology::endsCompounds).toList();
      // “Schule” gives up its last letter.
      if (!last.isEmpty() && (isHead(head) || isHead(head + "e"))) {
        parts.addAll(last);
      }
    }
    return parts;
  }

  /** Whether a word, or its last part, is a form of one of some base words in lower case. */
  boolean isFormOf(String word, Set<String> bases) {
    return bases.contains(word) || !Collections.disjoint(basesOf(word), bases);
  }

  /**
   * Whether a word is of a kind.
   *
   * @param next the word after it; some forms can only be told apart by it
   */
  boolean is(Kind kind, String word, @Nullable String next) {
    return switch (kind) {
      case WORD -> true;
      case NUMBER ->
          Character.isDigit(word.charAt(0))
              || NUMERALS.getOrDefault(language, Set.of()).contains(word);
      case FRACTION -> isFormOf(word, FRACTIONS.getOrDefault(language, Set.of()));
      case ADJECTIVE -> any(word, "JJ", "ADJ", "PA1", "PA2", "J ");
      case ADVERB -> any(word, "RB", "ADV", "A ") || (isGerman() && any(word, "ADJ:PRD:GRU"));
      case NOUN -> isNoun(word);
      case SINGULAR -> isNounIn(SINGULAR, word);
      case PLURAL -> isNounIn(PLURAL, word);
      case VERB -> isFiniteVerb(word);
      case COMPARATIVE -> isComparative(word, next);
      case SUPERLATIVE ->
          any(word, "JJS", "RBS")
              || readings(word).stream().anyMatch(reading -> reading.tag().contains(":SUP"));
    };
  }

  private boolean isNoun(String word) {
    return readings(word).stream().map(Reading::tag).anyMatch(Morphology::isOfNoun);
  }

  private static boolean isOfNoun(String tag) {
    return tag.startsWith("NN")
        || tag.startsWith("N ")
        || (tag.startsWith("SUB") && !tag.endsWith(":ADJ"));
  }

  /** Whether a word is a noun and every way to read it as one is of this number. */
  private boolean isNounIn(Pattern number, String word) {
    List<String> tags =
        readings(word).stream().map(Reading::tag).filter(Morphology::isOfNoun).toList();
    return !tags.isEmpty() && tags.stream().allMatch(tag -> number.matcher(tag).matches());
  }

  private boolean isFiniteVerb(String word) {
    return readings(word).stream()
        .map(Reading::tag)
        .anyMatch(
            tag ->
                tag.startsWith("VBZ")
                    || tag.startsWith("VBD")
                    || tag.startsWith("V ind")
                    || tag.matches("VER:[123]:.*"));
  }

  private boolean isComparative(String word, @Nullable String next) {
    List<Reading> readings = readings(word);
    if (isGerman()) {
      boolean compares = readings.stream().anyMatch(one -> one.tag().matches(".*:KOM(:.*)?"));
      boolean plain = readings.stream().anyMatch(one -> one.tag().contains(":GRU:"));
      // “Sicherer” before a noun is “safe” in a masculine form; what nobody knows is a noun, too.
      return compares && !(plain && next != null && (isNoun(next) || !knows(next)));
    }
    // “Lower” is also a verb; what is one says nothing of a comparison.
    return readings.stream().anyMatch(one -> one.tag().matches("JJR|RBR"))
        && readings.stream().noneMatch(one -> one.tag().startsWith("VB"));
  }

  private boolean any(String word, String... beginnings) {
    return readings(word).stream()
        .anyMatch(
            reading -> {
              for (String beginning : beginnings) {
                if (reading.tag().startsWith(beginning)) {
                  return true;
                }
              }
              return false;
            });
  }

  private List<Reading> simple(String word) {
    List<Reading> readings = new ArrayList<>(look(word));
    if (readings.isEmpty() || isGerman()) {
      readings.addAll(look(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)));
    }
    return readings;
  }

  private List<Reading> look(String word) {
    List<Reading> readings = new ArrayList<>();
    if (words != null) {
      for (WordData found : words.lookup(word)) {
        readings.add(new Reading(String.valueOf(found.getStem()), String.valueOf(found.getTag())));
      }
    }
    return readings;
  }

  /** The last part of a German compound, as long as it may be. */
  private Optional<String> tail(String word) {
    for (int cut = 2; cut <= word.length() - SHORTEST_PART; cut++) {
      String tail = word.substring(cut);
      if (simple(tail).stream().anyMatch(Morphology::endsCompounds)
          && isHead(word.substring(0, cut))) {
        return Optional.of(tail);
      }
    }
    return Optional.empty();
  }

  private static boolean endsCompounds(Reading reading) {
    return reading.tag().startsWith("SUB")
        || reading.tag().startsWith("ADJ")
        || reading.tag().startsWith("PA");
  }

  private boolean isHead(String part) {
    if (PREFIXES.contains(part)) {
      return true;
    }
    for (String joint : JOINTS) {
      if (part.endsWith(joint) && part.length() - joint.length() >= SHORTEST_PART - 1) {
        String head = part.substring(0, part.length() - joint.length());
        if (simple(head).stream().anyMatch(reading -> !reading.tag().startsWith("EIG"))
            || (head.length() >= 2 * SHORTEST_PART && tail(head).isPresent())) {
          return true;
        }
      }
    }
    return false;
  }

  private Optional<String> adjectiveOf(String adverb) {
    String stem = adverb.substring(0, adverb.length() - 2);
    return List.of(
            stem,
            stem.endsWith("i") ? stem.substring(0, stem.length() - 1) + "y" : stem,
            stem + "le")
        .stream()
        .filter(base -> base.length() > 2)
        .filter(base -> look(base).stream().anyMatch(one -> one.tag().startsWith("JJ")))
        .findFirst();
  }

  private boolean isGerman() {
    return language.equals("de");
  }
}
