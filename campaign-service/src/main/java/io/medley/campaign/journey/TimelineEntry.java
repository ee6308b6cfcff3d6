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
 * @param brandId the brand it was about; null if about none
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
 * @param facts what was read, or belongs to the line
 * @param checks each check and what it said
 * @param wouldChange what would change the decision
 * @param anchor id of the line on the page; null if nobody links to it
 */
public record TimelineEntry(
    Instant at,
    Kind kind,
    @Nullable UUID campaignId,
    @Nullable String campaign,
    @Nullable String brandId,
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
    List<String> wouldChange,
    @Nullable String anchor) {

  /** Sorts of lines. */
  public enum Kind {
    /** A touch that was or was not made. */
    TOUCH("touches"),
    /** The journey waits. */
    WAIT("waits"),
    /** The HCP did something. */
    RESPONSE("responses"),
    /** The journey itself began, was asked to end, or ended. */
    JOURNEY("journeys"),
    /** The HCP agreed to something, or no longer does. */
    CONSENT("consent"),
    /** Something was put before a representative, or was not. */
    SUGGESTION("suggestions"),
    /** A representative answered. */
    ANSWER("answers"),
    /** Somebody of the house called on the HCP. */
    CALL("calls"),
    /** The HCP did something outside of our messages. */
    EVENT("events");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** What people call several of them. */
    public String label() {
      return label;
    }
  }

  /** A line that is no touch. */
  static TimelineEntry of(
      TimelineSource.Line line, @Nullable String campaign, @Nullable String brandId) {
    return new TimelineEntry(
        line.at(),
        line.kind(),
        line.campaignId(),
        campaign,
        brandId,
        line.stepId(),
        line.what(),
        line.reason(),
        line.why(),
        line.until(),
        1,
        line.at(),
        null,
        null,
        null,
        null,
        List.of(),
        line.facts(),
        List.of(),
        List.of(),
        line.anchor());
  }
}
