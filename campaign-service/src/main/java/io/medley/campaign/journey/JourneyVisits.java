package io.medley.campaign.journey;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.touch.TouchDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where every HCP is and was. Writes belong to the caller's transaction and write the history with
 * them; repeating one changes nothing.
 */
public interface JourneyVisits {

  /** The journey is at this touch now; whatever step it was at is passed. */
  void arriveAtTouch(Enrolment enrolment, String stepId, int occurrence, Instant now);

  /** What the gate decided about the touch. */
  void touched(
      Enrolment enrolment, String stepId, int occurrence, TouchDecision decision, Instant now);

  /** The journey laid something ready for the HCP to come for, and goes on at once. */
  void offered(Enrolment enrolment, String stepId, int occurrence, Instant now);

  /**
   * The journey waits at this step; whatever step it was at is passed.
   *
   * @param due until when, if this is the first time it waits there
   * @return until when: what was stored the first time
   */
  Instant arriveAtWait(Enrolment enrolment, String stepId, Instant due, Instant now);

  /** The journey reached a suggestion that was not made; it goes on at once. */
  void notSuggested(Enrolment enrolment, String stepId, int occurrence, String reason, Instant now);

  /** The wait at a step ends at another instant; nothing changes if nobody waits there. */
  void postpone(EnrolmentId enrolment, String stepId, Instant due);

  /**
   * The wait at a step ends at another instant because its event was moved; for the history too.
   */
  void replanned(Enrolment enrolment, String stepId, Instant due, Instant now);

  /** The date of a wait had passed when the journey got there; for the history. */
  void datePast(Enrolment enrolment, String stepId, Instant due, Instant now);

  /** Since when the journey is, or was, at a step; empty if it was never there. */
  Optional<Instant> enteredAt(EnrolmentId enrolment, String stepId);

  /** Enrolments of a campaign that wait at some step, by id, ascending. */
  List<EnrolmentId> waiting(CampaignId campaign, @Nullable EnrolmentId after, int limit);

  /**
   * The journey took a path where it parts, and is past it.
   *
   * @return the path that was stored the first time
   */
  String parted(
      Enrolment enrolment, String stepId, String fact, String value, String path, Instant now);

  /** Until when the journey waits, or waited, at a step; empty if it was never there. */
  Optional<Instant> dueAt(EnrolmentId enrolment, String stepId);

  /** The step the journey is at; empty if it is at none. */
  Optional<String> openStep(EnrolmentId enrolment);

  /**
   * The HCP no longer agrees to a channel and the journey goes on by others; for the history.
   *
   * @param left the ways that are left, {@code REP} for a representative in person
   */
  void channelLost(Enrolment enrolment, String channel, Collection<String> left, Instant now);

  /** An event was heard by the journey; for the history. */
  void heard(Enrolment enrolment, String what, Instant now);

  /** The journey is over: its open step is passed, or suppressed with the reason of an exit. */
  void leave(Enrolment enrolment, Optional<String> exitReason, Instant now);

  /** HCPs by step and state. */
  Map<String, Map<VisitState, Long>> counts(CampaignId campaign);

  /** How long HCPs stay, by step. */
  Map<String, StepTimes> times(CampaignId campaign);

  /** Coded reasons of held and suppressed HCPs by step, most frequent first. */
  Map<String, List<ReasonCount>> reasons(CampaignId campaign);

  /**
   * Where touches of launched campaigns were not made, or are not until somebody acts; where the
   * most HCPs are first, so many at most.
   */
  List<Stuck> stuck(int limit);

  /** Held or dropped for these reasons because no piece may be served. */
  Set<String> WANTS_CONTENT =
      Set.of(
          "NO_APPROVED_CONTENT",
          "CONTENT_WITHDRAWN",
          "CONTENT_UNAVAILABLE",
          "CONTENT_BLOCKED",
          "CONTENT_REFUSED");

  /** Held for these reasons because something does not run. */
  Set<String> WANTS_AN_OPERATOR =
      Set.of("APPROVAL_STATE_UNKNOWN", "CATALOG_UNAVAILABLE", "PROVIDER_UNAVAILABLE");

  /**
   * HCPs at one step of one campaign who share a reason of {@link #WANTS_CONTENT} or {@link
   * #WANTS_AN_OPERATOR}.
   *
   * @param state {@code HELD}, or {@code SUPPRESSED} if the touch was not made at all
   */
  record Stuck(CampaignId campaign, String stepId, VisitState state, String reason, long hcps) {}

  /**
   * HCPs at a step, latest first.
   *
   * @param states which to list
   * @param reason only those with this reason; empty = all
   * @param person only HCPs this person looks after; empty = all
   */
  List<JourneyVisit> at(
      CampaignId campaign,
      String stepId,
      List<VisitState> states,
      Optional<String> reason,
      Optional<String> person,
      int offset,
      int limit);

  /** All that happened to an HCP's enrolments, newest first. */
  List<HistoryEntry> history(UUID hcpId);

  /** How many HCPs share a reason at a step. */
  record ReasonCount(String reason, VisitState state, long hcps) {}

  /**
   * How long HCPs stay at a step.
   *
   * @param stayed half of those who left stayed shorter; null if nobody left
   * @param oldest since when the one who is there longest is there; null if nobody is there
   * @param nextDue when the next one is due to go on; null if nobody is there
   */
  record StepTimes(
      @Nullable Duration stayed, @Nullable Instant oldest, @Nullable Instant nextDue) {}
}
