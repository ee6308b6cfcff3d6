package io.medley.campaign.touch.content;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.medley.campaign.touch.CatalogSelection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AsyncCache<Question, Proposal> answers;

  HttpCatalogSelection(ContentServiceHttp contentService, ContentServiceSettings settings) {
    this.http = contentService.client(settings.timeout());
    this.answers =
        // Asked outside the cache's locks and tidied on a thread of its own. By default a question
        // under way blocks the tidying, which blocks the JVM's common pool, which every HTTP answer
        // of this process passes through: the lease of the approvals feed would run out meanwhile.
        Caffeine.newBuilder()
            .executor(threads)
            .maximumSize(QUESTIONS)
            .expireAfterWrite(settings.selectionAge())
            .buildAsync();
  }

  private record Question(Wanted wanted, long epoch) {}

  private record CandidateBody(UUID versionId, String title, String jobCode, String contentHash) {}

  private record RejectedBody(UUID versionId, String reason) {}

  private record Body(
      @Nullable List<CandidateBody> candidates, @Nullable List<RejectedBody> rejected) {}

  @Override
  public Proposal propose(Wanted wanted, long epoch) {
    try {
      return answers.get(new Question(wanted, epoch), question -> ask(question.wanted())).join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof CatalogUnavailable away) {
        throw away;
      }
      throw failure;
    }
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
    } catch (RestClientException | OAuth2AuthorizationException | IllegalArgumentException away) {
      // An issuer that does not answer is told as an illegal argument.
      throw new CatalogUnavailable("The catalog cannot be asked", away);
    }
  }

  private static <T> List<T> or(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
