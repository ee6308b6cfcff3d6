package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact somebody made and wrote down.
 *
 * @param sourceKey names it for good at its source, e.g. {@code call/4711}
 * @param channel {@code CALL MEETING …}; weighs as {@link ContactRules} says
 * @param brandId product spoken about; null if none
 * @param requested whether the HCP asked for it
 * @param at when it was made; business time
 */
public record RecordedContact(
    String sourceKey,
    HcpId hcpId,
    String channel,
    @Nullable String brandId,
    boolean requested,
    Instant at) {}
