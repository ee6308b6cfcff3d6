package io.medley.content.asset;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of assets and versions. Every method runs in the caller's transaction. */
public interface StoredVersions {

  /** Adds an asset. */
  void addAsset(AssetId id, String agency, String by, Instant at);

  /** The agency an asset belongs to. */
  Optional<String> agencyOf(AssetId id);

  /** Locks an asset against other writers of its versions until the transaction ends. */
  void lock(AssetId id);

  /** Adds a version. */
  void add(StoredVersion version);

  /** The version with this id. */
  Optional<StoredVersion> find(VersionId id);

  /** The version with this id, locked until the transaction ends. */
  Optional<StoredVersion> findAndLock(VersionId id);

  /** Versions of an asset, newest first. */
  List<StoredVersion> ofAsset(AssetId id);

  /** Writes tags; {@code false} if the row is not at {@code rowVersion} or not a draft any more. */
  boolean writeMetadata(
      VersionId id, long rowVersion, AssetMetadata metadata, String by, Instant at);

  /**
   * Writes tags that only describe, in whatever state the version is; {@code false} if the row is
   * not at {@code rowVersion} any more.
   */
  boolean describe(VersionId id, long rowVersion, AssetMetadata metadata, Instant at);

  /**
   * Freezes and submits; {@code false} if the row is not at {@code rowVersion} or not a draft any
   * more.
   */
  boolean submit(
      VersionId id, long rowVersion, AssetMetadata metadata, String metadataHash, Instant at);

  /**
   * Moves the state; {@code false} if it is not {@code from}. What becomes a draft again has no
   * metadata hash.
   */
  boolean move(
      VersionId id, VersionState from, VersionState to, @Nullable String number, Instant at);

  /** Drafts last changed before an instant, the longest unchanged first. */
  List<StoredVersion> draftsUnchangedSince(Instant before, int limit);

  /** Whether a version of another asset, not given up or rejected, bears this job code. */
  boolean jobCodeTaken(String jobCode, AssetId except);

  /** The newest version with these bytes in this agency. */
  Optional<VersionId> sameContent(String agency, String contentHash);

  /** How many other assets say they were made from this one. */
  int derivedFrom(AssetId asset);

  /** Versions that fit, newest change first. */
  LibraryPage search(LibraryQuery query);
}
