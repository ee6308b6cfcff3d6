package io.medley.content.signing;

/**
 * The meaning of a signature in words (21 CFR 11.50(a)(3)): review, approval, responsibility or
 * authorship.
 */
public final class SignatureMeaning {

  private SignatureMeaning() {}

  /** The sentence that is shown before signing, signed, and printed beside the name ever after. */
  public static String of(Lane lane, Verdict verdict) {
    String role = lane == Lane.FINAL ? "The final signatory" : lane.title() + " review";
    String kind = verdict == Verdict.APPROVE ? "Approval" : "Review";
    return kind + ": " + role + " " + verdict.phrase() + ".";
  }
}
