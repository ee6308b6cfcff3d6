package io.medley.content.review;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.signing.Lane;
import io.medley.content.signing.Verdict;
import io.medley.workflows.mlrreview.LaneTask;
import io.medley.workflows.mlrreview.TierDecision;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Stored reviews. Every method joins the caller's transaction. */
public interface Reviews {

  void open(Review review);

  Optional<Review> find(ReviewId id);

  Optional<Review> ofVersion(VersionId version);

  /** Reviews of an asset, oldest first. */
  List<Review> ofAsset(AssetId asset);

  Optional<Review> claimedBy(long processInstanceKey);

  /**
   * Reads the review and keeps everybody else from deciding about it until the transaction ends.
   */
  Optional<Review> lock(ReviewId id);

  /** Claims for an instance; true if it now holds the review, also when it did before. */
  boolean claim(ReviewId id, int attempt, long processInstanceKey, Instant at);

  /** Writes the end of an instance; true if it was the claiming one and not ended before. */
  boolean end(ReviewId id, int attempt, long processInstanceKey, Instant at);

  void startRequested(ReviewId id, int attempt, Instant realTime);

  /** Gives the review to a next attempt after its instance ended without a decision. */
  void nextAttempt(ReviewId id, int attempt, Instant realTime);

  void checked(ReviewId id, UUID checkRun);

  void tiered(ReviewId id, TierDecision tier);

  /** Moves the state; false if it was not in {@code from}. */
  boolean move(ReviewId id, ReviewState from, ReviewState to, Instant at);

  void returned(ReviewId id, ReturnedList list);

  Optional<ReturnedList> returnedList(ReviewId id);

  void sealed(ReviewId id, Map<String, ?> seal);

  /** The seal as stored JSON: statement, keyId, signature; empty before. */
  Optional<String> seal(ReviewId id);

  /** What the tier was decided from, as stored JSON; empty before. */
  Optional<String> tierEvidence(ReviewId id);

  void plan(ReviewLane lane);

  List<ReviewLane> lanes(ReviewId id);

  Optional<ReviewLane> lane(ReviewId id, Lane lane);

  void openLane(ReviewId id, Lane lane, Instant at);

  /** Notes that an attempt planned its lanes; false if this one did before. */
  boolean planned(ReviewId id, int attempt);

  /** Keeps that somebody called a lane, and says so among the reasons of the tier. */
  void call(ReviewId id, CalledLane lane, Instant at);

  /** The lanes that were called, in their order. */
  List<CalledLane> called(ReviewId id);

  /** The lanes called to the review of the version before are called to this one. */
  void inheritCalled(ReviewId id, ReviewId previous);

  /** Puts open lanes back to before their task; what was signed in them still counts. */
  void replanOpen(ReviewId id);

  /** Puts every lane back to before its task, for a new process attempt. */
  void replanLanes(ReviewId id);

  /** Keeps one task key per (lane, attempt, element instance); true if it was not known. */
  boolean taskAppeared(LaneTask task, int attempt, Instant at);

  /** Key of the newest task of a lane that appeared. */
  Optional<Long> newestTask(ReviewId id, Lane lane);

  void closeLane(ReviewId id, Lane lane, Verdict verdict, UUID signature, Instant at);

  /**
   * Opens the lane's next attempt.
   *
   * @param nextRound whether the round's signature can no longer count
   */
  void returnLane(ReviewId id, Lane lane, String reason, boolean nextRound);

  /** Closes a lane by a carry record. */
  void carry(ReviewId id, Lane lane, UUID signature, UUID carry, Instant at);

  /** Opens a lane anew: what was signed in the rounds before counts no more. */
  void nextRound(ReviewId id, Lane lane, String reason);

  /** Gives a lane that is not open yet new dates. */
  void redate(ReviewId id, Lane lane, ServiceLevel.Dates dates);

  /** The lane is not wanted any more. */
  void drop(ReviewId id, Lane lane);

  void raise(ReviewId id, String tier, String reason, String person, Instant at);

  void stop(ReviewId id, String reason, String person, Instant at);

  /** Notes why the round went back. */
  void cause(ReviewId id, String cause, String person);

  /** Until when objections or the corrected version are waited for. */
  void waitsUntil(ReviewId id, Instant until);

  void completeRequested(ReviewId id, Lane lane, Instant realTime);

  /** Notes a reminder; false if it was noted before. */
  boolean overdue(ReviewId id, Lane lane, int percent, Instant at);

  /** Reviews nobody claimed since before the instant. */
  List<Review> unclaimedSince(Instant realTime, int limit);

  /** Reviews whose instance ended although nothing was decided. */
  List<Review> endedUndecided(Instant before, int limit);

  /**
   * Open lanes that are signed and whose task nobody completed.
   *
   * @param requestedBefore real time of the last request to complete it
   * @param tasklistSignedBefore when those were signed, on the business clock, that are the
   *     reviewer's to complete in Tasklist
   */
  List<SignedOpenLane> signedOpenLanes(
      Instant requestedBefore, Instant tasklistSignedBefore, int limit);

  /** A lane with a signature whose task still is to be completed. */
  record SignedOpenLane(ReviewId review, Lane lane, Verdict verdict) {}

  /** Open lanes for a person with these authorities, most urgent first. */
  List<InboxLane> inbox(InboxFilter filter);

  /**
   * What a reviewer may sign and wants to see.
   *
   * @param markets per lane the markets the person may sign in; {@code *} = everywhere
   * @param notBy leaves out pieces this person wrote or submitted
   */
  record InboxFilter(
      Map<Lane, Set<String>> markets,
      String notBy,
      Collection<Lane> lanes,
      String market,
      String tier,
      String text,
      int limit) {}

  /** A row of the inbox; {@code signer} names who signed already, empty if nobody. */
  record InboxLane(
      ReviewId review,
      VersionId version,
      Lane lane,
      String title,
      String jobCode,
      String versionNumber,
      List<String> markets,
      String language,
      String tier,
      Instant dueAt,
      Instant openedAt,
      String lastReason,
      String signer,
      String source,
      String agency) {}
}
