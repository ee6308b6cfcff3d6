package io.medley.campaign.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message ready to leave.
 *
 * @param messageId how the provider knows it, derived from the send key
 * @param recipient address of the one recipient
 * @param links absolute addresses the piece declares, in order
 * @param safety the safety information it carries; null where the market demands none of it here
 * @param bytes the complete message, as it is handed over and kept
 */
// Never compared: the bytes are carried from one call to the next.
@SuppressWarnings("ArrayRecordComponent")
public record RenderedMessage(
    String messageId,
    String recipient,
    List<String> links,
    SafetyInformation.@Nullable Carried safety,
    byte[] bytes) {

  /** Copies the list. */
  public RenderedMessage {
    links = List.copyOf(links);
  }

  /** A message that carries no safety information of its own. */
  public RenderedMessage(String messageId, String recipient, List<String> links, byte[] bytes) {
    this(messageId, recipient, links, null, bytes);
  }

  @Override
  public String toString() {
    return "RenderedMessage[" + messageId + "]";
  }
}
