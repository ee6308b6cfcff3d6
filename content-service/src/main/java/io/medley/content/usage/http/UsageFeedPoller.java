package io.medley.content.usage.http;

import io.medley.content.usage.VersionUsages;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.jdbc.LockTaken;
import io.medley.platform.jdbc.SessionLock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Follows campaign-service's usage feed, one poller per database. A page is fetched first and
 * stored in a transaction of its own afterwards; counts are whole, so a page stored twice does no
 * harm.
 */
@Component
@ConditionalOnProperty("medley.usage.url")
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class UsageFeedPoller implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(UsageFeedPoller.class);
  private static final String REGISTRATION = "campaign-service";
  private static final Authentication ITSELF =
      new AnonymousAuthenticationToken(
          "content-service", "content-service", AuthorityUtils.createAuthorityList("SERVICE"));

  private final VersionUsages usages;
  private final AdvisoryLocks locks;
  private final UsageFeedSettings settings;
  private final RestClient http;
  private volatile boolean running;
  private boolean away;
  private Thread worker = Thread.ofVirtual().unstarted(() -> {});

  UsageFeedPoller(VersionUsages usages, AdvisoryLocks locks, UsageFeedSettings settings) {
    this.usages = usages;
    this.locks = locks;
    this.settings = settings;
    this.http = client(settings);
  }

  private static RestClient client(UsageFeedSettings settings) {
    // Discovered at the first call, so that this service starts while the provider is away.
    ClientRegistrationRepository registrations =
        new SupplierClientRegistrationRepository(
            () -> new InMemoryClientRegistrationRepository(List.of(registration(settings))));
    OAuth2AuthorizedClientService clients =
        new InMemoryOAuth2AuthorizedClientService(registrations);
    AuthorizedClientServiceOAuth2AuthorizedClientManager manager =
        new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, clients);
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder().clientCredentials().build());
    OAuth2ClientHttpRequestInterceptor tokens = new OAuth2ClientHttpRequestInterceptor(manager);
    tokens.setClientRegistrationIdResolver(request -> REGISTRATION);
    tokens.setPrincipalResolver(request -> ITSELF);
    tokens.setAuthorizationFailureHandler(
        OAuth2ClientHttpRequestInterceptor.authorizationFailureHandler(clients));
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(settings.timeout()).build());
    requests.setReadTimeout(settings.longPoll().plus(settings.timeout()));
    return RestClient.builder()
        .baseUrl(settings.url())
        .requestFactory(requests)
        .requestInterceptor(tokens)
        .build();
  }

  private static ClientRegistration registration(UsageFeedSettings settings) {
    return ClientRegistrations.fromIssuerLocation(settings.issuer().toString())
        .registrationId(REGISTRATION)
        .clientId(settings.clientId())
        .clientSecret(settings.clientSecret())
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope(settings.scope())
        .build();
  }

  private void run() {
    while (running) {
      try (SessionLock lock = locks.hold("usage-feed", "poller")) {
        LOG.info("This process follows the usage feed");
        while (running && lock.held()) {
          round();
        }
      } catch (LockTaken another) {
        pause(settings.longPoll());
      } catch (RuntimeException failure) {
        LOG.warn("Following the usage feed failed and is tried again", failure);
        pause(settings.retry());
      }
    }
  }

  private void round() {
    try {
      poll();
      if (away) {
        LOG.info("campaign-service answers the usage feed again");
        away = false;
      }
    } catch (RestClientException | OAuth2AuthorizationException outage) {
      if (!away) {
        LOG.warn("campaign-service does not answer the usage feed: {}", outage.getMessage());
        away = true;
      }
      pause(settings.retry());
    }
  }

  /** Asks for one page and stores it. */
  void poll() {
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
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  @Override
  public synchronized void start() {
    running = true;
    worker = Thread.ofVirtual().name("usage-feed").start(this::run);
  }

  @Override
  public synchronized void stop() {
    running = false;
    worker.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
