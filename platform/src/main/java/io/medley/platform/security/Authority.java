package io.medley.platform.security;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person may do; always granted for one market or for all of them. */
public enum Authority {
  /** Sign the medical lane of a review. */
  LANE_MEDICAL,
  /** Sign the legal lane of a review. */
  LANE_LEGAL,
  /** Sign the regulatory lane of a review. */
  LANE_REGULATORY,
  /** Sign the pharmacovigilance lane of a review. */
  LANE_PHARMACOVIGILANCE,
  /** Sign the privacy lane of a review. */
  LANE_PRIVACY,
  /** Sign the final form of a piece. */
  LANE_FINAL,
  /** Upload pieces and submit them for review. */
  UPLOAD,
  /** Coordinate reviews: watch, remind, arbitrate. */
  COORDINATE,
  /** Build, launch and stop campaigns. */
  CAMPAIGN,
  /** Withdraw, suspend and reinstate approved pieces. */
  WITHDRAW,
  /** Administer people, authorities and the product master. */
  ADMINISTER,
  /** Act as a representative towards one's own HCPs. */
  ACT_AS_REP,
  /** Handle requests of data subjects: erase a person's data, or refuse to. */
  PRIVACY,
  /** Lead a brand: approve its campaigns, accept what stands red, decide about pilots. */
  LEAD_BRAND,
  /** Lead a field force: approve what campaigns ask of its representatives. */
  LEAD_FIELD;

  /** What lets somebody sign a lane of a review. */
  public static final Set<Authority> LANES =
      Collections.unmodifiableSet(
          Arrays.stream(values())
              .filter(Authority::delegable)
              .collect(Collectors.toCollection(() -> EnumSet.noneOf(Authority.class))));

  /** Whether somebody else may use it on the holder's behalf for a time: the lanes of a review. */
  public boolean delegable() {
    return switch (this) {
      case LANE_MEDICAL,
          LANE_LEGAL,
          LANE_REGULATORY,
          LANE_PHARMACOVIGILANCE,
          LANE_PRIVACY,
          LANE_FINAL ->
          true;
      case UPLOAD,
          COORDINATE,
          CAMPAIGN,
          WITHDRAW,
          ADMINISTER,
          ACT_AS_REP,
          PRIVACY,
          LEAD_BRAND,
          LEAD_FIELD ->
          false;
    };
  }
}
