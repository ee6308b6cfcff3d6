package io.medley.campaign.campaign;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One HCP in one campaign.
 *
 * @param id its id, also the journey's correlation key
 * @param campaignId the campaign
 * @param hcpId the HCP
 * @param state where it stands
 * @param attempt which start counts, from 1
 * @param instanceKey the engine's instance that claimed this attempt; null until then
 * @param enrolledAt business time
 * @param exitEventId id of the message that asked the journey to end; null if none did
 * @param exitReason coded reason of that; also set once the journey has ended early
 * @param endedAt when the instance of this attempt ended; null until then
 * @param version by which version of the campaign's plan the journey goes
 */
public record Enrolment(
    EnrolmentId id,
    CampaignId campaignId,
    UUID hcpId,
    EnrolmentState state,
    int attempt,
    @Nullable Long instanceKey,
    Instant enrolledAt,
    @Nullable UUID exitEventId,
    @Nullable String exitReason,
    @Nullable Instant endedAt,
    int version) {}
