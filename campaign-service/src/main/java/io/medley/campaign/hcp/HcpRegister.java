package io.medley.campaign.hcp;

import io.medley.platform.security.Actor;

/** Writing HCPs. */
public interface HcpRegister {

  /** What an upsert did. */
  enum Change {
    /** The HCP is new. */
    CREATED,
    /** At least one value changed. */
    UPDATED,
    /** Everything was so already. */
    UNCHANGED,
    /** The HCP was erased; nothing was written. */
    ERASED
  }

  /** The HCP and what happened to it. */
  record Upserted(HcpId id, Change change) {}

  /**
   * Creates or updates by external id, inside the caller's transaction, and holds the HCP's row
   * lock until it ends. Not audited by itself. A person who was erased is never made again, neither
   * under the same external id nor under the same address.
   *
   * @param by who says so
   */
  Upserted upsert(HcpDraft draft, Actor by);
}
