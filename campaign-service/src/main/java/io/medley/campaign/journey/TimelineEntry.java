package io.medley.campaign.journey;

import io.medley.campaign.journey.HcpTimeline.Candidate;
import io.medley.campaign.journey.HcpTimeline.Check;
import io.medley.campaign.journey.HcpTimeline.Fact;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an HCP's timeline.
 *
 * @param at business time
 * @param kind what sort of line
 * @param campaignId the campaign; null for consent
 * @param campaign its name
 * @param stepId the step of the journey; null where there is none
 * @param what outcome of a touch, state of a journey, response, or status of a consent
 * @param reason coded reason; the channel for a consent
 * @param why one sentence; empty where there is nothing to add
 * @param until until when a touch is held or a wait lasts
 * @param times how often the gate gave this same answer, one after the other
 * @param since when it first gave it
 * @param traceId the stored explanation of a touch
 * @param contactId the contact a touch made
 * @param channel channel of a touch
 * @param chosen the piece chosen; null if none was
 * @param rejected the best three that were not chosen, and why
 * @param facts what was read
 * @param checks each check and what it said
 * @param wouldChange what would change the decision
 */
public record TimelineEntry(
    Instant at,
    Kind kind,
    @Nullable UUID campaignId,
    @Nullable String campaign,
    @Nullable String stepId,
    String what,
    @Nullable String reason,
    String why,
    @Nullable Instant until,
    int times,
    Instant since,
    @Nullable UUID traceId,
    @Nullable UUID contactId,
    @Nullable String channel,
    @Nullable Candidate chosen,
    List<Candidate> rejected,
    List<Fact> facts,
    List<Check> checks,
    List<String> wouldChange) {

  /** Sorts of lines. */
  public enum Kind {
    /** A touch that was or was not made. */
    TOUCH,
    /** The journey waits. */
    WAIT,
    /** The HCP did something. */
    RESPONSE,
    /** The journey itself began, was asked to end, or ended. */
    JOURNEY,
    /** The HCP agreed to something, or no longer does. */
    CONSENT
  }

  static TimelineEntry plain(
      Instant at,
      Kind kind,
      @Nullable UUID campaignId,
      @Nullable String campaign,
      @Nullable String stepId,
      String what,
      @Nullable String reason,
      String why,
      @Nullable Instant until) {
    return new TimelineEntry(
        at,
        kind,
        campaignId,
        campaign,
        stepId,
        what,
        reason,
        why,
        until,
        1,
        at,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
