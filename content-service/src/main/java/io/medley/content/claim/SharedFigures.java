package io.medley.content.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A text with those of its figures marked that another text has too, for setting them in bold. */
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

  private static boolean isKnown(String text, Words.Word word, String language, Set<String> known) {
    return Lexicon.quantities(Words.of(text.substring(word.start(), word.end())), language).stream()
        .map(SharedFigures::value)
        .anyMatch(known::contains);
  }

  private static String value(Lexicon.Quantity quantity) {
    return quantity.value().stripTrailingZeros().toPlainString();
  }
}
