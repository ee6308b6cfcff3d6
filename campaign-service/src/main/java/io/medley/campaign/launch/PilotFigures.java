package io.medley.campaign.launch;

/**
 * What a campaign did so far, in HCPs.
 *
 * @param enrolled enrolled
 * @param contacted sent at least one message, holdout left out
 * @param opened opened a message themselves
 * @param clicked followed a link themselves
 * @param unsubscribed unsubscribed
 * @param notMade some touch was given up or is held
 * @param heldOut decided for and not written to
 */
public record PilotFigures(
    long enrolled,
    long contacted,
    long opened,
    long clicked,
    long unsubscribed,
    long notMade,
    long heldOut) {

  /** How often it happened, and out of how many. */
  public record Share(long hcps, long of) {

    /** In percent; 0 of nobody. */
    public double percent() {
      return of == 0 ? 0 : 100.0 * hcps / of;
    }
  }

  /** The share a criterion is about. */
  public Share share(Criterion.Measure measure) {
    return switch (measure) {
      case CONTACTED -> new Share(contacted, enrolled - heldOut);
      case OPENED -> new Share(opened, contacted);
      case CLICKED -> new Share(clicked, contacted);
      case UNSUBSCRIBED -> new Share(unsubscribed, contacted);
      case NOT_MADE -> new Share(notMade, enrolled);
    };
  }
}
