package io.medley.content.claim;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.medley.content.asset.TextSection;
import io.medley.content.claim.Words.Word;
import io.medley.content.product.Products;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds approved wordings in a text. Pairs of neighbouring words (figures masked) that stand in
 * both place a wording on the text; there the two are compared word by word. Nothing here is random
 * or depends on anything but its input.
 */
final class ClaimMatching {

  /** Share of a wording's word pairs that a place must have to be looked at. */
  private static final double WORTH_A_LOOK = 0.35;

  /** How far words may have moved, in words. */
  private static final int DRIFT = 4;

  /** A pair of words that is everywhere places nothing. */
  private static final int COMMON = 300;

  private final List<Entry> wordings = new ArrayList<>();

  /**
   * @param language wordings of other languages are not looked for
   */
  ClaimMatching(List<ClaimVersion> claims, String language) {
    for (ClaimVersion claim : claims) {
      for (ClaimWording wording : claim.wordings()) {
        Words words = Words.of(wording.text());
        if (words.size() > 1 && Products.sameLanguage(wording.language(), language)) {
          List<String> pairs = new ArrayList<>();
          for (int i = 0; i + 1 < words.size(); i++) {
            pairs.add(pair(words, i));
          }
          wordings.add(
              new Entry(
                  claim,
                  wording,
                  words,
                  WordingComparison.Shape.of(words),
                  pairs,
                  Lexicon.language(wording.language())));
        }
      }
    }
  }

  private record Entry(
      ClaimVersion claim,
      ClaimWording wording,
      Words words,
      WordingComparison.Shape shape,
      List<String> pairs,
      String language) {}

