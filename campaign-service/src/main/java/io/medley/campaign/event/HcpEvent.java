package io.medley.campaign.event;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something an HCP did, or that was done with an HCP.
 *
 * @param id made of source and its id there
 * @param source who tells it, e.g. {@code webinar-platform}
 * @param sourceId names it for good at its source
 * @param type e.g. {@code REGISTERED ATTENDED QUESTION CALL_RECORDED}
 * @param at when it happened, business time
 * @param key business key, e.g. of the webinar; null if there is none
 * @param topic code of what it was about; null if not known
 * @param brandId only journeys of this brand hear it; null = of all
 * @param campaignId only journeys of this campaign hear it; null = of all
 * @param words what was said; empty without any, and once the HCP was erased
 */
public record HcpEvent(
    UUID id,
    String source,
    String sourceId,
    HcpId hcp,
    String type,
    Instant at,
    Instant receivedAt,
    @Nullable String key,
    @Nullable String topic,
    @Nullable String brandId,
    @Nullable UUID campaignId,
    String words) {}
