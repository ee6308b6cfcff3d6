package io.medley.content.comparison;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import io.medley.content.asset.TextSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two texts word by word, section beside section. */
public final class TextComparison {

  /** Sections less alike than this are not the same section changed. */
  private static final double SAME_SECTION = 0.25;

  private TextComparison() {}

  /** What became of a stretch of text. */
  public enum Change {
    SAME,
    REMOVED,
    ADDED
  }

  /** A stretch of text; white space stands as it was written. */
  public record Part(Change change, String text) {}

  /**
   * One section beside its counterpart.
   *
   * @param before its number in the earlier text; {@code null} if it is new
   * @param after its number in the later text; {@code null} if it is gone
   */
  public record Pair(@Nullable Integer before, @Nullable Integer after, List<Part> parts) {
    public Pair {
      parts = List.copyOf(parts);
    }

    /** Whether anything in it changed. */
    public boolean changed() {
      return parts.stream().anyMatch(part -> part.change() != Change.SAME);
    }
  }

  /**
   * The whole comparison.
   *
   * @param words in the later text
   * @param removed words of the earlier text that are gone
   * @param added words that are new
   */
  public record Result(List<Pair> pairs, int words, int removed, int added) {
    public Result {
      pairs = List.copyOf(pairs);
    }
  }

  /** Compares two texts. */
  public static Result compare(List<TextSection> before, List<TextSection> after) {
    List<Pair> pairs = new ArrayList<>();
    int words = 0;
    int removed = 0;
    int added = 0;
    for (int[] beside : align(before, after)) {
      TextSection one = beside[0] < 0 ? null : before.get(beside[0]);
      TextSection other = beside[1] < 0 ? null : after.get(beside[1]);
      List<Part> parts = parts(one == null ? "" : one.text(), other == null ? "" : other.text());
      for (Part part : parts) {
        int count = count(part.text());
        switch (part.change()) {
          case SAME -> words += count;
          case REMOVED -> removed += count;
          case ADDED -> {
            added += count;
            words += count;
          }
        }
      }
      pairs.add(
          new Pair(
              one == null ? null : one.number(), other == null ? null : other.number(), parts));
    }
    return new Result(pairs, words, removed, added);
  }

  /** Compares two texts word by word; spaces alone are no change. */
  static List<Part> parts(String before, String after) {
    List<String> one = tokens(before);
    List<String> other = tokens(after);
    Patch<String> patch =
        DiffUtils.diff(
            one.stream().map(String::strip).toList(),
            other.stream().map(String::strip).toList(),
            new MyersDiffWithLinearSpace<>());
    List<Part> parts = new ArrayList<>();
    StringBuilder gone = new StringBuilder();
    StringBuilder fresh = new StringBuilder();
    int at = 0;
    for (AbstractDelta<String> delta : patch.getDeltas()) {
      int begin = delta.getTarget().getPosition();
      if (at < begin) {
        flush(parts, gone, fresh);
        add(parts, Change.SAME, text(other, at, begin));
      }
      int from = delta.getSource().getPosition();
      gone.append(text(one, from, from + delta.getSource().size()));
      fresh.append(text(other, begin, begin + delta.getTarget().size()));
      at = begin + delta.getTarget().size();
    }
    flush(parts, gone, fresh);
    add(parts, Change.SAME, text(other, at, other.size()));
    return parts;
  }

  /** Neighbouring changes are read as one: first what is gone, then what came. */
  private static void flush(List<Part> parts, StringBuilder gone, StringBuilder fresh) {
    add(parts, Change.REMOVED, gone.toString());
    add(parts, Change.ADDED, fresh.toString());
    gone.setLength(0);
    fresh.setLength(0);
  }

  /** Words, each with the white space after it. */
  private static List<String> tokens(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("(?<=\\s)(?=\\S)"));
  }

  private static String text(List<String> tokens, int from, int to) {
    return String.join("", tokens.subList(from, to));
  }

  private static void add(List<Part> parts, Change change, String text) {
    if (!text.isEmpty()) {
      parts.add(new Part(change, text));
    }
  }

  private static int count(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  /**
   * Which section stands beside which: the alignment in order that shares most words (Needleman and
   * Wunsch); −1 stands for none.
   */
  private static List<int[]> align(List<TextSection> before, List<TextSection> after) {
    List<Set<String>> one = before.stream().map(TextComparison::words).toList();
    List<Set<String>> other = after.stream().map(TextComparison::words).toList();
    double[][] best = new double[one.size() + 1][other.size() + 1];
    double[][] likeness = new double[one.size()][other.size()];
    for (int i = one.size() - 1; i >= 0; i--) {
      for (int j = other.size() - 1; j >= 0; j--) {
        likeness[i][j] =
            before.size() == 1 && after.size() == 1 ? 1 : jaccard(one.get(i), other.get(j));
        double together = likeness[i][j] < SAME_SECTION ? -1 : likeness[i][j] + best[i + 1][j + 1];
        best[i][j] = Math.max(together, Math.max(best[i + 1][j], best[i][j + 1]));
      }
    }
    List<int[]> aligned = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < one.size() || j < other.size()) {
      if (i < one.size()
          && j < other.size()
          && likeness[i][j] >= SAME_SECTION
          && best[i][j] == likeness[i][j] + best[i + 1][j + 1]) {
        aligned.add(new int[] {i++, j++});
      } else if (j >= other.size() || (i < one.size() && best[i + 1][j] >= best[i][j + 1])) {
        aligned.add(new int[] {i++, -1});
      } else {
        aligned.add(new int[] {-1, j++});
      }
    }
    return aligned;
  }

  private static Set<String> words(TextSection section) {
    return new HashSet<>(
        Arrays.asList(section.text().toLowerCase(java.util.Locale.ROOT).split("\\W+")));
  }

  private static double jaccard(Set<String> one, Set<String> other) {
    if (one.isEmpty() && other.isEmpty()) {
      return 1;
    }
    long shared = one.stream().filter(other::contains).count();
    return shared / (double) (one.size() + other.size() - shared);
  }
}
