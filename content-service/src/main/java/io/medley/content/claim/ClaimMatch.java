package io.medley.content.claim;

import java.util.List;

/**
 * Words in a piece that are, or are nearly, an approved wording.
 *
 * @param section number of the section
 * @param start first character in the section's text
 * @param end first character after it
 * @param found the words as they stand there
 * @param remarks what a reader must know beside the comparison, in sentences
 */
public record ClaimMatch(
    ClaimVersion claim,
    ClaimWording wording,
    int section,
    int start,
    int end,
    String found,
    MatchType type,
    WordingComparison comparison,
    List<String> remarks) {

  public ClaimMatch {
    remarks = List.copyOf(remarks);
  }
}
