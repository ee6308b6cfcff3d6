package io.medley.content.claim;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of claim links. Every method runs in the caller's transaction. */
public interface ClaimLinkStore {

  /** Links of a version, in the order of the text. */
  List<ClaimLink> of(VersionId version);

  Optional<ClaimLink> find(UUID id);

  /** Adds a link, or writes it over the one at the same place for the same claim. */
  void put(ClaimLink link, Instant at);

  void remove(UUID id);

  /** What the newest linking of a version was made from. */
  Optional<Linking> linking(VersionId version);

  void note(VersionId version, Linking linking, Instant at);

  /** Versions changed since an instant whose linking is missing or older than they are. */
  List<VersionId> unlinked(Instant since, int limit);

  /** Versions that use a claim: every link but rejected ones, pieces given up left out. */
  List<VersionId> using(String claimId);

  /** Versions that cite a reference, by their list or by a claim they use. */
  List<VersionId> citing(String referenceId);

  /**
   * A linking.
   *
   * @param rowVersion of the version's row
   * @param libraryHash of the claims it was compared with
   */
  record Linking(long rowVersion, String libraryHash, int milliseconds) {}
}
