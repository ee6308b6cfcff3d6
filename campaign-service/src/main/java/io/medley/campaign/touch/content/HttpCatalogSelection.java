package io.medley.campaign.touch.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.medley.campaign.touch.CatalogSelection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * {@code POST /api/catalog/selection}. Answers are kept for a moment per question and epoch: five
 * hundred HCPs of one market ask the same, and a stale answer only costs a re-check.
 */
@Component
class HttpCatalogSelection implements CatalogSelection {

  private static final int QUESTIONS = 10_000;

  private final RestClient http;
  private final Cache<Question, Proposal> answers;

  HttpCatalogSelection(ContentServiceHttp contentService, ContentServiceSettings settings) {
    this.http = contentService.client(settings.timeout());
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(QUESTIONS)
            .expireAfterWrite(settings.selectionAge())
            .build();
  }

  private record Question(Wanted wanted, long epoch) {}

  private record CandidateBody(UUID versionId, String title, String jobCode, String contentHash) {}

  private record RejectedBody(UUID versionId, String reason) {}

  private record Body(
      @Nullable List<CandidateBody> candidates, @Nullable List<RejectedBody> rejected) {}

  @Override
  public Proposal propose(Wanted wanted, long epoch) {
    return answers.get(new Question(wanted, epoch), question -> ask(question.wanted()));
  }

  private Proposal ask(Wanted wanted) {
    try {
      Body body =
          http.post()
              .uri("/api/catalog/selection")
              .contentType(MediaType.APPLICATION_JSON)
              .body(wanted)
              .retrieve()
              .body(Body.class);
      if (body == null) {
        throw new RestClientException("the answer is empty");
      }
      return new Proposal(
          or(body.candidates()).stream()
              .map(
                  candidate ->
                      new Proposed(
                          candidate.versionId(),
                          candidate.title(),
                          candidate.jobCode(),
                          candidate.contentHash()))
              .toList(),
          or(body.rejected()).stream()
              .map(rejected -> new Declined(rejected.versionId(), rejected.reason()))
              .toList());
    } catch (RestClientException | OAuth2AuthorizationException away) {
      throw new CatalogUnavailable("The catalog cannot be asked", away);
    }
  }

  private static <T> List<T> or(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
