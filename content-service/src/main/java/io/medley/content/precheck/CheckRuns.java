package io.medley.content.precheck;

import io.medley.content.asset.VersionId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stored runs; never changed once written. */
public interface CheckRuns {

  /** Adds a run inside the caller's transaction. */
  void add(CheckRun run);

  /** The newest run of a version. */
  Optional<CheckRun> latest(VersionId id);

  /** The newest run of a version at a stage. */
  Optional<CheckRun> latest(VersionId id, Stage stage);

  /** A run by its id. */
  Optional<CheckRun> find(UUID id);

  /** Keeps what a run came to under the SHA-256 of the document; does nothing if it is kept. */
  void keepDigest(String hash, UUID run, byte[] document);

  /** A kept document. */
  Optional<byte[]> digest(String hash);

  /** Every kept document of a run. */
  List<byte[]> digests(UUID run);

  /** Every run of a version, oldest first. */
  List<CheckRun> ofVersion(VersionId id);
}
