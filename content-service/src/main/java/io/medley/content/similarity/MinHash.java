package io.medley.content.similarity;

import java.util.Arrays;

/**
 * A fixed-size sketch of shingles: the share of equal places in two sketches estimates their
 * Jaccard likeness. Cut into 32 bands of 4, two texts that are 70 % alike share a band with a
 * chance of 99.99 %, two that are 20 % alike with 5 %.
 */
public final class MinHash {

  /** Places of a sketch. */
  public static final int PLACES = 128;

  /** Bands it is cut into. */
  public static final int BANDS = 32;

  private static final int ROWS = PLACES / BANDS;

  private final int[] places;

  private MinHash(int[] places) {
    this.places = places;
  }

  /** The sketch of a text. */
  public static MinHash of(Shingles shingles) {
    int[] places = new int[PLACES];
    Arrays.fill(places, Integer.MAX_VALUE);
    for (long shingle : shingles.hashes()) {
      for (int i = 0; i < PLACES; i++) {
        int hash = (int) (mix(shingle + 0x9e3779b97f4a7c15L * (i + 1)) >>> 33);
        if (hash < places[i]) {
          places[i] = hash;
        }
      }
    }
    return new MinHash(places);
  }

  /** The places, for keeping. */
  public int[] places() {
    return places.clone();
  }

  /** One value per band; equal values mean equal bands. */
  public long[] bands() {
    long[] bands = new long[BANDS];
    for (int band = 0; band < BANDS; band++) {
      long value = band;
      for (int row = 0; row < ROWS; row++) {
        value = mix(value * 31 + places[band * ROWS + row]);
      }
      bands[band] = value;
    }
    return bands;
  }

  /** Share of equal places, 0 to 1. */
  public double estimate(MinHash other) {
    int equal = 0;
    for (int i = 0; i < PLACES; i++) {
      if (places[i] == other.places[i]) {
        equal++;
      }
    }
    return equal / (double) PLACES;
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
