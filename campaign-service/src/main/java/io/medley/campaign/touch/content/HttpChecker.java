package io.medley.campaign.touch.content;

import io.medley.campaign.touch.Checker;
import io.medley.campaign.touch.SendCheck;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** {@code POST /api/versions/{id}/send-check}. */
@Component
class HttpChecker implements Checker {

  private final RestClient http;

  HttpChecker(ContentServiceHttp contentService, ContentServiceSettings settings) {
    // Unlike the others it may have to read a document of many pages again.
    this.http = contentService.client(settings.timeout().multipliedBy(4));
  }

  private record Body(
      @Nullable UUID checkRunId,
      @Nullable String packVersion,
      @Nullable String verdict,
      @Nullable List<String> blocking,
      @Nullable Instant at) {}

  @Override
  public SendCheck check(UUID versionId) {
    try {
      Body body =
          http.post().uri("/api/versions/{id}/send-check", versionId).retrieve().body(Body.class);
      if (body == null
          || body.checkRunId() == null
          || body.verdict() == null
          || body.at() == null) {
        throw new RestClientException("the answer holds no verdict");
      }
      return new SendCheck(
          body.checkRunId(),
          body.packVersion() == null ? "" : body.packVersion(),
          body.verdict(),
          body.blocking() == null ? List.of() : body.blocking(),
          body.at());
    } catch (RestClientException | OAuth2AuthorizationException | IllegalArgumentException away) {
      // An issuer that does not answer is told as an illegal argument.
      throw new CheckUnavailable("content-service does not check the piece now.", away);
    }
  }
}
