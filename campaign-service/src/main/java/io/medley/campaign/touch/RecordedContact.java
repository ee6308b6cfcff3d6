package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact somebody made and wrote down.
 *
 * @param sourceKey names it for good at its source, e.g. {@code call/4711}
 * @param channel {@code CALL MEETING …}; weighs as {@link ContactRules} says
 * @param brandId product spoken about; null if none
 * @param requested whether the HCP asked for it
 * @param versionId the approved piece that was sent or shown; null if none
 * @param campaignId the campaign it was for; null if none
 * @param at when it was made; business time
 */
public record RecordedContact(
    String sourceKey,
    HcpId hcpId,
    String channel,
    @Nullable String brandId,
    boolean requested,
    @Nullable UUID versionId,
    @Nullable UUID campaignId,
    Instant at) {

  /** A contact without a piece. */
  public RecordedContact(
      String sourceKey,
      HcpId hcpId,
      String channel,
      @Nullable String brandId,
      boolean requested,
      Instant at) {
    this(sourceKey, hcpId, channel, brandId, requested, null, null, at);
  }
}
