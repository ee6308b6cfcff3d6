package io.medley.campaign.consent;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests for consent, in the caller's transaction. */
public interface ConsentRequests {

  /** Stores a new one. */
  void add(ConsentRequest request);

  /** The request. */
  Optional<ConsentRequest> find(UUID id);

  /** An HCP's requests, newest first. */
  List<ConsentRequest> of(HcpId hcp);

  /** The mail was taken. */
  void mailed(UUID id, Instant at);

  /** The mail will never be taken. */
  void refused(UUID id, String why);

  /** The HCP confirmed; false if that was known already. */
  boolean confirmed(UUID id, Instant at);
}
