package io.medley.content.product;

import io.medley.content.product.ProductMasterDocument.ApprovedClaim;
import io.medley.content.product.ProductMasterDocument.Reference;
import io.medley.platform.security.Actor;
import java.util.List;

/**
 * Where the claims and references that an import of the product master brings are kept: the claims
 * library. Every method joins the caller's transaction.
 */
public interface CitedWords {

  /** Every reference as it stands. */
  List<Reference> references();

  /** Every claim that may be used today, with the first wording of each language. */
  List<ApprovedClaim> claims();

  /**
   * Takes over what an administrator imports as approved elsewhere; a claim in other words becomes
   * its claim's next version.
   */
  ProductMaster.ImportReport take(List<Reference> references, List<ApprovedClaim> claims, Actor by);
}
