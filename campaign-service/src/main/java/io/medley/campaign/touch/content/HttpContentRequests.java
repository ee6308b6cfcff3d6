package io.medley.campaign.touch.content;

import io.medley.campaign.touch.ContentRequests;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/briefs} with this service's own token, which reports a gap. */
@Component
class HttpContentRequests implements ContentRequests {

  private static final String PURPOSE = "PROMOTIONAL";
  private static final String AUDIENCE = "HCP";

  private final RestClient http;

  HttpContentRequests(ContentServiceHttp contentService, ContentServiceSettings settings) {
    this.http = contentService.client(settings.timeout());
  }

  private record Draft(
      String title,
      String brandId,
      List<String> markets,
      List<String> languages,
      List<String> channels,
      List<String> audiences,
      String purpose,
      String background,
      LocalDate dueOn,
      String campaignId,
      String slot) {}

  private record Brief(@Nullable UUID id) {}

  @Override
  public UUID open(Gap gap) {
    try {
      Brief brief =
          http.post()
              .uri("/api/briefs")
              .contentType(MediaType.APPLICATION_JSON)
              .body(
                  new Draft(
                      gap.title(),
                      gap.brandId(),
                      List.of(gap.market()),
                      List.of(gap.language()),
                      List.of(gap.channel()),
                      List.of(AUDIENCE),
                      PURPOSE,
                      gap.background(),
                      gap.dueOn(),
                      gap.campaignId().toString(),
                      gap.slot()))
              .retrieve()
              .body(Brief.class);
      if (brief == null || brief.id() == null) {
        throw new RestClientException("the answer names no brief");
      }
      return brief.id();
    } catch (RestClientResponseException refused) {
      throw new NotTaken(detail(refused), refused);
    } catch (RestClientException | OAuth2AuthorizationException away) {
      throw new NotTaken(
          "Content does not answer now; no brief was opened. Try again in a moment.", away);
    }
  }

  /** What the problem document says, for people. */
  private static String detail(RestClientResponseException refused) {
    String said = "";
    try {
      said =
          JsonMapper.shared()
              .readTree(refused.getResponseBodyAsString())
              .path("detail")
              .asString("");
    } catch (JacksonException noProblem) {
      // Not every refusal comes from the service itself.
    }
    return said.isEmpty() || refused.getStatusCode().is5xxServerError()
        ? "Content did not take the brief (%s).".formatted(refused.getStatusCode())
        : "Content did not take the brief: " + said;
  }
}
