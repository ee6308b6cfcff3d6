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
    List<TextChange> changes = new ArrayList<>();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(norms(one), norms(other), new MyersDiffWithLinearSpace<>()).getDeltas()) {
      int from = delta.getSource().getPosition();
      int to = from + delta.getSource().size();
      int begin = delta.getTarget().getPosition();
      int end = begin + delta.getTarget().size();
      changes.add(
          new TextChange(
              one.subList(from, to),
              other.subList(begin, end),
              from == 0 ? Optional.empty() : Optional.of(one.get(from - 1)),
              to == one.size() ? Optional.empty() : Optional.of(one.get(to)),
              context(other, begin, end)));
    }
    return changes;
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
