package io.medley.content.precheck;

import io.medley.content.product.Products;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import morfologik.speller.Speller;
import org.jspecify.annotations.Nullable;

/**
 * Spelling by a language's dictionary: English by region, German with its compounds, French. A word
 * that no dictionary knows is a slip only if one letter makes a known word of it: names and the
 * field's rarer words are left alone.
 *
 * <p>An instance belongs to one thread; the dictionaries behind it are shared.
 */
final class Spelling {

  private static final List<String> GERMAN = List.of("abcdefghijklmnopqrstuvwxyzäöüß".split(""));

  private final Predicate<String> knows;
  private final @Nullable Speller speller;
  private final @Nullable Speller otherRegion;

  private Spelling(
      Predicate<String> knows, @Nullable Speller speller, @Nullable Speller otherRegion) {
    this.knows = knows;
    this.speller = speller;
    this.otherRegion = otherRegion;
  }

  /** The spelling of a language, by its BCP 47 tag; empty if there is no dictionary of it. */
  static Optional<Spelling> of(String languageTag, Morphology morphology) {
    if (Products.sameLanguage("en", languageTag)) {
      boolean american = languageTag.equalsIgnoreCase("en-US");
      Speller own = speller(american ? "en/hunspell/en_US" : "en/hunspell/en_GB");
      Speller other = speller(american ? "en/hunspell/en_GB" : "en/hunspell/en_US");
      return Optional.of(new Spelling(word -> !own.isMisspelled(word), own, other));
    }
    if (Products.sameLanguage("fr", languageTag)) {
      Speller own = speller("fr/french");
      return Optional.of(new Spelling(word -> !own.isMisspelled(word), own, null));
    }
    if (Products.sameLanguage("de", languageTag)) {
      return Optional.of(new Spelling(morphology::knows, null, null));
    }
    return Optional.empty();
  }

  private static Speller speller(String dictionary) {
    return new Speller(Morphology.dictionary(dictionary), 1);
  }

  /** Whether a word in lower case, or as a name, is in the dictionary. */
  boolean knows(String word) {
    return knows.test(word)
        || knows.test(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
  }

  /** Known words, in lower case, that are one letter away from an unknown one, likeliest first. */
  List<String> meant(String word) {
    Stream<String> near =
        speller == null
            ? oneLetterAway(word).stream().filter(knows)
            : speller.findReplacements(word).stream();
    return near.filter(one -> one.equals(one.toLowerCase(Locale.ROOT)))
        .filter(one -> one.indexOf(' ') < 0 && isOneSlipAway(word, one))
        .distinct()
        .sorted(Comparator.comparingInt(one -> rareness(word, one)))
        .toList();
  }

  /**
   * How seldom a slip is: a letter not doubled, neighbours exchanged, one left out, one too many.
   */
  private static int rareness(String slip, String right) {
    int at = 0;
    while (at < Math.min(slip.length(), right.length()) && slip.charAt(at) == right.charAt(at)) {
      at++;
    }
    if (right.length() > slip.length()) {
      boolean doubled = at > 0 && right.charAt(at) == right.charAt(at - 1);
      return doubled ? 0 : at == slip.length() ? 4 : 2;
    }
    if (right.length() < slip.length()) {
      return 3;
    }
    return slip.substring(at + 1).equals(right.substring(at + 1)) ? 4 : 1;
  }

  /** Whether a word that this region does not know is one letter away from how it spells it. */
  boolean isOfOtherRegion(String word) {
    return otherRegion != null
        && speller != null
        && !otherRegion.isMisspelled(word)
        && speller.findReplacements(word).stream().anyMatch(one -> isOneSlipAway(word, one));
  }

  /** Every text that is one letter more, less or other, or with two neighbours exchanged. */
  private static List<String> oneLetterAway(String word) {
    List<String> near = new ArrayList<>();
    for (int at = 0; at <= word.length(); at++) {
      String before = word.substring(0, at);
      String from = word.substring(at);
      for (String letter : GERMAN) {
        near.add(before + letter + from);
      }
      if (from.isEmpty()) {
        continue;
      }
      String after = from.substring(1);
      near.add(before + after);
      for (String letter : GERMAN) {
        near.add(before + letter + after);
      }
      if (!after.isEmpty()) {
        near.add(before + after.charAt(0) + from.charAt(0) + after.substring(1));
      }
    }
    return near;
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
