package io.medley.content.signing;

import org.jspecify.annotations.Nullable;

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

  /**
   * The same for a delegate, who signs in their own name and says for whom.
   *
   * @param onBehalfOf printed name of the person who is represented; null for none
   */
  public static String of(Lane lane, Verdict verdict, @Nullable String onBehalfOf) {
    String meaning = of(lane, verdict);
    return onBehalfOf == null
        ? meaning
        : meaning.substring(0, meaning.length() - 1) + ", on behalf of " + onBehalfOf + ".";
  }
}
