package io.medley.campaign.consent;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;

/**
 * One line of the ledger.
 *
 * @param id rises with every entry
 * @param at from when it counts
 * @param recordedAt when it was written
 * @param evidence what proves it
 * @param actor id of who recorded it
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
    String actor) {}
