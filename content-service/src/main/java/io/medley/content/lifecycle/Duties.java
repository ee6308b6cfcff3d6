package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Duty.Copies;
import io.medley.content.lifecycle.Duty.Decided;
import io.medley.workflows.lifecycle.LifeTask;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stored duties. Every method joins the caller's transaction. */
public interface Duties {

  /** Adds the duty unless its version was asked the same before; gives the stored one. */
  Duty open(Duty duty);

  Optional<Duty> find(UUID id);

  /** Reads the duty and keeps everybody else from deciding it until the transaction ends. */
  Optional<Duty> lock(UUID id);

  /** Of a version, newest first. */
  List<Duty> of(VersionId version);

  /** Everything that is open, the most urgent first. */
  List<Duty> open(int limit);

  /**
   * Versions of an agency that somebody wants revised, and for which nothing newer was brought in
   * since.
   */
  List<Duty> revisionsWanted(String agency);

  /** The process instance that watches over the duty's version, if one has claimed it. */
  Optional<Long> instanceOf(UUID id);

  /** Stores the decision; false if it was decided or fell away before. */
  boolean decide(UUID id, Decided decided);

  /** Counts again what a channel took back. */
  void count(UUID id, Copies copies);

  /** Notes that the process heard of the decision; false if it had. */
  boolean close(UUID id, Instant at);

  void returned(UUID id, String reason);

  /** Notes that coordinators were told; false if they had been. */
  boolean escalate(UUID id, Instant at);

  /**
   * The open questions of these kinds fall away.
   *
   * @return their ids
   */
  List<UUID> end(VersionId version, Collection<LifeTask.Kind> kinds, Instant at);
}
