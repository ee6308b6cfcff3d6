package io.medley.content.precheck;

import java.util.List;

/** The claims a brand may use; implemented by whoever keeps the claims library. */
public interface ClaimLibrary {

  /** Every claim of a brand that was ever approved, those no longer usable included. */
  List<LibraryClaim> claims(String brandId);
}
