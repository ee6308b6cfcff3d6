package io.medley.content.claim;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.medley.content.claim.Lexicon.Quantity;
import io.medley.content.claim.Words.Word;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An approved wording beside words that were found: how alike they are, which word is which, and
 * whether what carries the meaning agrees.
 *
 * @param similarity Jaccard index of their four-letter shingles, 0 to 1; reference numbers, case,
 *     spacing and punctuation do not count
 * @param likeness the same, or that of the two with what carries the meaning left aside, whichever
 *     is greater: a sentence in which every figure was changed is still that sentence
 * @param identical whether all words are the same
 * @param differences what differs in meaning; empty if figures, units, negations and comparisons
 *     all agree
 * @param words both texts in one, word by word
 */
public record WordingComparison(
    double similarity,
    double likeness,
    boolean identical,
    List<Difference> differences,
    List<DiffWord> words) {

  /** From here on two wordings are near; below, they are two different sentences. */
  public static final double NEAR = 0.85;

  private static final int SHINGLE = 4;

  public WordingComparison {
    differences = List.copyOf(differences);
    words = List.copyOf(words);
  }

  /** What carries the meaning of a claim. */
  public enum Kind {
    NUMBER,
    UNIT,
    NEGATION,
    COMPARATOR
  }

  /** One difference in meaning; a side that lacks it is empty. */
  public record Difference(Kind kind, String approved, String found) {

    /** The difference in a sentence. */
    public String words() {
      String what =
          switch (kind) {
            case NUMBER -> "The figure";
            case UNIT -> "The unit";
            case NEGATION -> "The negation";
            case COMPARATOR -> "The comparison";
          };
      if (approved.isEmpty()) {
        return what + " “" + found + "” is not in the approved wording.";
      }
      return found.isEmpty()
          ? what + " “" + approved + "” of the approved wording is missing."
          : what + " is “" + found + "” where “" + approved + "” was approved.";
    }
  }

  /** Which of the two texts a word is in. */
  public enum Side {
    BOTH,
    APPROVED,
    FOUND
  }

  /** A word and where it is. */
  public record DiffWord(Side side, String text) {}

  /**
   * Compares.
   *
   * @param approved the approved wording
   * @param found words of a piece
   * @param language of both, BCP 47
   */
  public static WordingComparison of(String approved, String found, String language) {
    Words approvedWords = Words.of(approved);
    return of(
        approved,
        approvedWords,
        Shape.of(approvedWords),
        found,
        Words.of(found),
        Lexicon.language(language));
  }

  /** What of a wording is looked at to tell whether another is like it; made once per wording. */
  record Shape(List<String> keys, Set<String> shingles, Set<String> bodyShingles) {

    static Shape of(Words words) {
      return new Shape(
          words.keys(), WordingComparison.shingles(String.join(" ", words.keys())), body(words));
    }

    private static Set<String> body(Words words) {
      return WordingComparison.shingles(
          words.list().stream()
              .filter(word -> !Lexicon.negates(word, "en") && !Lexicon.negates(word, "de"))
              .map(Word::masked)
              .collect(Collectors.joining(" ")));
    }
  }

  static WordingComparison of(
      String approved,
      Words approvedWords,
      Shape approvedShape,
      String found,
      Words foundWords,
      String language) {
    Shape foundShape = Shape.of(foundWords);
    boolean identical = approvedShape.keys().equals(foundShape.keys());
    double similarity = identical ? 1 : jaccard(approvedShape.shingles(), foundShape.shingles());
    double likeness =
        identical
            ? 1
            : Math.max(
                similarity, jaccard(approvedShape.bodyShingles(), foundShape.bodyShingles()));
    return new WordingComparison(
        similarity,
        likeness,
        identical,
        identical ? List.of() : differences(approvedWords, foundWords, language),
        diff(approved, approvedWords, found, foundWords));
  }

  /** Whether the two are different sentences, without looking at where they differ. */
  static boolean apart(Shape approved, Words found) {
    Shape shape = Shape.of(found);
    return !approved.keys().equals(shape.keys())
        && jaccard(approved.shingles(), shape.shingles()) < NEAR
        && jaccard(approved.bodyShingles(), shape.bodyShingles()) < NEAR;
  }

  /** Whether figures, units, negations and comparisons are the same. */
  public boolean agrees() {
    return differences.isEmpty();
  }

  /** What the comparison comes to; empty if the two are different sentences. */
  public Optional<MatchType> match() {
    if (identical) {
      return Optional.of(MatchType.EXACT);
    }
    if (likeness < NEAR) {
      return Optional.empty();
    }
    return Optional.of(agrees() ? MatchType.NEAR : MatchType.ALTERED);
  }

  /**
   * The figures of a claim that no quote bears out: value equal after rounding to the claim's
   * decimals, unit the same (a claim's figure without a unit fits any).
   */
  public static List<String> unsupportedFigures(
      String claim, String claimLanguage, List<String> quotes, String quoteLanguage) {
    List<Quantity> known =
        quotes.stream()
            .flatMap(
                quote ->
                    Lexicon.quantities(Words.of(quote), Lexicon.language(quoteLanguage)).stream())
            .toList();
    return Lexicon.quantities(Words.of(claim), Lexicon.language(claimLanguage)).stream()
        .filter(figure -> known.stream().noneMatch(other -> bearsOut(other, figure)))
        .map(Quantity::words)
        .distinct()
        .toList();
  }

  private static boolean bearsOut(Quantity known, Quantity claimed) {
    return (claimed.unit().isEmpty() || claimed.unit().equals(known.unit()))
        && known
                .value()
                .setScale(Math.max(0, claimed.value().scale()), RoundingMode.HALF_UP)
                .compareTo(claimed.value())
            == 0;
  }

  private static List<Difference> differences(Words approved, Words found, String language) {
    List<Difference> differences = new ArrayList<>();
    List<Quantity> left = Lexicon.quantities(approved, language);
    List<Quantity> right = Lexicon.quantities(found, language);
    sequence(
        left,
        right,
        quantity -> quantity.value().stripTrailingZeros().toPlainString(),
        Quantity::words,
        Kind.NUMBER,
        differences);
    if (differences.isEmpty()) {
      for (int i = 0; i < left.size(); i++) {
        if (!left.get(i).unit().equals(right.get(i).unit())) {
          differences.add(new Difference(Kind.UNIT, left.get(i).words(), right.get(i).words()));
        }
      }
    }
    // A study's or product's number is a figure, too.
    sequence(
        named(approved),
        named(found),
        Function.identity(),
        Function.identity(),
        Kind.NUMBER,
        differences);
    sequence(
        negations(approved, language),
        negations(found, language),
        word -> "no",
        Function.identity(),
        Kind.NEGATION,
        differences);
    sequence(
        comparisons(approved, language),
        comparisons(found, language),
        word -> Lexicon.comparison(word, language).orElseThrow(),
        Word::key,
        Kind.COMPARATOR,
        differences);
    return differences;
  }

  private static List<String> named(Words words) {
    return words.list().stream()
        .filter(word -> word.kind() == Words.Kind.WORD)
        .map(Word::key)
        .filter(key -> key.chars().anyMatch(Character::isDigit))
        .toList();
  }

  private static List<String> negations(Words words, String language) {
    return words.list().stream()
        .filter(word -> Lexicon.negates(word, language))
        .map(Word::key)
        .toList();
  }

  private static List<Word> comparisons(Words words, String language) {
    return words.list().stream()
        .filter(word -> Lexicon.comparison(word, language).isPresent())
        .toList();
  }

  private static <T> void sequence(
      List<T> approved,
      List<T> found,
      Function<T, String> key,
      Function<T, String> shown,
      Kind kind,
      List<Difference> into) {
    List<String> left = approved.stream().map(key).toList();
    List<String> right = found.stream().map(key).toList();
    for (AbstractDelta<String> delta : DiffUtils.diff(left, right).getDeltas()) {
      int from = delta.getSource().getPosition();
      int to = delta.getTarget().getPosition();
      int lost = delta.getSource().size();
      int gained = delta.getTarget().size();
      for (int i = 0; i < Math.max(lost, gained); i++) {
        into.add(
            new Difference(
                kind,
                i < lost ? shown.apply(approved.get(from + i)) : "",
                i < gained ? shown.apply(found.get(to + i)) : ""));
      }
    }
  }

  private static List<DiffWord> diff(
      String approved, Words approvedWords, String found, Words foundWords) {
    List<String> left = approvedWords.keys();
    List<String> right = foundWords.keys();
    List<DiffWord> diff = new ArrayList<>();
    int at = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(left, right).getDeltas()) {
      int position = delta.getSource().getPosition();
      for (; at < position; at++) {
        diff.add(new DiffWord(Side.BOTH, raw(approved, approvedWords, at)));
      }
      for (int i = 0; i < delta.getSource().size(); i++) {
        diff.add(new DiffWord(Side.APPROVED, raw(approved, approvedWords, at++)));
      }
      for (int i = 0; i < delta.getTarget().size(); i++) {
        diff.add(
            new DiffWord(Side.FOUND, raw(found, foundWords, delta.getTarget().getPosition() + i)));
      }
    }
    for (; at < approvedWords.size(); at++) {
      diff.add(new DiffWord(Side.BOTH, raw(approved, approvedWords, at)));
    }
    return diff;
  }

  /** A word with the punctuation that belongs to it. */
  private static String raw(String source, Words words, int index) {
    int start = words.get(index).start();
    int end =
        index + 1 < words.size()
            ? Math.min(words.get(index + 1).start(), source.length())
            : source.length();
    return source.substring(start, Math.max(start, end)).replaceAll("\\[[\\d ,;–-]*]", "").strip();
  }

  /** Jaccard index of two sets; two empty ones are the same. */
  private static double jaccard(Set<String> left, Set<String> right) {
    if (left.isEmpty() && right.isEmpty()) {
      return 1;
    }
    int both = 0;
    for (String shingle : left) {
      both += right.contains(shingle) ? 1 : 0;
    }
    return (double) both / (left.size() + right.size() - both);
  }

  private static Set<String> shingles(String text) {
    if (text.length() < SHINGLE) {
      return text.isEmpty() ? Set.of() : Set.of(text);
    }
    Set<String> shingles = HashSet.newHashSet(text.length());
    for (int at = 0; at + SHINGLE <= text.length(); at++) {
      shingles.add(text.substring(at, at + SHINGLE));
    }
    return shingles;
  }
}
