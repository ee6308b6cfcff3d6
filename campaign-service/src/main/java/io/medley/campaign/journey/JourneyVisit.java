package io.medley.campaign.journey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One HCP at one step.
 *
 * @param enrolmentId the enrolment
 * @param hcpId the HCP
 * @param stepId the step of the template
 * @param state what the HCP is doing or did there
 * @param outcome outcome of a touch; null for a wait and while a touch is being made
 * @param reason coded reason of that outcome, or of having left
 * @param traceId the gate's stored explanation; null where the gate was not asked
 * @param enteredAt business time
 * @param dueAt when the wait ends or the held touch is asked for again
 * @param leftAt business time; null while there
 */
public record JourneyVisit(
    UUID enrolmentId,
    UUID hcpId,
    String stepId,
    VisitState state,
    @Nullable String outcome,
    @Nullable String reason,
    @Nullable UUID traceId,
    Instant enteredAt,
    @Nullable Instant dueAt,
    @Nullable Instant leftAt) {}
