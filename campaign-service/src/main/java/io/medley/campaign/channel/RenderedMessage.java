package io.medley.campaign.channel;

import java.util.List;

/**
 * A message ready to leave.
 *
 * @param messageId how the provider knows it, derived from the send key
 * @param recipient address of the one recipient
 * @param links absolute addresses the piece declares, in order
 * @param bytes the complete message, as it is handed over and kept
 */
// Never compared: the bytes are carried from one call to the next.
@SuppressWarnings("ArrayRecordComponent")
public record RenderedMessage(
    String messageId, String recipient, List<String> links, byte[] bytes) {

  /** Copies the list. */
  public RenderedMessage {
    links = List.copyOf(links);
  }

  @Override
  public String toString() {
    return "RenderedMessage[" + messageId + "]";
  }
}
