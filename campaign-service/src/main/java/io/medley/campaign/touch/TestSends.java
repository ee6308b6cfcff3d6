package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;

/** Messages people sent to themselves. Writes belong to the caller's transaction. */
public interface TestSends {

  /** One of them. */
  record TestSend(
      UUID id,
      String person,
      HcpId hcp,
      UUID campaignId,
      String stepId,
      String channel,
      UUID versionId,
      String contentHash,
      String messageHash,
      Instant at) {}

  /** Notes one that is about to leave. */
  void add(TestSend send);

  /** Notes what the mail server answered. */
  void answered(UUID id, String answer);

  /** How many the person sent since. */
  int since(String person, Instant since);
}
