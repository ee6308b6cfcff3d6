package io.medley.content.signing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A lane's verdict. The order is the precedence: the first one given by any lane decides the
 * review.
 */
public enum Verdict {
  REJECT("Reject", "rejects this piece; it may not be used"),
  RESUBMIT("Resubmit", "returns this piece for a full new round"),
  AMEND_RETURN("Amend and return", "returns this piece to be amended and shown to this lane again"),
  APPROVE_WITH_CHANGES(
      "Approve with changes", "approves this piece once the marked changes are made"),
  APPROVE("Approve", "approves this piece for use");

  private final String title;
  private final String phrase;

  Verdict(String title, String phrase) {
    this.title = title;
    this.phrase = phrase;
  }

  public String title() {
    return title;
  }

  /** What the signer does with it, as the end of a sentence that begins with the lane. */
  String phrase() {
    return phrase;
  }

  /** A verdict that sends the piece back needs at least one must-fix comment to be of use. */
  public boolean needsReason() {
    return switch (this) {
      case REJECT, RESUBMIT, AMEND_RETURN -> true;
      case APPROVE_WITH_CHANGES, APPROVE -> false;
    };
  }

  /** Verdicts a reviewer may choose. */
  public static List<Verdict> offered() {
    return List.of(values());
  }

  /** The offered verdict of that name. */
  public static Optional<Verdict> offered(String name) {
    return offered().stream().filter(verdict -> verdict.name().equals(name)).findFirst();
  }

  /** The verdict that decides among several lanes'. */
  public static Optional<Verdict> deciding(Collection<Verdict> verdicts) {
    return verdicts.stream().min(Verdict::compareTo);
  }
}
