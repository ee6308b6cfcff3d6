package io.medley.campaign.channel;

import io.medley.campaign.hcp.Hcp;
import java.util.UUID;

/**
 * A message to be made.
 *
 * @param piece the approved piece it carries
 * @param brandId product it speaks of
 * @param hcp whom it is for
 * @param sendKey text of the send key; names the message at the provider
 * @param contactId the contact it will be
 * @param promotes whether the piece promotes the brand
 * @param tracked what may be seen of what the reader does with it
 */
public record MessageRequest(
    ApprovedPiece piece,
    String brandId,
    Hcp hcp,
    String sendKey,
    UUID contactId,
    boolean promotes,
    Tracked tracked) {}
