package io.medley.campaign.consent;

import io.medley.campaign.hcp.HcpId;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Signed addresses by which an HCP reaches us without signing in. */
public interface ConsentLinks {

  /** Where an HCP confirms a request. */
  URI confirm(UUID request);

  /** The request a link was made for; empty unless this service made it. */
  Optional<UUID> request(String token);

  /** The HCP's preference centre. */
  URI centre(HcpId hcp);

  /** The HCP a preference centre's link was made for; empty unless this service made it. */
  Optional<HcpId> hcp(String token);
}
