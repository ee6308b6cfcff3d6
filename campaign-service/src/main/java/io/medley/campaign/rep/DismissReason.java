package io.medley.campaign.rep;

/** Why a representative will not do what was suggested. Each has a consequence. */
public enum DismissReason {
  /** It was done before. */
  ALREADY_DONE("Already done", "The journey goes on as if it had been done."),
  /** Not now. */
  WRONG_TIMING("Wrong timing", "This journey suggests nothing for this HCP for two weeks."),
  /** The HCP does not want it. */
  HCP_DECLINED(
      "HCP declined", "A rest period starts: nothing is suggested, nothing promotional is sent."),
  /** It rests on something that is not so. */
  WRONG_DATA("Wrong data", "The fact is set aside; what you say instead counts as your report."),
  /** The HCP has no use for it. */
  NOT_RELEVANT("Not relevant", "The reason you name raises no suggestion for this HCP any more."),
  /** Something else would be better. */
  BETTER_IDEA("Better idea", "Your words become an insight that marketing reads."),
  /** The HCP cannot be seen. */
  ACCESS_CLOSED("Access closed", "No calls are suggested until access is reported open again.");

  private final String label;
  private final String effect;

  DismissReason(String label, String effect) {
    this.label = label;
    this.effect = effect;
  }

  /** As people say it. */
  public String label() {
    return label;
  }

  /** What follows, told to the representative before they choose. */
  public String effect() {
    return effect;
  }

  /** Whether it needs the representative's own words. */
  public boolean needsWords() {
    return this == BETTER_IDEA;
  }
}
