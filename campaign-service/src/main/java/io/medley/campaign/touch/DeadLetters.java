package io.medley.campaign.touch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages that were given up. */
public interface DeadLetters {

  /**
   * A message no provider will take.
   *
   * @param attempts how often it was tried
   * @param why what was answered last
   * @param traceId the stored explanation
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
      UUID traceId) {}

  /** The newest ones of every channel. */
  List<DeadLetter> newest(int limit);

  /** How many touches wait for a channel's rate, room or hours, by channel. */
  Map<String, Long> waiting();
}
