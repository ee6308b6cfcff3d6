package io.medley.content.product;

import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.List;

/** The product master: what brands are, say and may say, with everything it ever said. */
public interface ProductMaster {

  /** Everything as it stands now. */
  Products current();

  /** Every change, newest first, at most {@code limit}. */
  List<Change> history(int limit);

  /**
   * Adds and changes records; each difference becomes a revision and an audit entry, all in one
   * transaction.
   *
   * @throws io.medley.platform.security.AuthorityMissing unless {@code by} may administer
   * @throws ProductMasterInconsistent if a record names another that is nowhere
   */
  ImportReport put(ProductMasterDocument document, Actor by);

  /** What an import did, in records. */
  record ImportReport(int created, int changed, int unchanged) {}

  /** One revision of one record. */
  record Change(String kind, String id, int revision, String by, Instant at) {}
}
