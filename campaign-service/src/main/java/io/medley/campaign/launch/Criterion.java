package io.medley.campaign.launch;

/**
 * What a pilot has to show, written before it runs.
 *
 * @param measure what is counted
 * @param bound whether it has to be reached or not to be exceeded
 * @param percent share of the pilot's HCPs, 0 to 100
 */
public record Criterion(Measure measure, Bound bound, double percent) {

  /** Checks the share. */
  public Criterion {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("A criterion is a share between 0 and 100 percent.");
    }
  }

  /** What is counted; every share is of HCPs, not of messages. */
  public enum Measure {
    /** HCPs contacted, of those enrolled. */
    CONTACTED("HCPs contacted", "of those enrolled"),
    /** HCPs who opened a message themselves, of those contacted. */
    OPENED("HCPs who opened", "of those contacted"),
    /** HCPs who followed a link, of those contacted. */
    CLICKED("HCPs who clicked", "of those contacted"),
    /** HCPs who unsubscribed, of those contacted. */
    UNSUBSCRIBED("HCPs who unsubscribed", "of those contacted"),
    /** HCPs for whom some touch was given up or is held, of those enrolled. */
    NOT_MADE("HCPs missing a touch", "of those enrolled");

    private final String words;
    private final String base;

    Measure(String words, String base) {
      this.words = words;
      this.base = base;
    }

    /** What it counts, in words. */
    public String words() {
      return words;
    }

    /** What it is a share of, in words. */
    public String base() {
      return base;
    }
  }

  /** Which side counts. */
  public enum Bound {
    /** Has to be reached. */
    AT_LEAST,
    /** Must not be exceeded. */
    AT_MOST
  }

  /** The criterion as people say it. */
  public String sentence() {
    return "%s: %s %s %% %s"
        .formatted(
            measure.words(),
            bound == Bound.AT_LEAST ? "at least" : "at most",
            percent == Math.rint(percent) ? Long.toString((long) percent) : percent,
            measure.base());
  }
}
