package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Recertification.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stored recertifications. Every method joins the caller's transaction. */
public interface Recertifications {

  /** Adds one that was asked for; false if one is under way for the version. */
  boolean add(Recertification recertification);

  Optional<Recertification> find(UUID id);

  /** Of a version, newest first. */
  List<Recertification> of(VersionId version);

  /** Under way, of all versions, oldest first. */
  List<Recertification> underWay();

  /** Stores what the checks found; the recertification is open from then on. */
  void opened(Recertification recertification);

  /** Closes one that is under way; false if it was closed before. */
  boolean close(UUID id, State to, @Nullable Instant validToAfter, Instant at);

  /** Ends whatever is under way for a version. */
  void end(VersionId version, Instant at);
}
