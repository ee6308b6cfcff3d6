package io.medley.platform.feed;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
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
import org.springframework.web.client.RestClient;

/**
 * HTTP clients for a neighbouring service that carry this service's own token (client credentials).
 * The token's registration is not a bean: people's sign-in has its own.
 */
public final class NeighbourHttp {

  private static final String REGISTRATION = "neighbour";

  private final String url;
  private final Duration connectTimeout;
  private final OAuth2ClientHttpRequestInterceptor tokens;

  /**
   * What a service is known by at the sign-in provider.
   *
   * @param issuer the sign-in provider
   * @param clientId the service's name there
   * @param secret its secret
   * @param scope scope of its tokens
   */
  public record Account(URI issuer, String clientId, String secret, String scope) {

    @Override
    public String toString() {
      return clientId;
    }
  }

  /** Nobody is asked before the first call, so that a service starts while its provider is away. */
  public NeighbourHttp(String url, Account account, Duration connectTimeout) {
    this.url = url;
    this.connectTimeout = connectTimeout;
    ClientRegistrationRepository registrations =
        new SupplierClientRegistrationRepository(
            () -> new InMemoryClientRegistrationRepository(List.of(registration(account))));
    OAuth2AuthorizedClientService clients =
        new InMemoryOAuth2AuthorizedClientService(registrations);
    AuthorizedClientServiceOAuth2AuthorizedClientManager manager =
        new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, clients);
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder().clientCredentials().build());
    Authentication itself =
        new AnonymousAuthenticationToken(
            account.clientId(), account.clientId(), AuthorityUtils.createAuthorityList("SERVICE"));
    tokens = new OAuth2ClientHttpRequestInterceptor(manager);
    tokens.setClientRegistrationIdResolver(request -> REGISTRATION);
    tokens.setPrincipalResolver(request -> itself);
    tokens.setAuthorizationFailureHandler(
        OAuth2ClientHttpRequestInterceptor.authorizationFailureHandler(clients));
  }

  private static ClientRegistration registration(Account account) {
    return ClientRegistrations.fromIssuerLocation(account.issuer().toString())
        .registrationId(REGISTRATION)
        .clientId(account.clientId())
        .clientSecret(account.secret())
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope(account.scope())
        .build();
  }

  /**
   * A client.
   *
   * @param readTimeout longest silence before an answer
   */
  public RestClient client(Duration readTimeout) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(connectTimeout).build());
    requests.setReadTimeout(readTimeout);
    return RestClient.builder()
        .baseUrl(url)
        .requestFactory(requests)
        .requestInterceptor(tokens)
        .build();
  }
}
