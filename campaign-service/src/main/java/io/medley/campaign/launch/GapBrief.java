package io.medley.campaign.launch;

import java.time.Instant;
import java.util.UUID;

/**
 * A brief that asks for missing content.
 *
 * @param place slot, country and language, e.g. {@code announce/US/en-US}
 * @param briefId its id at content-service
 * @param openedBy person id
 */
public record GapBrief(String place, UUID briefId, String openedBy, Instant openedAt) {}
