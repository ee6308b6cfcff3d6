package io.medley.campaign.touch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that were given up. */
public interface DeadLetters {

  /**
   * A message no provider will take.
   *
   * @param attempts how often it was tried
   * @param why what was answered last
   * @param traceId the stored explanation
   * @param again that it is sent again; null if nobody did that
   */
  record DeadLetter(
      String sendKey,
      UUID hcpId,
      String pseudonym,
      UUID campaignId,
      String channel,
      Instant at,
      int attempts,
      String why,
      UUID traceId,
      @Nullable Again again) {}

  /**
   * That a message is sent again.
   *
   * @param outcome what the gate said last; null until it was asked
   * @param reason why
   * @param traceId the stored explanation of that
   * @param until when it is asked anew; null if it is over
   */
  record Again(
      String by,
      Instant at,
      String why,
      @Nullable String outcome,
      @Nullable String reason,
      @Nullable UUID traceId,
      @Nullable Instant until) {}

  /** Of every channel, those first that did not leave after all, the newest of them first. */
  List<DeadLetter> newest(int limit);

  /** How many touches wait for a channel's rate, room or hours, by channel. */
  Map<String, Long> waiting();
}
