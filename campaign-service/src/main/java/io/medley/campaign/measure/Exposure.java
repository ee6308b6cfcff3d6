package io.medley.campaign.measure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person who received a version, or may have.
 *
 * @param pseudonym how the person is named everywhere else
 * @param state {@code CONTACTED}, or {@code IN_DOUBT} where nobody knows whether it arrived
 * @param firstAt first hand-over
 * @param lastAt last hand-over
 * @param contacts how often
 * @param engaged what the person did with it, newest first; may be empty
 */
public record Exposure(
    UUID hcpId,
    String externalId,
    String pseudonym,
    String market,
    String channel,
    UUID campaignId,
    String campaign,
    String state,
    Instant firstAt,
    Instant lastAt,
    long contacts,
    @Nullable String engaged) {

  /** Reads who received what. */
  public interface Reading {

    /**
     * Who received a version, the newest first; one row per person, campaign, channel and state.
     */
    List<Exposure> of(UUID versionId, int offset, int limit);

    /** How many rows there are. */
    long count(UUID versionId);
  }
}
