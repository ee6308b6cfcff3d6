package io.medley.campaign.channel;

/** The piece cannot be made into a message without altering more than may be altered. */
public final class RenderRefused extends RuntimeException {

  /** Why. */
  public enum Cause {
    /** Not HTML in UTF-8. */
    NOT_HTML,
    /** Not plain text in UTF-8. */
    NOT_TEXT,
    /** The HCP has no address for the channel. */
    NO_ADDRESS,
    /** Longer than the channel carries. */
    TOO_LONG,
    /** The market demands a link to the safety information, and none is known. */
    SAFETY_INFORMATION_UNKNOWN,
    /** Holds a token nobody declared. */
    UNDECLARED_TOKEN,
    /** Holds a token where a value could change the markup. */
    UNSAFE_TOKEN,
    /** The proof that nothing else was altered did not hold. */
    PROOF_FAILED
  }

  private final Cause reason;

  /** With one sentence for people. */
  public RenderRefused(Cause reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The kind of refusal. */
  public Cause reason() {
    return reason;
  }
}
