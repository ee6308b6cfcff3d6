package io.medley.workflows.mlrreview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code mlr-review} process asks of the domain. Every call may be repeated (delivery is
 * at least once) and must then answer as it did the first time. An exception means "not now": the
 * engine tries again and raises an incident when it runs out of retries.
 */
public interface ReviewSteps {

  /**
   * The first job of an instance claims the review.
   *
   * @param attempt the attempt this instance was started for, from 1
   * @return true if the review's attempt is this one and its instance is empty or this one; an
   *     instance that loses ends at once
   */
  boolean claim(UUID reviewId, int attempt, long processInstanceKey);

  /** Runs the pre-checks again on the exact hash under review. */
  CheckVerdict preCheck(UUID reviewId);

  /** Measures the facts the tier is decided from. */
  TierFacts tierFacts(UUID reviewId);

  /**
   * Stores tier, reasons and evidence, and plans the lanes.
   *
   * @param lanes the lanes the market's decision asks for, without repetition
   * @return one plan per lane to open: neither those whose verdict holds already nor, while
   *     conditions are to be verified, any
   */
  List<LanePlan> planLanes(UUID reviewId, TierDecision tier, List<String> lanes);

  /** Opens a lane and gives what its form shows. */
  LaneDisplay openLane(UUID reviewId, String lane);

  /** The review an instance works for: the one whose claim it won. */
  Optional<UUID> reviewOf(long processInstanceKey);

  /** Where a lane stands, or empty if the review has no such lane or was not claimed yet. */
  Optional<LaneState> lane(UUID reviewId, String lane);

  /** A human task of a lane appeared; told again whenever in doubt, possibly out of order. */
  void laneTaskAppeared(LaneTask task);

  /**
   * The task of a lane was completed by somebody. Only a signed row makes the lane done.
   *
   * @param formVerdict the verdict chosen in the form, or null; it has to agree with the signature
   */
  VerdictCheck recordVerdict(UUID reviewId, String lane, @Nullable String formVerdict);

  /**
   * The lanes are done, or were stopped, or a person decided what they were asked: what comes next?
   * An approval may be sealed and published with the answer; {@link #seal} and {@link #goLive} then
   * find it done.
   */
  NextMove consolidate(UUID reviewId);

  /**
   * Hands the conditions of an approval with changes to the agency.
   *
   * @return when the time for the changes is over
   */
  Instant openConditions(UUID reviewId);

  /** The step of the markets that comes next before the sealed version goes live. */
  StepMove nextStep(UUID reviewId);

  /** Whether the engine still waits for this step; empty if nobody was asked or claimed. */
  Optional<LaneState> human(UUID reviewId, HumanStep step);

  /** Seals the approved version. */
  void seal(UUID reviewId);

  /** Publishes the sealed version; its lifecycle starts. */
  void goLive(UUID reviewId);

  /** Returns the version to the agency with one consolidated list. */
  void returnToAgency(UUID reviewId);

  /** Ends the version as rejected. */
  void reject(UUID reviewId);

  /**
   * A lane is still open at a share of its service level.
   *
   * @param percent 50 (remind), 100 (tell the delegate) or 150 (tell the coordinator)
   */
  void laneOverdue(UUID reviewId, String lane, int percent);

  /**
   * The instance has ended, by itself or by {@link ReviewProcesses#cancel}. Also told by instances
   * that lost the claim: only the claiming instance's end counts.
   */
  void ended(UUID reviewId, int attempt, long processInstanceKey);
}
