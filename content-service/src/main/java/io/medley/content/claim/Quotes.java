package io.medley.content.claim;

import io.medley.content.asset.NormalText;
import io.medley.content.asset.TextSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds quotes in the text of a reference, and passages that may support a claim. */
final class Quotes {

  private static final int PROPOSED = 5;

  private Quotes() {}

  /** Where words stand. */
  record Place(int page, int start, int end, String text) {}

  /**
   * A quote's place, spacing, case, hyphenation and kinds of dashes and quotation marks aside.
   *
   * @param page where it is to stand; 0 = anywhere
   */
  static Optional<Place> find(List<TextSection> sections, String quote, int page) {
    String wanted = NormalText.normal(quote);
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    for (TextSection section : sections) {
      if (page != 0 && section.number() != page) {
        continue;
      }
      NormalText normal = NormalText.of(section.text());
      int at = normal.text().indexOf(wanted);
      if (at >= 0) {
        int start = normal.origin(at);
        int end = Math.min(section.text().length(), normal.origin(at + wanted.length() - 1) + 1);
        return Optional.of(
            new Place(section.number(), start, end, section.text().substring(start, end)));
      }
    }
    return Optional.empty();
  }

  /**
   * A passage that may support a claim.
   *
   * @param score share of the claim's words and figures in it, 0 to 1
   * @param missing figures of the claim that it does not say
   */
  record Passage(Place place, double score, List<String> missing) {}

  /** The passages that say most of what a claim says, best first. */
  static List<Passage> propose(List<TextSection> sections, String claim, String language) {
    Words wanted = Words.of(claim);
    List<Passage> passages = new ArrayList<>();
    for (TextSection section : sections) {
      Words words = Words.of(section.text());
      List<int[]> sentences = sentences(words);
      for (int i = 0; i < sentences.size(); i++) {
        passage(section, words, sentences.get(i)[0], sentences.get(i)[1], claim, wanted, language)
            .ifPresent(passages::add);
        if (i + 1 < sentences.size()) {
          passage(
                  section,
                  words,
                  sentences.get(i)[0],
                  sentences.get(i + 1)[1],
                  claim,
                  wanted,
                  language)
              .map(two -> new Passage(two.place(), two.score() - 0.06, two.missing()))
              .ifPresent(passages::add);
        }
      }
    }
    List<Passage> best = new ArrayList<>();
    passages.stream()
        .sorted(
            Comparator.comparingDouble(Passage::score)
                .reversed()
                .thenComparingInt(passage -> passage.place().page())
                .thenComparingInt(passage -> passage.place().start()))
        .filter(
            passage ->
                best.stream()
                    .noneMatch(
                        other ->
                            other.place().page() == passage.place().page()
                                && other.place().start() < passage.place().end()
                                && other.place().end() > passage.place().start()))
        .limit(PROPOSED)
        .forEach(best::add);
    return best;
  }

  private static List<int[]> sentences(Words words) {
    List<int[]> sentences = new ArrayList<>();
    int start = 0;
    while (start < words.size()) {
      int end = words.sentenceEnd(start);
      sentences.add(new int[] {start, end});
      start = end;
    }
    return sentences;
  }

  private static Optional<Passage> passage(
      TextSection section,
      Words words,
      int from,
      int to,
      String claim,
      Words wanted,
      String language) {
    Words part = words.part(from, to);
    if (part.size() < 3) {
      return Optional.empty();
    }
    Set<String> there = new HashSet<>(part.keys());
    Set<String> own =
        wanted.keys().stream().filter(key -> key.length() > 3).collect(Collectors.toSet());
    if (own.isEmpty()) {
      return Optional.empty();
    }
    double shared = (double) own.stream().filter(there::contains).count() / own.size();
    int start = part.get(0).start();
    int end = part.get(part.size() - 1).end();
    while (end < section.text().length() && ".)%".indexOf(section.text().charAt(end)) >= 0) {
      end++;
    }
    String text = section.text().substring(start, end);
    int figures = Lexicon.quantities(wanted, Lexicon.language(language)).size();
    List<String> missing =
        WordingComparison.unsupportedFigures(claim, language, List.of(text), language);
    double said = figures == 0 ? shared : 1 - (double) Math.min(figures, missing.size()) / figures;
    double score = 0.6 * shared + 0.4 * said;
    return shared < 0.3
        ? Optional.empty()
        : Optional.of(new Passage(new Place(section.number(), start, end, text), score, missing));
  }
}
