package io.medley.content.production;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.brief.BriefId;
import io.medley.workflows.production.QcDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stored productions and submissions. Every method joins the caller's transaction. */
public interface Productions {

  /** Adds a production. */
  void add(Production production, Instant at, Instant realTime);

  /** The production, locked until the transaction ends. */
  Optional<Production> lock(UUID id);

  /** The running production of a piece, locked. */
  Optional<Production> lockOfPiece(AssetId asset);

  /** The running production of a brief for which nothing was uploaded yet, locked. */
  Optional<Production> lockWaiting(BriefId brief);

  /** Notes that its agency was asked; {@code true} if it was asked before. */
  boolean asked(UUID id);

  /** Says which piece it makes. */
  void pieceCame(UUID id, AssetId asset);

  /** Claims it for an instance; {@code false} if another attempt or instance holds it. */
  boolean claim(UUID id, int attempt, long processInstanceKey, Instant at);

  /** Its instance ended; only the claiming instance's end counts. */
  boolean end(UUID id, int attempt, long processInstanceKey, Instant at);

  /** Nothing is left to do. */
  void done(UUID id, Instant at);

  /** Its process was asked for again. */
  void startRequested(UUID id, Instant realTime);

  /** Its process was told again to look. */
  void told(UUID id, Instant realTime);

  /** The next attempt may claim it. */
  void nextAttempt(UUID id, int attempt, Instant realTime);

  /** Productions that were asked for before this and that no instance claimed. */
  List<Production> unclaimedSince(Instant realTime, int limit);

  /** Productions whose instance ended before this although they are not done. */
  List<Production> endedUndone(Instant before, int limit);

  /**
   * Productions with a submission whose process should have moved on, last told before this: not
   * decided whether a coordinator looks, or decided by a coordinator.
   */
  List<Production> waitingForTheEngine(Instant realTime, int limit);

  /** Adds a submission. */
  void add(Submission submission);

  /** The newest submission of a production. */
  Optional<Submission> newest(UUID production);

  /** The newest submission of a version. */
  Optional<Submission> ofVersion(VersionId version);

  /** The newest submission of a version, locked until the transaction ends. */
  Optional<Submission> lockOfVersion(VersionId version);

  /** Stores whether a coordinator looks; {@code false} if it was decided before. */
  boolean plan(UUID submission, Submission.Qc qc, QcDecision decision, Instant dueAt);

  /** Stores what a coordinator decided; {@code false} if somebody was faster. */
  boolean decide(
      UUID submission,
      Submission.Qc qc,
      List<QcReason> reasons,
      String note,
      String by,
      Instant at);

  /** Its review is open. */
  void reviewOpened(UUID submission);

  /** Submissions that wait for a coordinator, the soonest due first, at most 200. */
  List<Submission> inQc();
}
