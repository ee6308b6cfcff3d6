package io.medley.campaign.touch;

/**
 * How readers responded to a piece lately, as it was counted last. Only contacts whose response
 * could be seen count, and what programs do is left out.
 *
 * @param contacted contacts
 * @param responded contacts of which a person opened the message or followed a link
 */
public record PieceResponses(long contacted, long responded) {

  /** Nothing is known. */
  public static final PieceResponses NONE = new PieceResponses(0, 0);

  // As if four contacts had been answered once: one lucky reader proves nothing.
  private static final double PRIOR_RESPONDED = 1;
  private static final double PRIOR_CONTACTED = 4;

  /** Share that responds, 0 to 1, drawn to a quarter where little is known. */
  double share() {
    return (responded + PRIOR_RESPONDED) / (contacted + PRIOR_CONTACTED);
  }
}
