package io.medley.campaign.event;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as somebody tells it; see {@link HcpEvent}.
 *
 * @param at null = now
 */
public record EventDraft(
    String source,
    String sourceId,
    HcpId hcp,
    String type,
    @Nullable Instant at,
    @Nullable String key,
    @Nullable String topic,
    @Nullable String brandId,
    @Nullable UUID campaignId,
    String words) {}
