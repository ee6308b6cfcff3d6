package io.medley.campaign.touch;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A touch that was held for want of room or time and will ask again. Under scarcity a lower touch
 * leaves it the room it needs.
 *
 * @param weight contact points it will need
 * @param since when it was held first; business time
 * @param until when it asks again; business time
 */
public record WaitingTouch(
    SendKey sendKey,
    UUID campaignId,
    String brandId,
    String channel,
    TouchPurpose purpose,
    int weight,
    Instant since,
    Instant until) {

  /** Purpose first, then age, then the send key: a total order, so two never wait for another. */
  static final Comparator<WaitingTouch> PRECEDENCE =
      Comparator.comparing(WaitingTouch::purpose)
          .thenComparing(WaitingTouch::since)
          .thenComparing(waiting -> waiting.sendKey().toString());
}
