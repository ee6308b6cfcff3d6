package io.medley.campaign.hcp;

/**
 * An HCP works at an organisation.
 *
 * @param role what they do there, e.g. {@code Consultant}; empty if not told
 */
public record Affiliation(Hco hco, String role) {}
