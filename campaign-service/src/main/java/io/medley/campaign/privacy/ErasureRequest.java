package io.medley.campaign.privacy;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person asked to be erased (GDPR Art. 17).
 *
 * @param pseudonym how the person appears once erased
 * @param dueAt when it has to be answered (GDPR Art. 12(3): one month)
 * @param evidence how the person asked, and how they were recognised
 * @param closedWhy why it was refused; null otherwise
 */
public record ErasureRequest(
    UUID id,
    HcpId hcp,
    String pseudonym,
    String country,
    Instant receivedAt,
    Instant dueAt,
    String evidence,
    String recordedBy,
    State state,
    @Nullable Instant closedAt,
    @Nullable String closedBy,
    @Nullable String closedWhy) {

  /** Where it stands. */
  public enum State {
    /** Waits to be carried out or refused. */
    OPEN,
    /** The person's data are gone. */
    ERASED,
    /** A law demands that the data stay. */
    REFUSED
  }
}
