package io.medley.campaign.touch.content;

import io.medley.campaign.channel.SafetyTexts;
import io.medley.campaign.channel.SafetyTexts.SafetyText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * {@code GET /api/feed/labels}: keeps the product master's safety and prescribing information here,
 * so that no message waits for it. Labels that come into force later are among them, so that they
 * hold from midnight on whether or not anybody answers then.
 */
@Component
@ConditionalOnBooleanProperty(name = "medley.feed.enabled", matchIfMissing = true)
class LabelFeedPoller {

  private static final Logger LOG = LoggerFactory.getLogger(LabelFeedPoller.class);
  private static final ParameterizedTypeReference<List<SafetyText>> TEXTS =
      new ParameterizedTypeReference<>() {};

  private final RestClient http;
  private final SafetyTexts texts;
  private @Nullable List<SafetyText> last;

  LabelFeedPoller(
      ContentServiceHttp contentService, ContentServiceSettings settings, SafetyTexts texts) {
    this.http = contentService.client(settings.timeout());
    this.texts = texts;
  }

  @Scheduled(fixedDelay = 20_000, initialDelay = 0)
  void poll() {
    try {
      List<SafetyText> answer = http.get().uri("/api/feed/labels").retrieve().body(TEXTS);
      if (answer != null && !answer.equals(last)) {
        texts.replace(answer);
        last = List.copyOf(answer);
      }
    } catch (RestClientException | OAuth2AuthorizationException | IllegalArgumentException away) {
      // What was read last stays in force; without any, e-mails that need it are held.
      LOG.warn("The labels could not be read, what was read last holds: {}", away.getMessage());
    }
  }
}
