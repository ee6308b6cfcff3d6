package io.medley.platform.security;

import io.medley.platform.audit.AuditTrail;
import io.medley.platform.problem.Problems;
import io.medley.platform.time.RealTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Three filter chains: {@code /api/**} for programs with a bearer token, what anybody may fetch,
 * and all the rest for people who signed in with OpenID Connect.
 */
@AutoConfiguration(
    after = {
      JdbcClientAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class
    })
@EnableConfigurationProperties({SignInProperties.class, AccessReviewProperties.class})
class SecurityAutoConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(SecurityAutoConfiguration.class);

  /** The client's registration; part of the addresses the sign-in provider knows. */
  static final String REGISTRATION = "medley";

  static final String SIGN_IN_PATH = "/oauth2/authorization/" + REGISTRATION;

  private static final String[] OPEN = {
    "/t/**",
    "/preferences/**",
    // Signed by who calls: providers telling how messages arrived.
    "/hooks/**",
    "/actuator/health/**",
    "/actuator/health",
    "/medley/**",
    "/webjars/**",
    "/v3/api-docs/**",
    "/favicon.ico"
  };

  @Bean
  CurrentActor currentActor() {
    return new SecurityContextActor();
  }

  @Bean
  Authorities authorities(
      JdbcClient jdbc,
      PlatformTransactionManager transactionManager,
      AuditTrail audit,
      Clock clock,
      Environment environment) {
    return new JdbcAuthorities(
        jdbc,
        new TransactionTemplate(transactionManager),
        audit,
        clock,
        environment.getProperty("medley.bootstrap-administrator"));
  }

  @Bean
  People people(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
    return new JdbcPeople(jdbc, new TransactionTemplate(transactionManager));
  }

  @Bean
  Delegations delegations(
      JdbcClient jdbc,
      PlatformTransactionManager transactionManager,
      Authorities authorities,
      People people,
      AuditTrail audit,
      Clock clock) {
    return new JdbcDelegations(
        jdbc, new TransactionTemplate(transactionManager), authorities, people, audit, clock);
  }

  @Bean
  Training training(
      JdbcClient jdbc,
      PlatformTransactionManager transactionManager,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    return new JdbcTraining(
        jdbc, new TransactionTemplate(transactionManager), authorities, audit, clock);
  }

  @Bean
  AccessReviews accessReviews(
      JdbcClient jdbc,
      PlatformTransactionManager transactionManager,
      Authorities authorities,
      AuditTrail audit,
      Clock clock,
      AccessReviewProperties properties) {
    return new JdbcAccessReviews(
        jdbc,
        new TransactionTemplate(transactionManager),
        authorities,
        audit,
        clock,
        properties.every());
  }

  @Configuration(proxyBeanMethods = false)
  @EnableWebSecurity
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @Import({
    AuthoritiesController.class,
    DelegationsController.class,
    TrainingController.class,
    PeoplePages.class,
    SignInFailedController.class
  })
  static class Web {

    /** Discovered at the first sign-in, so that a service starts while the provider is away. */
    @Bean
    ClientRegistrationRepository clientRegistrations(SignInProperties properties) {
      return new SupplierClientRegistrationRepository(
          () -> {
            ClientRegistration registration =
                ClientRegistrations.fromIssuerLocation(properties.issuer().toString())
                    .registrationId(REGISTRATION)
                    .clientId(properties.clientId())
                    .clientSecret(properties.clientSecret())
                    .scope("openid", "profile")
                    // Everything we read is in the id token; one request less per sign-in.
                    .userInfoUri("")
                    .build();
            return new InMemoryClientRegistrationRepository(registration);
          });
    }

    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
      return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    JwtDecoder jwtDecoder(SignInProperties properties, RealTime realTime) {
      return new RememberingJwtDecoder(
          new SupplierJwtDecoder(
              () -> JwtDecoders.fromIssuerLocation(properties.issuer().toString())),
          realTime);
    }

    /** A span and a timer for each of twenty filters of each request told nobody anything. */
    @Bean
    SecurityObservationSettings securityObservations() {
      return SecurityObservationSettings.withDefaults().shouldObserveRequests(false).build();
    }

    @Bean
    JdbcStepUp stepUp(
        JdbcClient jdbc,
        PlatformTransactionManager transactionManager,
        CurrentActor currentActor,
        RealTime realTime) {
      return new JdbcStepUp(
          jdbc, new TransactionTemplate(transactionManager), currentActor, realTime);
    }

    @Bean
    @Order(1)
    SecurityFilterChain apiSecurity(
        HttpSecurity http, Problems problems, People people, SignInProperties properties) {
      JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
      JwtGrantedAuthoritiesConverter scopes = new JwtGrantedAuthoritiesConverter();
      converter.setJwtGrantedAuthoritiesConverter(
          jwt -> {
            Set<GrantedAuthority> granted = new HashSet<>(scopes.convert(jwt));
            granted.addAll(roleAuthorities(SecurityContextActor.roles(jwt.getClaims())));
            return granted;
          });
      http.securityMatcher("/api/**")
          .addFilterAfter(
              new PeopleOfTokens(people, properties.groupsClaim()),
              BearerTokenAuthenticationFilter.class)
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .csrf(AbstractHttpConfigurer::disable)
          .requestCache(AbstractHttpConfigurer::disable)
          .sessionManagement(
              session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
          .oauth2ResourceServer(
              server ->
                  server
                      .jwt(jwt -> jwt.jwtAuthenticationConverter(converter))
                      .authenticationEntryPoint(
                          (request, response, missing) ->
                              unauthorized(problems, request, response, missing)))
          .exceptionHandling(
              handling ->
                  handling
                      .authenticationEntryPoint(
                          (request, response, missing) ->
                              unauthorized(problems, request, response, missing))
                      .accessDeniedHandler(
                          (HttpServletRequest request,
                              HttpServletResponse response,
                              AccessDeniedException denied) ->
                              problems.write(problems.of(denied, request), response)));
      return http.build();
    }

    private static void unauthorized(
        Problems problems,
        HttpServletRequest request,
        HttpServletResponse response,
        AuthenticationException missing)
        throws IOException {
      response.setHeader("WWW-Authenticate", "Bearer");
      problems.write(problems.of(missing, request), response);
    }

    @Bean
    @Order(2)
    SecurityFilterChain openSecurity(HttpSecurity http, SignInProperties properties) {
      http.securityMatcher(OPEN)
          .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
          // No session, no cookie, nothing to forge: links in mails and one-click unsubscribe.
          .csrf(AbstractHttpConfigurer::disable)
          .requestCache(AbstractHttpConfigurer::disable)
          .sessionManagement(
              session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
          .headers(headers -> headers(headers, properties));
      return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pageSecurity(
        HttpSecurity http,
        SignInProperties properties,
        ClientRegistrationRepository registrations,
        JdbcStepUp stepUp,
        People people) {
      StepUpSignIn signIn =
          new StepUpSignIn(
              registrations,
              stepUp,
              new PeopleOfTokens(people, properties.groupsClaim()),
              SIGN_IN_PATH);
      OidcClientInitiatedLogoutSuccessHandler atProvider =
          new OidcClientInitiatedLogoutSuccessHandler(registrations);
      atProvider.setPostLogoutRedirectUri("{baseUrl}/");
      http.authorizeHttpRequests(
              requests ->
                  requests
                      .requestMatchers("/error", "/sign-in-failed")
                      .permitAll()
                      .anyRequest()
                      .authenticated())
          .headers(headers -> headers(headers, properties))
          .oauth2Login(
              login ->
                  login
                      .loginPage(SIGN_IN_PATH)
                      .authorizationEndpoint(
                          endpoint ->
                              endpoint
                                  .authorizationRequestResolver(signIn)
                                  .authorizationRequestRepository(signIn))
                      .userInfoEndpoint(info -> info.userAuthoritiesMapper(rolesOfClaims()))
                      .successHandler(signIn)
                      .failureHandler(
                          (request, response, failed) -> {
                            LOG.warn("A sign-in was not confirmed: {}", failed.toString());
                            response.sendRedirect(request.getContextPath() + "/sign-in-failed");
                          }))
          .exceptionHandling(
              handling -> handling.authenticationEntryPoint(new SignInEntryPoint(SIGN_IN_PATH)))
          .logout(
              logout ->
                  logout
                      .logoutRequestMatcher(
                          PathPatternRequestMatcher.withDefaults()
                              .matcher(HttpMethod.POST, "/logout"))
                      .logoutSuccessHandler(atProvider));
      return http.build();
    }

    /**
     * Nothing from elsewhere and nothing inline. {@code form-action} names the sign-in provider
     * because browsers apply it to the redirects after a form, too; framing is for ourselves (a
     * piece beside its findings). A controller may set a stricter policy of its own.
     */
    private static void headers(
        HeadersConfigurer<HttpSecurity> headers, SignInProperties properties) {
      String policy =
          "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
              + "font-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'none'; "
              + "base-uri 'self'; frame-ancestors 'self'; form-action 'self' "
              + origin(properties);
      headers
          .contentSecurityPolicy(csp -> csp.policyDirectives(policy))
          .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
          .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
          .permissionsPolicyHeader(
              permissions ->
                  permissions.policy("camera=(), microphone=(), geolocation=(), payment=()"))
          .httpStrictTransportSecurity(Customizer.withDefaults());
    }

    private static String origin(SignInProperties properties) {
      return properties.issuer().getScheme() + "://" + properties.issuer().getAuthority();
    }

    private static GrantedAuthoritiesMapper rolesOfClaims() {
      return authorities -> {
        Set<GrantedAuthority> mapped = new HashSet<>(authorities);
        for (GrantedAuthority authority : authorities) {
          if (authority instanceof OidcUserAuthority user) {
            mapped.addAll(
                roleAuthorities(SecurityContextActor.roles(user.getIdToken().getClaims())));
          }
        }
        return mapped;
      };
    }

    private static Set<GrantedAuthority> roleAuthorities(Collection<String> roles) {
      Set<GrantedAuthority> granted = new HashSet<>();
      roles.forEach(role -> granted.add(new SimpleGrantedAuthority("ROLE_" + role)));
      return granted;
    }
  }
}
