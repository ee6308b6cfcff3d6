package io.medley.content.precheck;

import java.util.List;

/**
 * A sentence that reads as a claim: it carries a figure or a verb of effect.
 *
 * @param page number of the text section
 * @param start first character of the sentence in the section's text
 * @param end first character after it
 * @param markers the reference numbers it carries
 * @param claimId the approved claim whose words these are, spacing and case aside; empty if none
 */
public record ClaimSentence(
    int page, int start, int end, String text, List<Integer> markers, String claimId) {

  public ClaimSentence {
    markers = List.copyOf(markers);
  }
}
