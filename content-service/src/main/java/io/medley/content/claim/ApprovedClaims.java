package io.medley.content.claim;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.TextSection;
import java.util.List;

/**
 * What the rules on claims and references ask. Everything is answered from one snapshot of the
 * library, so that equal input gives equal findings.
 */
public interface ApprovedClaims {

  /**
   * The library of a brand as it stands: every version of every claim that was ever approved,
   * whatever became of it, and every reference.
   */
  ClaimLibrary ofBrand(String brandId);

  /**
   * The claim wordings that stand in a text, best first where they overlap; nothing is stored.
   *
   * @param version gives brand, language and whether lines wrap
   */
  List<ClaimMatch> matches(AssetVersion version, List<TextSection> sections);
}