  /**
   * The matches in a section, in the order of the text; where two overlap the better one stays.
   *
   * @param linesWrap whether a line end may be in the middle of a sentence
   */
  List<ClaimMatch> in(TextSection section, boolean linesWrap) {
    Words words = Words.of(section.text(), linesWrap);
    Map<String, List<Integer>> pairs = new HashMap<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      pairs.computeIfAbsent(pair(words, i), key -> new ArrayList<>()).add(i);
    }
    List<ClaimMatch> found = new ArrayList<>();
    for (Entry entry : wordings) {
      for (int place : places(entry.pairs(), pairs, words.size())) {
        match(entry, section, words, place).ifPresent(found::add);
      }
    }
    return withoutOverlaps(found);
  }

  private static String pair(Words words, int at) {
    return words.get(at).masked() + " " + words.get(at + 1).masked();
  }

  /** Where the wording may begin in the text: places where many of its pairs line up. */
  private static List<Integer> places(
      List<String> wording, Map<String, List<Integer>> pairs, int size) {
    int needed = Math.max(1, (int) Math.ceil(WORTH_A_LOOK * wording.size()));
    int present = 0;
    for (String pair : wording) {
      present += pairs.containsKey(pair) ? 1 : 0;
    }
    if (present < needed) {
      return List.of();
    }
    // A wording that begins before the text does has a negative place.
    int shift = wording.size() + DRIFT;
    int[] votes = new int[size + shift + DRIFT + 1];
    for (int i = 0; i < wording.size(); i++) {
      List<Integer> positions = pairs.getOrDefault(wording.get(i), List.of());
      if (positions.size() <= COMMON) {
        for (int position : positions) {
          votes[position - i + shift]++;
        }
      }
    }
    List<Integer> places = new ArrayList<>();
    for (int at = DRIFT; at + DRIFT < votes.length; at++) {
      if (votes[at] > 0 && isPeak(votes, at, needed)) {
        places.add(at - shift);
      }
    }
    return places;
  }

  private static boolean isPeak(int[] votes, int at, int needed) {
    int together = 0;
    for (int near = at - DRIFT; near <= at + DRIFT; near++) {
      together += votes[near];
      if (votes[near] > votes[at] || (votes[near] == votes[at] && near < at)) {
        return false;
      }
    }
    return together >= needed;
  }

  private static Optional<ClaimMatch> match(
      Entry entry, TextSection section, Words words, int place) {
    int from = Math.max(0, place - DRIFT);
    int to = Math.min(words.size(), place + entry.words().size() + DRIFT);
    if (from >= to) {
      return Optional.empty();
    }
    int[] window = window(entry.words(), words, from, to);
    if (window.length == 0) {
      return Optional.empty();
    }
    int start = window[0];
    int end = window[1];
    Words there = words.part(start, end);
    String text = section.text();
    if (WordingComparison.apart(entry.shape(), there)) {
      return Optional.empty();
    }
    WordingComparison comparison =
        WordingComparison.of(
            entry.wording().text(), entry.words(), entry.shape(), text, there, entry.language());
    Optional<MatchType> match = comparison.match();
    if (match.isEmpty()) {
      return Optional.empty();
    }
    MatchType type = match.get();
    List<String> remarks = new ArrayList<>();
    // Words around it in the same sentence may turn what it says.
    List<Word> around = new ArrayList<>();
    around.addAll(words.list().subList(words.sentenceStart(start), start));
    around.addAll(words.list().subList(end, Math.max(end, words.sentenceEnd(end - 1))));
    if (type != MatchType.ALTERED && !around.isEmpty()) {
      Optional<Word> turned =
          around.stream().filter(word -> Lexicon.negates(word, entry.language())).findFirst();
      boolean figures = around.stream().anyMatch(word -> word.kind() == Words.Kind.NUMBER);
      if (turned.isPresent()) {
        type = MatchType.ALTERED;
        remarks.add(
            "The sentence goes on beyond the approved words and negates: “%s”."
                .formatted(raw(text, turned.get())));
      } else if (figures || around.size() > 12) {
        type = MatchType.NEAR;
        remarks.add(
            "The sentence says more than the approved words%s; read the whole of it."
                .formatted(figures ? ", with figures of its own" : ""));
      }
    }
    int first = there.get(0).start();
    int last = closing(text, there.get(there.size() - 1).end());
    return Optional.of(
        new ClaimMatch(
            entry.claim(),
            entry.wording(),
            section.number(),
            first,
            last,
            text.substring(first, last),
            type,
            comparison,
            remarks));
  }

  private static String raw(String text, Word word) {
    return text.substring(word.start(), word.end());
  }

  /** The full stop and the bracket belong to the words before them. */
  private static int closing(String text, int end) {
    int closed = end;
    while (closed < text.length() && ".)!?".indexOf(text.charAt(closed)) >= 0) {
      closed++;
    }
    return closed;
  }

  /**
   * The words of the text from the first to the last that the wording has, and as many beside them
   * as the wording has before and after, inside the sentences touched.
   */
  private static int[] window(Words wording, Words words, int from, int to) {
    List<String> left = wording.list().stream().map(Word::masked).toList();
    List<String> right = words.list().subList(from, to).stream().map(Word::masked).toList();
    boolean[] changed = new boolean[right.size()];
    int leading = 0;
    int trailing = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(left, right).getDeltas()) {
      for (int i = 0; i < delta.getTarget().size(); i++) {
        changed[delta.getTarget().getPosition() + i] = true;
      }
      int at = delta.getSource().getPosition();
      int size = delta.getSource().size();
      if (at == 0) {
        leading = size;
      }
      if (at + size == left.size()) {
        trailing = size;
      }
    }
    int first = -1;
    int last = -1;
    for (int i = 0; i < changed.length; i++) {
      if (!changed[i]) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first < 0 || trailing == left.size()) {
      return new int[0];
    }
    int start = from + first;
    int end = from + last + 1;
    int opening = words.sentenceStart(start);
    int closing = words.sentenceEnd(end - 1);
    return new int[] {Math.max(opening, start - leading), Math.min(closing, end + trailing)};
  }

  private static List<ClaimMatch> withoutOverlaps(List<ClaimMatch> found) {
    List<ClaimMatch> kept = new ArrayList<>();
    found.stream()
        .sorted(
            Comparator.comparing(ClaimMatch::type)
                .thenComparingInt(match -> -(match.end() - match.start()))
                .thenComparingDouble(match -> -match.comparison().similarity())
                .thenComparing(match -> match.claim().claimId()))
        .filter(
            match ->
                kept.stream()
                    .noneMatch(other -> match.start() < other.end() && match.end() > other.start()))
        .forEach(kept::add);
    return kept.stream().sorted(Comparator.comparingInt(ClaimMatch::start)).toList();
  }
}
