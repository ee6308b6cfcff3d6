package io.medley.content.similarity;

import io.medley.content.asset.NormalText;
import io.medley.content.asset.TextSection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The runs of five words of a text, each as a 64-bit hash, sorted and distinct. Spelling of spaces,
 * case, quotes and line ends makes no difference.
 */
public final class Shingles {

  private static final int RUN = 5;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long[] hashes;

  private Shingles(long[] hashes) {
    this.hashes = hashes;
  }

  /** Of a whole text, section by section in order. */
  public static Shingles of(List<TextSection> sections) {
    StringBuilder all = new StringBuilder();
    sections.forEach(section -> all.append(section.text()).append('\n'));
    return of(all.toString());
  }

  /** Of a text. */
  public static Shingles of(String text) {
    String[] words =
        Arrays.stream(NormalText.normal(text).toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}%]+"))
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new);
    if (words.length == 0) {
      return new Shingles(new long[0]);
    }
    int runs = Math.max(1, words.length - RUN + 1);
    long[] hashes = new long[runs];
    for (int i = 0; i < runs; i++) {
      hashes[i] = hash(words, i, Math.min(words.length, i + RUN));
    }
    return new Shingles(Arrays.stream(hashes).sorted().distinct().toArray());
  }

  /** How many different runs. */
  public int size() {
    return hashes.length;
  }

  long[] hashes() {
    return hashes.clone();
  }

  /** Shared runs over all runs of both, 0 to 1; two empty texts have nothing in common. */
  public double jaccard(Shingles other) {
    int shared = shared(other);
    int all = hashes.length + other.hashes.length - shared;
    return all == 0 ? 0 : shared / (double) all;
  }

  /** Share of this text's runs that the other has too, 0 to 1. */
  public double containedIn(Shingles other) {
    return hashes.length == 0 ? 0 : shared(other) / (double) hashes.length;
  }

  private int shared(Shingles other) {
    int i = 0;
    int j = 0;
    int shared = 0;
    while (i < hashes.length && j < other.hashes.length) {
      int order = Long.compare(hashes[i], other.hashes[j]);
      if (order == 0) {
        shared++;
        i++;
        j++;
      } else if (order < 0) {
        i++;
      } else {
        j++;
      }
    }
    return shared;
  }

  private static long hash(String[] words, int from, int to) {
    long hash = FNV_OFFSET;
    for (int i = from; i < to; i++) {
      for (int c = 0; c < words[i].length(); c++) {
        hash = (hash ^ words[i].charAt(c)) * FNV_PRIME;
      }
      hash = (hash ^ ' ') * FNV_PRIME;
    }
    return hash;
  }
}
