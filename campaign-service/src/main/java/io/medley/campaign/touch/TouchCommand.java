package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.util.List;
import java.util.UUID;

/**
 * What a journey asks of the gate.
 *
 * @param sendKey names the touch
 * @param hcpId whom to contact
 * @param campaignId for which campaign
 * @param brandId product whose pieces may be chosen
 * @param channel {@code EMAIL}; others are skipped with a reason until they exist
 * @param slot content slot of the template, e.g. {@code announce}
 * @param audience {@code HCP OTHER_HCP PATIENT PUBLIC}
 * @param policy when and how often
 * @param killSwitch true if the caller already knows that the campaign is stopped; the gate reads
 *     {@link KillSwitches} itself at every step as well
 * @param planned versions (of content-service) the campaign declared for this slot, best first;
 *     empty = whatever the catalog has for the slot
 */
public record TouchCommand(
    SendKey sendKey,
    HcpId hcpId,
    UUID campaignId,
    String brandId,
    String channel,
    String slot,
    String audience,
    ContactPolicy policy,
    boolean killSwitch,
    List<UUID> planned) {

  /** Copies the list. */
  public TouchCommand {
    planned = List.copyOf(planned);
  }

  /** The enrolment the touch belongs to. */
  public UUID enrolmentId() {
    return sendKey.enrolmentId();
  }
}
