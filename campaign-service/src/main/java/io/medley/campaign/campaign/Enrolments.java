package io.medley.campaign.campaign;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All enrolments, unique per (HCP, campaign, entry key) for good. Writes belong to the caller's
 * transaction; every change of state is written to the history with it.
 */
public interface Enrolments {

  /**
   * Enrols those of the HCPs who are not enrolled in this campaign yet.
   *
   * @return how many were enrolled by this call
   */
  int enrol(CampaignId campaign, Collection<UUID> hcps, Instant at);

  /**
   * Enrols an HCP whom an event brings in.
   *
   * @param entryKey what tells this entry from others; empty if a person enters once for good
   * @return empty if this HCP entered this campaign with this key before
   */
  Optional<EnrolmentId> enrol(CampaignId campaign, UUID hcp, String entryKey, Instant at);

  /** Finds an enrolment. */
  Optional<Enrolment> find(EnrolmentId id);

  /** Finds an enrolment and keeps others from changing it until the transaction ends. */
  Optional<Enrolment> lock(EnrolmentId id);

  /** True if an enrolment of a launched campaign waits to be started. */
  boolean anyToStart();

  /**
   * The next enrolments to start, of launched campaigns that are not paused, oldest first; others
   * do not get them.
   */
  List<Enrolment> lockNextToStart(int limit);

  /** ENROLLED becomes STARTING. */
  void published(EnrolmentId id, Instant realNow);

  /**
   * An instance asks for the enrolment: it wins if the attempt is this one, that attempt has not
   * ended, and no instance or the same one has it.
   *
   * @return true if it is this instance's, however often it asks
   */
  boolean claim(EnrolmentId id, int attempt, long instanceKey, Instant now, Instant realNow);

  /** STARTING since before {@code publishedBefore}: goes back to ENROLLED, to be started again. */
  int returnUnclaimed(Instant publishedBefore, Instant now, int limit);

  /**
   * Running enrolments whose journey should have moved: its open step was due before {@code
   * dueBefore} (business time), or it has had no open dated step since {@code claimedBefore} (real
   * time). Not those probed after {@code probedBefore} (real time).
   */
  List<Enrolment> overdue(
      Instant dueBefore, Instant claimedBefore, Instant probedBefore, int limit);

  /** The engine was asked and still has the instance. */
  void probed(EnrolmentId id, Instant realNow);

  /**
   * The instance is gone though it never ended: the next attempt may start.
   *
   * @return false if the enrolment has moved on since
   */
  boolean nextAttempt(EnrolmentId id, int attempt, long instanceKey, Instant now);

  /**
   * An enrolment whose journey begins anew goes by the newest version of its campaign's plan, if
   * that is of the same journey.
   */
  void goByNewest(EnrolmentId id, String processId);

  /**
   * Asks a journey to end. One that no instance has claimed yet ends at once.
   *
   * @return the state after this; empty if it was over or asked before
   */
  Optional<EnrolmentState> requestExit(
      EnrolmentId id, UUID eventId, String reason, Instant now, Instant realNow);

  /** Running enrolments that were asked to end before {@code requestedBefore} (real time). */
  List<Enrolment> exitOverdue(Instant requestedBefore, int limit);

  /** The request to end was sent again. */
  void exitRepeated(EnrolmentId id, Instant realNow);

  /** Ids of the enrolments of a campaign whose journey has not begun. */
  List<EnrolmentId> notBegun(CampaignId campaign);

  /** Ids of the enrolments of a campaign that are not over. */
  List<EnrolmentId> openOf(CampaignId campaign);

  /**
   * Ids of enrolments that are neither over nor asked to end, by id, ascending.
   *
   * @param brand only of campaigns for this brand; null = for any
   * @param country only of HCPs in this country; null = in any
   * @param after null for the first page
   */
  List<EnrolmentId> openIn(
      @Nullable String brand, @Nullable String country, @Nullable EnrolmentId after, int limit);

  /** Ids of the enrolments of an HCP, made at this instant or before, that are not over. */
  List<EnrolmentId> openOf(UUID hcpId, Instant enrolledBy);

  /**
   * The journey is over.
   *
   * @param state COMPLETED or EXITED
   * @param reason coded reason of an exit; empty for COMPLETED
   * @return false if it was over already
   */
  boolean finish(EnrolmentId id, EnrolmentState state, Optional<String> reason, Instant now);

  /** The instance of an attempt has ended; another instance's or attempt's end changes nothing. */
  void ended(EnrolmentId id, int attempt, long instanceKey, Instant now);

  /**
   * An event moves the journey once per attempt.
   *
   * @return true if this call claimed it, or an earlier one from the step the journey is still at
   *     (a repeated job)
   */
  boolean claimEvent(EnrolmentId id, UUID eventId, Instant now);

  /**
   * Finds an enrolment that must exist.
   *
   * @throws CampaignRefusal.EnrolmentUnknown if it does not
   */
  default Enrolment require(EnrolmentId id) {
    return find(id).orElseThrow(() -> new CampaignRefusal.EnrolmentUnknown(id));
  }
}
