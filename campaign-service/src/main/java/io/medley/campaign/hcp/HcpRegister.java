package io.medley.campaign.hcp;

import io.medley.platform.security.Actor;
import java.util.List;

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
  record Upserted(HcpId id, String pseudonym, Change change) {}

  /**
   * Creates or updates by external id, inside the caller's transaction, and holds the HCPs' row
   * locks until it ends; one such transaction at a time. Not audited by itself. A person who was
   * erased is never made again, neither under the same external id nor under the same address.
   *
   * @param drafts some hundred at most, no external id twice
   * @param by who says so
   * @return one for each draft, in their order
   */
  List<Upserted> upsert(List<HcpDraft> drafts, Actor by);
}
