package io.medley.content.scorecard;

/**
 * Something to do about how reviews go.
 *
 * @param urgency decides the colour and comes first in the order
 * @param weight order within an urgency, the heaviest first
 * @param what the thing in a few words, e.g. "Legal, GB"
 * @param why what is wrong, with its figures
 * @param action what the one button says
 * @param href where it leads
 */
public record ToDo(
    Urgency urgency, double weight, String what, String why, String action, String href) {

  /** How urgent, most urgent first. */
  public enum Urgency {
    /** Something is late. */
    LATE("Late", "blocked"),
    /** Something will be late. */
    AT_RISK("At risk", "needs"),
    /** Something can be made better. */
    BETTER("Worth a look", "work");

    private final String words;
    private final String tone;

    Urgency(String words, String tone) {
      this.words = words;
      this.tone = tone;
    }

    /** As the page prints it. */
    public String words() {
      return words;
    }

    /** Its status colour. */
    public String tone() {
      return tone;
    }
  }
}
