package io.medley.content.asset;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which language a text is in by its commonest words. Deterministic, and honest about too
 * little text.
 */
public final class Languages {

  private static final int FEWEST_HITS = 8;

  /** The commonest words that few of the others share. */
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "en",
              Set.of(
                  "the", "and", "of", "to", "in", "with", "for", "is", "be", "by", "or", "from",
                  "this", "may", "should", "are", "was", "were", "not"),
          "de",
              Set.of(
                  "der", "die", "und", "das", "ist", "mit", "für", "von", "den", "dem", "bei",
                  "nicht", "eine", "einer", "auf", "zur", "oder", "sind", "nach", "wird"),
          "fr",
              Set.of(
                  "le", "les", "des", "et", "est", "une", "dans", "pour", "avec", "sur", "par",
                  "du", "aux", "ou", "pas", "chez", "être"),
          "es",
              Set.of(
                  "el",
                  "los",
                  "las",
                  "y",
                  "una",
                  "con",
                  "por",
                  "para",
                  "del",
                  "que",
                  "es",
                  "se",
                  "como",
                  "pacientes",
                  "más"),
          "it",
              Set.of(
                  "il",
                  "gli",
                  "di",
                  "che",
                  "per",
                  "con",
                  "della",
                  "del",
                  "sono",
                  "una",
                  "nei",
                  "alla",
                  "non",
                  "pazienti",
                  "più"),
          "nl",
              Set.of(
                  "het",
                  "een",
                  "van",
                  "met",
                  "voor",
                  "niet",
                  "bij",
                  "aan",
                  "wordt",
                  "zijn",
                  "deze",
                  "naar",
                  "ook",
                  "patiënten"));

  private Languages() {}

  /**
   * A guess.
   *
   * @param language BCP 47 primary subtag
   * @param share of the counted words that speak for it, 0 to 1
   */
  public record Guess(String language, double share) {}

  /** The language of the text, if there is enough of it to tell. */
  public static Optional<Guess> guess(List<TextSection> sections) {
    Map<String, Integer> hits = new HashMap<>();
    for (TextSection section : sections) {
      for (String word : section.text().toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
        WORDS.forEach(
            (language, words) -> {
              if (words.contains(word)) {
                hits.merge(language, 1, Integer::sum);
              }
            });
      }
    }
    int all = hits.values().stream().mapToInt(Integer::intValue).sum();
    return hits.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .filter(best -> best.getValue() >= FEWEST_HITS)
        .map(best -> new Guess(best.getKey(), (double) best.getValue() / all));
  }
}
