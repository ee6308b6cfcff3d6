package io.medley.content.similarity;

import io.medley.content.asset.AssetVersion;

/**
 * A stored piece that says nearly the same.
 *
 * @param likeness exact Jaccard likeness of their five-word runs, 0 to 1; 1 for the same bytes
 * @param contained share of the new piece's runs that this one has, 0 to 1
 * @param advice what follows from it
 * @param why in one sentence, for people
 */
public record SimilarPiece(
    AssetVersion version, double likeness, double contained, Advice advice, String why) {

  /** What to do about a similar piece. */
  public enum Advice {
    /** It is approved and at least 90 % the same: use it. */
    REUSE,
    /** It was rejected or returned and is at least 90 % the same: mend that first. */
    MEND_FIRST,
    /** It is being made or reviewed and at least 90 % the same: two people do one work. */
    ALREADY_UNDER_WAY,
    /** Less alike: for comparison. */
    COMPARE
  }

  /** Likeness as people read it, rounded down so that 90 % means it. */
  public int percent() {
    return (int) Math.floor(likeness * 100);
  }
}
