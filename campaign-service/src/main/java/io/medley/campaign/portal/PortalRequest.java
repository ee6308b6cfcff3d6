package io.medley.campaign.portal;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a portal asked.
 *
 * @param requestId the portal's own name for it
 * @param stepId step of the send key, made from the slot
 * @param occurrence how many answers the enrolment had in that slot, this one among them
 * @param contactId the contact of the answer; null if nothing was answered
 * @param shownAt business time; null if the portal did not say so
 * @param givenUpAt business time; null unless it was not shown in time
 */
public record PortalRequest(
    String requestId,
    UUID enrolmentId,
    HcpId hcpId,
    String stepId,
    int occurrence,
    String slot,
    @Nullable UUID contactId,
    @Nullable Instant shownAt,
    @Nullable Instant givenUpAt) {}
