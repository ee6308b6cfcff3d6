package io.medley.campaign.measure;

import io.medley.campaign.consent.ConsentLinks;
import io.medley.campaign.hcp.HcpId;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The preference centre's addresses, with the same signed tokens as tracking. */
@Component
class SignedConsentLinks implements ConsentLinks {

  private final TrackingTokens tokens;
  private final SignedTrackingLinks links;

  SignedConsentLinks(TrackingTokens tokens, SignedTrackingLinks links) {
    this.tokens = tokens;
    this.links = links;
  }

  @Override
  public URI confirm(UUID request) {
    return links.address(
        "/preferences/confirm/", new TrackingToken(TrackingToken.Kind.CONFIRM, request, -1));
  }

  @Override
  public Optional<UUID> request(String token) {
    return tokens.read(token, TrackingToken.Kind.CONFIRM).map(TrackingToken::contactId);
  }

  @Override
  public URI centre(HcpId hcp) {
    return links.address(
        "/preferences/", new TrackingToken(TrackingToken.Kind.CENTRE, hcp.value(), -1));
  }

  @Override
  public Optional<HcpId> hcp(String token) {
    return tokens.read(token, TrackingToken.Kind.CENTRE).map(read -> new HcpId(read.contactId()));
  }
}
