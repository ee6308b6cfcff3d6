package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a touch was or was not made.
 *
 * @param outcome null while the message is on its way
 * @param reason null while the message is on its way
 * @param why one sentence
 * @param explanation {@code facts} (what was read), {@code steps} (each check and what it said),
 *     {@code candidates} (considered, with score or reason of rejection; the best three rejected
 *     among them), {@code wouldChange} (what would change the decision)
 * @param at business time
 */
public record TouchTrace(
    UUID id,
    SendKey sendKey,
    UUID enrolmentId,
    HcpId hcpId,
    UUID campaignId,
    String stepId,
    String channel,
    String slot,
    @Nullable Outcome outcome,
    @Nullable Reason reason,
    @Nullable Instant heldUntil,
    @Nullable UUID versionId,
    @Nullable UUID contactId,
    String why,
    JsonNode explanation,
    Instant at) {}
