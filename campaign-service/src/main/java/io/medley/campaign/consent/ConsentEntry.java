package io.medley.campaign.consent;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param id rises with every entry
 * @param status as it stands at the instant it was asked for; see {@link ConsentStatus#EXPIRED}
 * @param at from when it counts
 * @param recordedAt when it was written
 * @param evidence what proves it
 * @param actor id of who recorded it
 * @param expiresAt until when it counts; null = until it is withdrawn
 * @param textVersion the words the HCP agreed to; null if they are not on record
 */
public record ConsentEntry(
    long id,
    HcpId hcp,
    String channel,
    String purpose,
    ConsentStatus status,
    Instant at,
    Instant recordedAt,
    ConsentSource source,
    String evidence,
    String actor,
    @Nullable Instant expiresAt,
    @Nullable String textVersion) {}
