package io.medley.campaign.change;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.EnrolmentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * HCPs under way whose journey is to go on by another version. Writes belong to the caller's
 * transaction.
 */
public interface EnrolmentMoves {

  /**
   * Whoever has not begun begins by this version, and so does everybody of {@code sameJourney}.
   *
   * @param sameJourney the version whose journey is the same; 0 = none
   */
  void begin(CampaignId campaign, int toVersion, int sameJourney);

  /**
   * Everybody under way by another version is to be moved to this one.
   *
   * @return how many
   */
  int plan(CampaignId campaign, int toVersion);

  /** Who is still to be moved to an older version is to be moved to this one instead. */
  void redirect(CampaignId campaign, int toVersion);

  /**
   * The next ones to move, which nobody else gets for a while.
   *
   * @param triedBefore real time; not those tried after it
   */
  List<Move> take(int limit, Instant triedBefore, Instant realNow);

  /** One HCP to move. */
  record Move(EnrolmentId enrolment, CampaignId campaign, int toVersion) {}

  /**
   * The engine refused.
   *
   * @return how often it has by now
   */
  int refused(Move move, String why);

  /** The step an HCP is at; empty between two. */
  Optional<String> step(EnrolmentId enrolment);

  /**
   * A journey goes by this version from now on; written to its history.
   *
   * @return false if it is over
   */
  boolean moved(EnrolmentId enrolment, int toVersion, Instant now);

  /** What became of it. */
  void settle(Move move, State state, String reason, Instant now);

  /** How many of a campaign are in which state, by the version they were to go on by. */
  Map<State, Long> progress(CampaignId campaign, int toVersion);

  /** Those the engine refused, with its words; at most so many. */
  List<Refused> refused(CampaignId campaign, int toVersion, int limit);

  /** One that could not be moved. */
  record Refused(EnrolmentId enrolment, java.util.UUID hcp, String reason) {}

  /**
   * Those the engine refused are tried anew.
   *
   * @return how many
   */
  int again(CampaignId campaign, int toVersion);

  /** What can become of somebody under way. */
  enum State {
    /** Is still to be moved. */
    PENDING,
    /** Goes by the new version. */
    MOVED,
    /** Stood at a step that is gone and goes on by the old version. */
    KEPT,
    /** Stood at a step that is gone; the journey was asked to end. */
    FINISHED,
    /** The journey was over before. */
    OVER,
    /** The engine did not move it; it goes on by the old version. */
    REFUSED
  }
}
