package io.medley.campaign.measure;

import java.net.URI;
import java.util.UUID;

/**
 * The addresses one contact's message carries. Each holds an opaque token signed by this service,
 * so that nobody can make one for another contact, and is absolute. The same contact and position
 * always give the same address.
 */
public interface TrackingLinks {

  /**
   * Where the invisible picture of a message is loaded from.
   *
   * @param contactId the contact the message belongs to
   */
  URI openPixel(UUID contactId);

  /**
   * Where a link of the message leads first. The redirect goes only to the link the approved piece
   * declares at that position, never to an address taken from the request.
   *
   * @param contactId the contact the message belongs to
   * @param position position of the link in {@code Contact.links}, from 0
   */
  URI click(UUID contactId, int position);

  /**
   * The HCP's own preference page, also the address of one-click unsubscription (RFC 8058).
   *
   * @param contactId the contact the message belongs to
   */
  URI preferences(UUID contactId);

  /**
   * Where the HCP says whether the message answered what they asked.
   *
   * @param contactId the contact the message belongs to
   */
  URI answer(UUID contactId);
}
