package io.medley.campaign.touch;

import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.channel.Tracked;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A touch ready to be claimed.
 *
 * @param version the piece chosen
 * @param form of a piece made of modules the form chosen; null = the piece's own bytes
 * @param contentHashes hashes of the bytes of every version rendered, the chosen one's first
 * @param tracked what may be seen of its reader
 * @param sealed the message, sealed under the HCP's key
 * @param substituted another piece than planned
 * @param ghost nothing will be sent
 * @param weight contact points
 */
record Plan(
    TouchCommand command,
    boolean ghost,
    ServableVersion version,
    @Nullable RenderedForm form,
    List<UUID> versions,
    List<String> contentHashes,
    UUID contactId,
    UUID traceId,
    RenderedMessage message,
    Tracked tracked,
    Sealed sealed,
    boolean substituted,
    int weight,
    Explanation explanation) {

  /**
   * Sealed bytes with the hash of the clear ones.
   *
   * @param hash SHA-256 of the complete message
   */
  // Never compared: the bytes are carried from one call to the next.
  @SuppressWarnings("ArrayRecordComponent")
  record Sealed(byte[] bytes, String hash) {}
}
