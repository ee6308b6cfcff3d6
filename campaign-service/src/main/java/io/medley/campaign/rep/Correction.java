package io.medley.campaign.rep;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value somebody says is wrong, to be mended at its source.
 *
 * @param fact name of the fact; null if it is none that is stored
 * @param words what is wrong; empty once the HCP was erased
 */
public record Correction(
    UUID id, HcpId hcp, @Nullable String fact, String words, String openedBy, Instant openedAt) {}
