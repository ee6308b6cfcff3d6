package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The contact ledger, for reading. */
public interface Contacts {

  /** One contact. */
  Optional<Contact> find(UUID contactId);

  /** The contact a send key made, unless it was given back. */
  Optional<Contact> bySendKey(SendKey key);

  /** All contacts of an HCP, newest first. */
  List<Contact> ofHcp(HcpId hcp);
}
