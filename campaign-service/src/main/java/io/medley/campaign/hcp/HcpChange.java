package io.medley.campaign.hcp;

/**
 * Something in an HCP's life that concerns more than their row.
 *
 * @param status as it is now
 * @param country as it is now, ISO 3166 alpha-2
 * @param moved whether country or territory are other ones than before
 */
public record HcpChange(HcpId hcp, HcpStatus status, String country, boolean moved) {}
