package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stored changes of what versions rest on. Every method joins the caller's transaction. */
public interface BasisChanges {

  /** Adds it; false if the version was told of this event before. */
  boolean add(BasisChange change);

  Optional<BasisChange> find(VersionId version, UUID event);

  /** Of a version, newest first. */
  List<BasisChange> of(VersionId version);

  /** Stores what was decided, with its evidence; false if it was decided before. */
  boolean decide(
      VersionId version, UUID event, String response, String because, Object evidence, Instant at);

  /** Safety-relevant changes before an instant that nobody has decided about, oldest first. */
  List<BasisChange> unsafeUndecided(Instant before, int limit);
}
