package io.medley.campaign.privacy;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All requests to be erased, in the caller's transaction. */
public interface ErasureRequests {

  /** Stores a new one; false if the person has an open one. */
  boolean add(ErasureRequest request);

  /** The request, locked until the transaction ends. */
  Optional<ErasureRequest> lock(UUID id);

  /** The person's open request. */
  Optional<ErasureRequest> openOf(HcpId hcp);

  /** Every request: open ones first, those due soonest at the top. */
  List<ErasureRequest> all();

  /** Closes an open one. */
  void close(UUID id, ErasureRequest.State state, @Nullable String why, String by, Instant at);
}
