package io.medley.campaign.launch;

import java.time.Instant;

/**
 * Somebody accepts what stands red.
 *
 * @param finding key of the finding
 * @param by person id
 * @param reason why it is acceptable
 */
public record Acceptance(String finding, String by, String reason, Instant at) {}
