package io.medley.campaign.touch.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.touch.GateSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** What this service promises of itself, summed over its settings as they are shipped. */
class FeedSettingsTest {

  private final StandardEnvironment environment = new StandardEnvironment();

  @BeforeEach
  void settings() throws IOException {
    new YamlPropertySourceLoader()
        .load("application", new ClassPathResource("application.yaml"))
        .forEach(environment.getPropertySources()::addLast);
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "addresses",
                Map.of(
                    "medley.feed.url", "http://content.example",
                    "medley.feed.issuer", "http://sign-in.example",
                    "medley.feed.client-id", "campaign",
                    "medley.feed.client-secret", "secret")));
  }

  @Test
  void shouldReportHandOversInDoubtBeforeItsLeaseRunsOut() {
    GateSettings gate = bound("medley.touch", GateSettings.class);
    ContentServiceSettings feed = bound("medley.feed", ContentServiceSettings.class);

    // A lease has run for one round at most when a withdrawal is read; then hand-overs under way
    // are waited for, then it is asked again.
    assertThat(gate.handOverWait().plus(feed.longPoll()))
        .isLessThanOrEqualTo(gate.lease())
        .isLessThan(Duration.ofSeconds(5));
    // One round may fail and be asked again without any touch being held.
    assertThat(feed.longPoll().multipliedBy(2).plus(feed.retry())).isLessThan(gate.lease());
  }

  @Test
  void shouldNeverRelyOnMoreThanContentServiceGrants() {
    Duration own = Duration.ofSeconds(3);

    assertThat(ApprovalFeedPoller.lease(own, page(5_000))).isEqualTo(own);
    assertThat(ApprovalFeedPoller.lease(own, page(2_000))).isEqualTo(Duration.ofSeconds(2));
    // A content-service that says nothing of it grants nothing.
    assertThat(ApprovalFeedPoller.lease(own, page(0))).isEqualTo(Duration.ZERO);
  }

  private static FeedPage page(long leaseMillis) {
    return new FeedPage(List.of(), 1, true, leaseMillis);
  }

  private <T> T bound(String prefix, Class<T> type) {
    return Binder.get(environment).bindOrCreate(prefix, type);
  }
}
