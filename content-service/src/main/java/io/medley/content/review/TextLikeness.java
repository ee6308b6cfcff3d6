package io.medley.content.review;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How much of a text is new, measured in runs of five words. */
final class TextLikeness {

  private static final int RUN = 5;

  private TextLikeness() {}

  /** Lower-case, one form per character, single spaces, soft hyphens removed. */
  static String norm(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replace("\u00ad", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .strip();
  }

  /**
   * Share of the text's five-word runs that none of the others has, 0 to 1; 1 when there is nothing
   * to compare with.
   */
  static double newShare(String text, Collection<String> others) {
    Set<String> own = runs(text);
    if (own.isEmpty() || others.isEmpty()) {
      return others.isEmpty() ? 1 : 0;
    }
    Set<String> known = new HashSet<>();
    others.forEach(other -> known.addAll(runs(other)));
    long fresh = own.stream().filter(run -> !known.contains(run)).count();
    return (double) fresh / own.size();
  }

  private static Set<String> runs(String text) {
    List<String> words = new ArrayList<>();
    for (String word : norm(text).split("[^\\p{L}\\p{N}%.,-]+")) {
      if (!word.isBlank()) {
        words.add(word);
      }
    }
    if (words.size() <= RUN) {
      return words.isEmpty() ? Set.of() : Set.of(String.join(" ", words));
    }
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + RUN <= words.size(); i++) {
      runs.add(String.join(" ", words.subList(i, i + RUN)));
    }
    return runs;
  }
}
