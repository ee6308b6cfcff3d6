package io.medley.content.precheck;

import io.medley.content.asset.VersionId;
import java.util.List;
import java.util.Optional;

/** Stored runs; never changed once written. */
public interface CheckRuns {

  /** Adds a run inside the caller's transaction. */
  void add(CheckRun run);

  /** The newest run of a version. */
  Optional<CheckRun> latest(VersionId id);

  /** The newest run of a version at a stage. */
  Optional<CheckRun> latest(VersionId id, Stage stage);

  /** Every run of a version, oldest first. */
  List<CheckRun> ofVersion(VersionId id);
}
