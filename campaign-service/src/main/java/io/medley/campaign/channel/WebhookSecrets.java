package io.medley.campaign.channel;

import io.medley.campaign.hcp.KeyedDigest;
import io.medley.platform.time.RealTime;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Secrets of webhook endpoints. They are derived, never stored: a copy of the database signs
 * nothing.
 */
@Component
public class WebhookSecrets {

  private static final String KIND = "webhook-secret";

  private final KeyedDigest digests;
  private final RealTime realTime;

  WebhookSecrets(KeyedDigest digests, RealTime realTime) {
    this.digests = digests;
    this.realTime = realTime;
  }

  /** The newest secret. */
  public String newest(WebhookEndpoint endpoint) {
    return secret(endpoint, endpoint.secretVersion());
  }

  /** The secrets that sign now, the newest first. */
  public List<String> signing(WebhookEndpoint endpoint) {
    Instant until = endpoint.previousUntil();
    return until != null && realTime.now().isBefore(until) && endpoint.secretVersion() > 1
        ? List.of(newest(endpoint), secret(endpoint, endpoint.secretVersion() - 1))
        : List.of(newest(endpoint));
  }

  private String secret(WebhookEndpoint endpoint, int version) {
    return "whsec_" + digests.fingerprint(KIND, endpoint.id() + "/" + version);
  }
}
