package io.medley.campaign.touch;

import java.time.Instant;

/**
 * A contact that counts, as a cap sees it.
 *
 * @param at when it was made or reserved; business time
 * @param brandId product it was about; empty if about none
 * @param weight contact points
 * @param unsolicited whether nobody asked for it
 */
public record PastContact(
    Instant at, String channel, String brandId, int weight, boolean unsolicited) {}
