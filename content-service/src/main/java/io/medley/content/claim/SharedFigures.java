package io.medley.content.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which figures two texts share. */
public final class SharedFigures {

  private SharedFigures() {}

  /** A stretch of a text. */
  public record Run(String text, boolean shared) {}

  /**
   * Cuts a text where shared figures begin and end.
   *
   * @param text what is shown, in {@code language} or English
   * @param others texts it is held against, in {@code language}
   */
  public static List<Run> of(String text, List<String> others, String language) {
    String own = Lexicon.language(language);
    Set<String> known =
        others.stream()
            .flatMap(other -> Lexicon.quantities(Words.of(other), own).stream())
            .map(SharedFigures::value)
            .collect(Collectors.toSet());
    List<Run> runs = new ArrayList<>();
    int at = 0;
    for (Words.Word word : Words.of(text).list()) {
      boolean shared =
          word.kind() == Words.Kind.NUMBER
              && (isKnown(text, word, own, known) || isKnown(text, word, "en", known));
      if (shared) {
        if (word.start() > at) {
          runs.add(new Run(text.substring(at, word.start()), false));
        }
        runs.add(new Run(text.substring(word.start(), word.end()), true));
        at = word.end();
      }
    }
    if (at < text.length()) {
      runs.add(new Run(text.substring(at), false));
    }
    return runs;
  }

  /**
   * Figures of a text that another does not have, each once and in order, however either language
   * writes them: a translation has the figures of its original.
   */
  public static List<String> missing(
      String text, String language, String other, String otherLanguage) {
    Set<String> known =
        Lexicon.quantities(Words.of(other), Lexicon.language(otherLanguage)).stream()
            .map(SharedFigures::value)
            .collect(Collectors.toSet());
    return Lexicon.quantities(Words.of(text), Lexicon.language(language)).stream()
        .filter(quantity -> Character.isDigit(quantity.words().charAt(0)))
        .filter(quantity -> !known.contains(value(quantity)))
        .map(quantity -> asWritten(text, quantity.words()))
        .distinct()
        .toList();
  }

  /** Words compare in small letters; people read a unit as it is written. */
  private static String asWritten(String text, String words) {
    int at = text.toLowerCase(Locale.ROOT).indexOf(words);
    return at < 0 || at + words.length() > text.length()
        ? words
        : text.substring(at, at + words.length());
  }

  private static boolean isKnown(String text, Words.Word word, String language, Set<String> known) {
    return Lexicon.quantities(Words.of(text.substring(word.start(), word.end())), language).stream()
        .map(SharedFigures::value)
        .anyMatch(known::contains);
  }

  private static String value(Lexicon.Quantity quantity) {
    return quantity.value().stripTrailingZeros().toPlainString();
  }
}
