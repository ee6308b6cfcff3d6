package io.medley.campaign.channel;

/**
 * One place where a rendered piece differs from its approved text.
 *
 * @param kind why it may differ
 * @param start offset in the approved text, UTF-16 units
 * @param original the approved text from there; empty for an insertion
 * @param replacement what stands there instead
 */
public record Alteration(Kind kind, int start, String original, String replacement) {

  /** The only reasons for a difference. */
  public enum Kind {
    /** A declared token got its value. */
    TOKEN,
    /** A link leads through the tracking address first. */
    LINK,
    /** The invisible picture that tells of an open. */
    PIXEL,
    /** What the market demands behind a text or page. */
    ATTACHED
  }
}
