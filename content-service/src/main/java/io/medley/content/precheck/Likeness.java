package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import java.util.HashSet;
import java.util.Set;

/** How alike two texts are: the Jaccard index of their runs of five words. */
public final class Likeness {

  private static final int RUN = 5;
  private final Set<String> runs;

  private Likeness(Set<String> runs) {
    this.runs = runs;
  }

  /** A text, ready to compare with many others. */
  public static Likeness of(String text) {
    String[] words = NormalText.normal(text).split("[^\\p{L}\\p{Nd}]+");
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + RUN <= words.length; i++) {
      runs.add(String.join(" ", java.util.Arrays.copyOfRange(words, i, i + RUN)));
    }
    return new Likeness(runs);
  }

  /** 0 to 1; texts of fewer than five words are like nothing. */
  public double to(Likeness other) {
    if (runs.isEmpty() || other.runs.isEmpty()) {
      return 0;
    }
    long both = runs.stream().filter(other.runs::contains).count();
    return (double) both / (runs.size() + other.runs.size() - both);
  }
}
