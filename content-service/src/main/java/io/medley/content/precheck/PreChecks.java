package io.medley.content.precheck;

import io.medley.content.asset.VersionId;
import java.util.Optional;

/** The pre-checks of versions and their stored results. */
public interface PreChecks {

  /**
   * Checks the version's exact bytes and metadata with the packs of its markets and stores the
   * result. Joins the caller's transaction. Before sending, a stored result over the very same
   * inputs is given back instead of a new one.
   *
   * @throws io.medley.content.asset.AssetRefusal.VersionUnknown if there is no such version
   */
  CheckRun run(VersionId id, Stage stage);

  /** The newest run of a version, with what was decided about its findings since. */
  Optional<CheckRun> latest(VersionId id);

  /** The newest run of a version at a stage, likewise. */
  Optional<CheckRun> latest(VersionId id, Stage stage);
}
