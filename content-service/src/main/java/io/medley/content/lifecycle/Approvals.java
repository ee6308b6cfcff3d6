package io.medley.content.lifecycle;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stored approvals. Every method joins the caller's transaction. */
public interface Approvals {

  /** Adds a version that goes live; false if it is there already. */
  boolean add(Approval approval, Instant startRequestedAt);

  Optional<Approval> find(VersionId version);

  /** Reads the approval and keeps everybody else from changing it until the transaction ends. */
  Optional<Approval> lock(VersionId version);

  /** Those of the versions that exist, in no order. */
  List<Approval> find(Collection<VersionId> versions);

  /** Every approval of an asset, newest first. */
  List<Approval> ofAsset(AssetId asset);

  /** Approvals of a brand in force or suspended, newest first. */
  List<Approval> ofBrand(String brandId, int limit);

  /** Approvals in force or suspended in a market. */
  List<Approval> inForce(String market);

  /** Those in force or suspended whose validity ends before an instant, the next first. */
  List<Approval> endingBefore(Instant at, int limit);

  /** Suspended ones, the longest held back first. */
  List<Approval> suspended(int limit);

  /** A live approval of exactly these bytes that is in date, if there is one. */
  Optional<Approval> servable(String contentHash, Instant at);

  /** Approvals after a version id, in id order; null = from the beginning. */
  List<Approval> page(@Nullable VersionId after, int limit);

  /** Moves the state and raises the number, if the number still is {@code number}. */
  boolean change(VersionId version, long number, ApprovalState to, Instant at);

  /** Moves the end of the validity and raises the number, if the number still is {@code number}. */
  boolean renew(VersionId version, long number, Instant validTo, Instant at);

  /**
   * Raises the number of a live version whose row stays as it is: something it is made of moved.
   */
  boolean restate(VersionId version, long number, Instant at);

  boolean claim(VersionId version, int attempt, long processInstanceKey, Instant at);

  boolean end(VersionId version, int attempt, long processInstanceKey, Instant at);

  /** Versions whose life nobody claimed since before the instant; with their attempt. */
  List<Unclaimed> unclaimedSince(Instant realTime, int limit);

  void startRequested(VersionId version, Instant realTime);

  /** Notes that the owner heard of the coming expiry; false if they had. */
  boolean expiryNear(VersionId version, int days);

  /** A version whose life's process has to be asked for again. */
  record Unclaimed(VersionId version, int attempt) {}
}
