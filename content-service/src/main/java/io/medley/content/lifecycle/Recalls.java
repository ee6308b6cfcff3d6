package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Stored recalls. Every method joins the caller's transaction. */
public interface Recalls {

  void add(Recall recall);

  /** The newest recall of a version. */
  Optional<Recall> newest(VersionId version);

  Optional<Recall> find(VersionId version, long number);

  /** Recalls that not every sender has answered yet, oldest first. */
  List<Recall> open();

  /** Notes the feed position of a recall's message; nothing if it is no recall's. */
  void positioned(UUID messageId, long position);

  /** Closes the recall; false if it was closed before. */
  boolean acknowledge(
      Recall recall, Instant at, int inDoubt, List<Recall.Acknowledgement> acknowledgements);

  List<Recall.Acknowledgement> acknowledgements(VersionId version, long number);

  /** The lowest position of an open recall after {@code passed}. */
  OptionalLong firstOpenAfter(long passed);

  /**
   * Whether a recall beyond the position has been open for longer than this, in real time by the
   * database's clock.
   */
  boolean openLonger(long passed, Duration patience);
}
