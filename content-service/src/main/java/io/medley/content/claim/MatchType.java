package io.medley.content.claim;

/** How words in a piece relate to an approved wording; best first. */
public enum MatchType {
  /** The same words, whatever their case, spacing, punctuation and reference numbers. */
  EXACT,
  /** A person said so. */
  MANUAL,
  /** Nearly the same words, the same figures, units, negations and comparisons. */
  NEAR,
  /** Nearly the same words, but a figure, unit, negation or comparison differs. */
  ALTERED
}
