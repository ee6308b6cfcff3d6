package io.medley.campaign.touch.content;

import io.medley.platform.feed.NeighbourHttp;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** HTTP clients for content-service, one token for all of them. */
@Component
class ContentServiceHttp {

  private final NeighbourHttp contentService;

  ContentServiceHttp(ContentServiceSettings settings) {
    this.contentService =
        new NeighbourHttp(
            settings.url(),
            new NeighbourHttp.Account(
                settings.issuer(), settings.clientId(), settings.clientSecret(), settings.scope()),
            settings.timeout());
  }

  /**
   * A client.
   *
   * @param readTimeout longest silence before an answer
   */
  RestClient client(Duration readTimeout) {
    return contentService.client(readTimeout);
  }
}
