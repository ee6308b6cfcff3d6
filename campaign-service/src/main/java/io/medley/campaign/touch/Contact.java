package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One line of the contact ledger.
 *
 * @param versionId the piece, as content-service names it
 * @param state where the contact stands
 * @param at when it was claimed, business time; caps count from here
 * @param links absolute addresses declared in the approved piece, in order; the index is the
 *     position of {@code TrackingLinks.click}
 * @param renderedHash SHA-256 of the rendered message
 */
public record Contact(
    UUID id,
    SendKey sendKey,
    UUID enrolmentId,
    HcpId hcpId,
    UUID campaignId,
    String brandId,
    String stepId,
    String channel,
    String slot,
    UUID versionId,
    State state,
    Instant at,
    List<String> links,
    String renderedHash) {

  /** Copies the list. */
  public Contact {
    links = List.copyOf(links);
  }

  /** Where a contact stands. */
  public enum State {
    /** Claimed; counts. */
    RESERVED,
    /** Handed over; counts. */
    CONTACTED,
    /** Nobody can say; counts. */
    IN_DOUBT,
    /** Given back; does not count. */
    RELEASED,
    /** Holdout; counts for the holdout's shadow only. */
    GHOST
  }
}
