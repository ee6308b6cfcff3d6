package io.medley.content.precheck;

import java.util.List;

/** The claims a brand may use and what may be cited; implemented by whoever keeps the library. */
public interface ClaimLibrary {

  /** Every claim of a brand that was ever approved, those no longer usable included. */
  List<LibraryClaim> claims(String brandId);

  /** Every source as it stands now. */
  List<Source> sources();
}
