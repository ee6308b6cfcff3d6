package io.medley.content.precheck;

import io.medley.content.asset.Languages;
import io.medley.content.asset.TextSection;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.Products;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * C41: the text is in the language of its tag and its region's spelling, free of common slips, and
 * the brand is written as a brand.
 */
final class LanguageAgrees implements Rule {

  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]{3,}");
  private static final Pattern DOUBLED =
      Pattern.compile("(?<![\\p{L}-])(\\p{L}{2,}) \\1(?![\\p{L}-])");

  @Override
  public String id() {
    return "C41";
  }

  @Override
  public Kind kind() {
    return Kind.METADATA;
  }

  @Override
  public Set<String> cases() {
    return Set.of("otherLanguage", "brandCase", "misspelt", "doubled", "region");
  }

  @Override
  public Set<String> settings() {
    return Set.of("doubledAllowed", "misspelt", "terms", "foreignSpelling");
  }

  @Override
  public void check(Inspection inspection) {
    String tag = inspection.language();
    Optional<Languages.Guess> guess = Languages.guess(inspection.piece().sections());
    if (guess.isPresent()
        && !tag.isEmpty()
        && !Products.sameLanguage(tag, guess.get().language())) {
      inspection.missing("otherLanguage", Map.of("found", guess.get().language(), "expected", tag));
      // Another language's words are no slips.
    } else {
      spelling(inspection);
    }
    inspection.piece().brand().ifPresent(brand -> brandCase(inspection, brand));
  }

  private static void brandCase(Inspection inspection, Brand brand) {
    String name = brand.name();
    for (TextSection section : inspection.piece().sections()) {
      Matcher matcher = Piece.mention(name).matcher(section.text());
      while (matcher.find()) {
        String written = matcher.group();
        if (!written.equals(name) && !written.equals(name.toUpperCase(Locale.ROOT))) {
          inspection.found(
              "brandCase",
              new Span(section.number(), matcher.start(), matcher.end(), written),
              Map.of("found", written, "expected", name));
          return;
        }
      }
    }
  }

  private static void spelling(Inspection inspection) {
    RuleSettings settings = inspection.settings();
    String language = inspection.language();
    Map<String, String> slips = new TreeMap<>();
    for (String pair : settings.words("misspelt", language)) {
      String[] parts = pair.split("=", 2);
      slips.put(parts[0], parts[1]);
    }
    List<String> terms = settings.words("terms", language);
    Set<String> known = new HashSet<>(terms);
    Set<String> region = new HashSet<>(settings.wordsFor("foreignSpelling", language));
    Set<String> doubles = new HashSet<>(settings.words("doubledAllowed", language));
    Set<String> reported = new HashSet<>();
    for (Sentence sentence : inspection.piece().sentences()) {
      if (sentence.listed() || inspection.piece().isPrescribed(sentence)) {
        continue;
      }
      String text = sentence.normal().text();
      Matcher doubled = DOUBLED.matcher(text);
      while (doubled.find()) {
        if (!doubles.contains(doubled.group(1))) {
          Span span = sentence.span(doubled.start(), doubled.end());
          inspection.found(
              "doubled", span, Map.of("found", span.quote(), "expected", doubled.group(1)));
        }
      }
      Matcher words = WORD.matcher(text);
      while (words.find()) {
        String word = words.group();
        if (!reported.add(word)) {
          continue;
        }
        Span span = sentence.span(words.start(), words.end());
        if (region.contains(word)) {
          inspection.found("region", span, Map.of("found", span.quote(), "expected", language));
        } else {
          meant(word, slips, known, terms, span.quote())
              .ifPresent(
                  right ->
                      inspection.found(
                          "misspelt", span, Map.of("found", span.quote(), "expected", right)));
        }
      }
    }
  }

  /** The word that was probably meant. Names and words nobody knows are left alone. */
  private static Optional<String> meant(
      String word, Map<String, String> slips, Set<String> known, List<String> terms, String raw) {
    String right = slips.get(word);
    if (right != null) {
      return Optional.of(right);
    }
    boolean longEnough = word.length() >= 7;
    if (!longEnough || known.contains(word) || isName(raw) || isForm(word, known)) {
      return Optional.empty();
    }
    return terms.stream()
        .filter(term -> Math.abs(term.length() - word.length()) <= 1)
        .filter(term -> term.charAt(0) == word.charAt(0))
        .filter(term -> !isEnding(word, term) && isOneSlipAway(word, term))
        .findFirst();
  }

  private static boolean isName(String raw) {
    return raw.chars().skip(1).anyMatch(Character::isUpperCase)
        && raw.chars().anyMatch(Character::isLowerCase);
  }

  /** A known word with another ending is known. */
  private static boolean isForm(String word, Set<String> known) {
    for (int cut = 1; cut <= 3 && word.length() - cut >= 4; cut++) {
      if (known.contains(word.substring(0, word.length() - cut))) {
        return true;
      }
    }
    return false;
  }

  /** Words that differ in their last two letters alone are forms of one word. */
  private static boolean isEnding(String one, String other) {
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same >= Math.min(one.length(), other.length()) - 1;
  }

  /** One letter more, less, other, or two neighbours exchanged. */
  static boolean isOneSlipAway(String one, String other) {
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    String left = one.substring(same);
    String right = other.substring(same);
    if (left.isEmpty() || right.isEmpty()) {
      return left.length() + right.length() == 1;
    }
    return left.substring(1).equals(right)
        || right.substring(1).equals(left)
        || left.substring(1).equals(right.substring(1))
        || (left.length() > 1
            && right.length() > 1
            && left.charAt(0) == right.charAt(1)
            && left.charAt(1) == right.charAt(0)
            && left.substring(2).equals(right.substring(2)));
  }
}
