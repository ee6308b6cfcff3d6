package io.medley.campaign.touch.content;

import io.medley.campaign.touch.MissingFacets;
import io.medley.campaign.touch.PieceFacets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** {@code GET /api/feed/facets}. */
@Component
class HttpFacetSource implements MissingFacets.Source {

  private static final ParameterizedTypeReference<List<VersionFacets>> FACETS =
      new ParameterizedTypeReference<>() {};

  private final RestClient http;

  HttpFacetSource(ContentServiceHttp contentService, ContentServiceSettings settings) {
    this.http = contentService.client(settings.timeout());
  }

  private record VersionFacets(UUID versionId, PieceFacets facets) {}

  @Override
  public Map<UUID, PieceFacets> ask(List<UUID> versions) {
    try {
      List<VersionFacets> answer =
          http.get()
              .uri(
                  uri ->
                      uri.path("/api/feed/facets")
                          .queryParam("versionId", versions.toArray())
                          .build())
              .retrieve()
              .body(FACETS);
      if (answer == null) {
        throw new RestClientException("the answer is empty");
      }
      return answer.stream()
          .collect(
              Collectors.toMap(
                  VersionFacets::versionId, VersionFacets::facets, (one, other) -> one));
    } catch (RestClientException | OAuth2AuthorizationException | IllegalArgumentException away) {
      throw new MissingFacets.SourceUnavailable(
          "content-service does not tell what pieces are about now.", away);
    }
  }
}
