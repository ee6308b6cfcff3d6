package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row of one send key.
 *
 * @param claimToken changes with every claim: who holds an old one has lost
 * @param owner the process that works on it
 * @param versions every version the message renders
 * @param contentHashes their hashes as rendered, in the same order
 * @param command what was asked for, to ask again after a crash
 * @param finished UNKNOWN only: nothing more will be asked
 * @param attempts how often it was claimed
 */
public record Send(
    SendKey key,
    HcpId hcpId,
    UUID campaignId,
    String channel,
    State state,
    UUID claimToken,
    UUID owner,
    List<UUID> versions,
    List<String> contentHashes,
    UUID contactId,
    UUID traceId,
    String messageId,
    boolean substituted,
    TouchCommand command,
    boolean finished,
    @Nullable Instant handingOverAt,
    int attempts) {

  /** Copies the lists. */
  public Send {
    versions = List.copyOf(versions);
    contentHashes = List.copyOf(contentHashes);
  }

  /** States of a send. */
  public enum State {
    /** Reserved; nothing has left. */
    CLAIMED,
    /** The provider is being talked to. */
    HANDING_OVER,
    /** The provider took it. */
    SENT,
    /** The provider refused it for good. */
    FAILED,
    /** Nobody can say. */
    UNKNOWN,
    /** Taken back before anything left; may be claimed again. */
    REVOKED
  }
}
