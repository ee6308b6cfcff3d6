package io.medley.content.retention;

import io.medley.content.asset.AssetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stored holds and disposals. Every method joins the caller's transaction. */
public interface Holds {

  /** Lets nobody else place a hold on the asset or dispose of it until the transaction ends. */
  void lock(AssetId asset);

  void add(LegalHold hold);

  /** Releases a hold that is active; false if it is not. */
  boolean release(UUID id, String by, Instant at, String reason);

  Optional<LegalHold> find(UUID id);

  /** Every hold of an asset, newest first. */
  List<LegalHold> of(AssetId asset);

  /** Every hold that is active, oldest first. */
  List<LegalHold> active();

  /** Notes that an asset was disposed of; false if it was before. */
  boolean dispose(AssetId asset, String reason, String by, Instant at);

  /** When an asset was disposed of, if it was. */
  Optional<Instant> disposedAt(AssetId asset);

  /** When a version of the asset last changed its state. */
  Optional<Instant> lastChange(AssetId asset);

  /**
   * Takes away what was read from these bytes, unless a version of another asset has the same.
   *
   * @return addresses in the object store that nothing needs any more, the bytes' own included
   */
  List<String> forget(AssetId asset, String contentHash);
}
