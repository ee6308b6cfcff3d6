package io.medley.campaign.measure;

import io.medley.platform.page.MedleyUrls;
import java.net.URI;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Addresses of this service with signed tokens. */
@Component
class SignedTrackingLinks implements TrackingLinks {

  private final TrackingTokens tokens;
  private final MedleyUrls urls;

  SignedTrackingLinks(TrackingTokens tokens, MedleyUrls urls) {
    this.tokens = tokens;
    this.urls = urls;
  }

  @Override
  public URI openPixel(UUID contactId) {
    return address("/t/o/", new TrackingToken(TrackingToken.Kind.OPEN, contactId, -1));
  }

  @Override
  public URI click(UUID contactId, int position) {
    if (position < 0 || position > Short.MAX_VALUE) {
      throw new IllegalArgumentException("Not the position of a link: " + position);
    }
    return address("/t/c/", new TrackingToken(TrackingToken.Kind.CLICK, contactId, position));
  }

  @Override
  public URI preferences(UUID contactId) {
    return address(
        "/preferences/", new TrackingToken(TrackingToken.Kind.PREFERENCES, contactId, -1));
  }

  @Override
  public URI answer(UUID contactId) {
    return address(
        "/preferences/answer/", new TrackingToken(TrackingToken.Kind.ANSWER, contactId, -1));
  }

  URI address(String path, TrackingToken token) {
    URI base = urls.campaign();
    if (base == null) {
      throw new IllegalStateException(
          "medley.urls.campaign is not set: messages would carry links that lead nowhere");
    }
    return URI.create(base.toString().replaceAll("/$", "") + path + tokens.write(token));
  }
}
