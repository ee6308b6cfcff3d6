package io.medley.campaign.journey;

import java.util.Locale;
import java.util.Set;

/** Which audience of content an HCP belongs to. */
final class Audiences {

  /** Types whose holders do not prescribe; everybody else counts as a prescribing HCP. */
  private static final Set<String> OTHER =
      Set.of("OTHER_HCP", "OTHER", "NURSE", "PHARMACIST", "MIDWIFE", "PHYSIOTHERAPIST");

  private Audiences() {}

  /**
   * The audience, as approved pieces declare it.
   *
   * @param type the HCP's type as imported
   */
  static String of(String type) {
    return OTHER.contains(type.strip().toUpperCase(Locale.ROOT)) ? "OTHER_HCP" : "HCP";
  }
}
