package io.medley.campaign.journey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an enrolment.
 *
 * @param enrolmentId the enrolment
 * @param campaignId its campaign
 * @param at business time
 * @param kind {@code STATE TOUCH WAIT EVENT}
 * @param what the new state, the outcome of the touch, {@code WAITING}, or the event
 * @param stepId the step; null for a state
 * @param reason coded reason; null if there is nothing to say
 * @param until until when a wait or a hold lasts
 * @param traceId the gate's explanation of a touch
 */
public record HistoryEntry(
    UUID enrolmentId,
    UUID campaignId,
    Instant at,
    String kind,
    String what,
    @Nullable String stepId,
    @Nullable String reason,
    @Nullable Instant until,
    @Nullable UUID traceId) {}
