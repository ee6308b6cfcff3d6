package io.medley.campaign.channel;

/**
 * What may be seen of what a reader does with a message.
 *
 * @param opens whether it may carry the picture that tells of an open
 * @param clicks whether its links may lead through the tracking address
 */
public record Tracked(boolean opens, boolean clicks) {

  /** Nothing is seen. */
  public static final Tracked NOTHING = new Tracked(false, false);

  /** Everything may be seen. */
  public static final Tracked EVERYTHING = new Tracked(true, true);
}
