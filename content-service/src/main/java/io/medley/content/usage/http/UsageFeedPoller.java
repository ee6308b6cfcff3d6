package io.medley.content.usage.http;

import io.medley.content.usage.VersionUsages;
import io.medley.platform.feed.FeedPoller;
import io.medley.platform.feed.NeighbourHttp;
import io.medley.platform.jdbc.AdvisoryLocks;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Follows campaign-service's usage feed. A page is fetched first and stored in a transaction of its
 * own afterwards; counts are whole, so a page stored twice does no harm.
 */
@Component
@ConditionalOnProperty("medley.usage.url")
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class UsageFeedPoller extends FeedPoller {

  private final VersionUsages usages;
  private final UsageFeedSettings settings;
  private final RestClient http;

  UsageFeedPoller(VersionUsages usages, AdvisoryLocks locks, UsageFeedSettings settings) {
    super("usage-feed", "campaign-service", locks, settings.longPoll(), settings.retry());
    this.usages = usages;
    this.settings = settings;
    this.http =
        new NeighbourHttp(
                settings.url(),
                new NeighbourHttp.Account(
                    settings.issuer(),
                    settings.clientId(),
                    settings.clientSecret(),
                    settings.scope()),
                settings.timeout())
            .client(settings.longPoll().plus(settings.timeout()));
  }

  @Override
  protected void poll() {
    long after = usages.reported().position();
    UsagePage page =
        http.get()
            .uri(
                "/api/feed/usage?after={after}&limit={limit}&waitMillis={wait}",
                after,
                settings.limit(),
                settings.longPoll().toMillis())
            .retrieve()
            .body(UsagePage.class);
    if (page == null) {
      throw new RestClientException("the page is empty");
    }
    if (page.next() != after || !page.entries().isEmpty()) {
      usages.store(
          after, page.entries().stream().map(UsagePage.Entry::toUsage).toList(), page.next());
    }
    if (page.last()) {
      pause(settings.every());
    }
  }
}
