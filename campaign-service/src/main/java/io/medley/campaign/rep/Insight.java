package io.medley.campaign.rep;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a representative learned and wrote down.
 *
 * @param topic what it is about, e.g. {@code dosing}
 * @param suggestionId the suggestion it came from; null if from none
 */
public record Insight(
    UUID id,
    HcpId hcp,
    String person,
    String topic,
    String words,
    @Nullable UUID suggestionId,
    Instant at) {}
