package io.medley.content.review;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import io.medley.content.asset.TextSection;
import io.medley.content.review.TextChange.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where two texts differ, word by word over the whole piece, so that reflow is invisible. */
final class TextChanges {

  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final int CONTEXT = 12;

  private TextChanges() {}

  static List<TextChange> between(List<TextSection> before, List<TextSection> after) {
    List<Word> one = words(before);
    List<Word> other = words(after);
    return stretches(
            DiffUtils.diff(norms(one), norms(other), new MyersDiffWithLinearSpace<>()).getDeltas())
        .stream()
        .map(
            stretch ->
                new TextChange(
                    one.subList(stretch.from(), stretch.to()),
                    other.subList(stretch.begin(), stretch.end()),
                    stretch.from() == 0
                        ? Optional.empty()
                        : Optional.of(one.get(stretch.from() - 1)),
                    stretch.to() == one.size()
                        ? Optional.empty()
                        : Optional.of(one.get(stretch.to())),
                    context(other, stretch.begin(), stretch.end())))
        .toList();
  }

  /**
   * Words {@code from} to {@code to} of one text became {@code begin} to {@code end} of another.
   */
  private record Stretch(int from, int to, int begin, int end) {}

  /** Differences that touch are one: the search tells what came and what went apart. */
  private static List<Stretch> stretches(List<AbstractDelta<String>> deltas) {
    List<Stretch> stretches = new ArrayList<>();
    for (AbstractDelta<String> delta : deltas) {
      int from = delta.getSource().getPosition();
      int begin = delta.getTarget().getPosition();
      Stretch next =
          new Stretch(
              from, from + delta.getSource().size(), begin, begin + delta.getTarget().size());
      Stretch last = stretches.isEmpty() ? null : stretches.getLast();
      if (last != null && last.to() == next.from() && last.end() == next.begin()) {
        stretches.set(
            stretches.size() - 1, new Stretch(last.from(), next.to(), last.begin(), next.end()));
      } else {
        stretches.add(next);
      }
    }
    return stretches;
  }

  private static String context(List<Word> words, int begin, int end) {
    return String.join(
        " ",
        words.subList(Math.max(0, begin - CONTEXT), Math.min(words.size(), end + CONTEXT)).stream()
            .map(Word::text)
            .toList());
  }

  private static List<Word> words(List<TextSection> sections) {
    List<Word> words = new ArrayList<>();
    for (TextSection section : sections) {
      Matcher word = WORD.matcher(section.text());
      while (word.find()) {
        words.add(new Word(section.number(), word.start(), word.end(), word.group()));
      }
    }
    return words;
  }

  // A soft hyphen is where a line may break, nothing that is said.
  private static List<String> norms(List<Word> words) {
    return words.stream().map(word -> word.text().replace("\u00ad", "")).toList();
  }
}
