package io.medley.content.asset;

import io.medley.platform.security.Actor;
import java.util.List;
import java.util.Optional;

/**
 * Stored versions. Whoever shows one to a person asks {@link #requireVisible}; steps of ours ask by
 * id.
 */
public interface AssetVersions {

  /** The version, whoever asks. */
  Optional<AssetVersion> find(VersionId id);

  /**
   * The version, whoever asks.
   *
   * @throws AssetRefusal.VersionUnknown if there is none
   */
  AssetVersion require(VersionId id);

  /**
   * The version, if this person may see it: an agency its own work, marketers what was approved,
   * reviewers, coordinators and administrators everything.
   *
   * @throws AssetRefusal.VersionUnknown if there is none or it is not for this person
   */
  AssetVersion requireVisible(VersionId id, Actor actor);

  /** All versions of an asset, newest first. */
  List<AssetVersion> ofAsset(AssetId asset);

  /**
   * Moves the version and writes the move to the audit, inside the caller's transaction. Becoming
   * {@code APPROVED} gives the version the asset's next major number.
   *
   * @return the version as it is now
   * @throws AssetRefusal.StateConflict if it is not in {@code from} any more or {@code from} has no
   *     such move
   */
  AssetVersion transition(VersionId id, VersionState from, VersionState to, Actor by, String why);
}
