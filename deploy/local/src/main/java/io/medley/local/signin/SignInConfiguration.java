package io.medley.local.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.medley.local.DemoPerson;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** The provider's clients, people, tokens and filters. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SignInConfiguration {

  @Bean
  SecurityFilterChain everything(HttpSecurity http, LockOut lockOut) {
    SavedRequestAwareAuthenticationSuccessHandler signedIn =
        new SavedRequestAwareAuthenticationSuccessHandler();
    return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
        .authorizeHttpRequests(
            requestsTo ->
                requestsTo
                    .requestMatchers("/", "/login", "/favicon.ico")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .formLogin(
            form ->
                form.loginPage("/login")
                    .successHandler(
                        (request, response, authentication) -> {
                          lockOut.succeeded(authentication.getName());
                          signedIn.onAuthenticationSuccess(request, response, authentication);
                        })
                    .failureHandler(
                        (request, response, refused) -> {
                          String user =
                              Objects.requireNonNullElse(request.getParameter("username"), "");
                          lockOut.failed(user);
                          response.sendRedirect(
                              lockOut.isLocked(user) ? "/login?locked" : "/login?error");
                        }))
        .logout(logout -> logout.logoutSuccessUrl("/login?signed-out"))
        .oauth2ResourceServer(resource -> resource.jwt(Customizer.withDefaults()))
        .addFilterBefore(new FreshSignIn(), AuthorizationFilter.class)
        .build();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    // The passwords are printed on the sign-in page; a slow hash would protect nothing.
    return new BCryptPasswordEncoder(4);
  }

  @Bean
  UserDetailsService people(PasswordEncoder passwords, LockOut lockOut) {
    InMemoryUserDetailsManager everybody =
        new InMemoryUserDetailsManager(
            DemoPerson.ALL.stream()
                .map(
                    person ->
                        User.withUsername(person.user())
                            .password(passwords.encode(person.password()))
                            .authorities(List.of())
                            .build())
                .toList());
    return name ->
        User.withUserDetails(everybody.loadUserByUsername(name))
            .accountLocked(lockOut.isLocked(name))
            .build();
  }

  @Bean
  LockOut lockOut(SignInSettings settings) {
    return new LockOut(Clock.systemUTC(), new SecurityAlarm(settings.home()));
  }

  @Bean
  OAuth2AuthorizationService authorizations() {
    return new OneAtATimeAuthorizations();
  }

  @Bean
  RegisteredClientRepository clients(SignInSettings settings, PasswordEncoder passwords) {
    return new InMemoryRegisteredClientRepository(
        pages("content", settings, passwords),
        pages("campaign", settings, passwords),
        service("campaign-service", "feed", settings, passwords),
        service("content-service", "feed", settings, passwords),
        service("portal", "portal", settings, passwords),
        people("demo")
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .redirectUri(SignInClient.REDIRECT.toString())
            .clientSettings(ClientSettings.builder().requireProofKey(true).build())
            .build());
  }

  private static RegisteredClient pages(
      String id, SignInSettings settings, PasswordEncoder passwords) {
    return people(id)
        .clientSecret(passwords.encode(settings.secret(id)))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        // On a loopback address the port is free (RFC 8252 section 7.3), so a service under test
        // needs no registration.
        .redirectUri("http://127.0.0.1/login/oauth2/code/medley")
        .postLogoutRedirectUri("http://127.0.0.1:" + settings.home().port(id))
        .postLogoutRedirectUri("http://127.0.0.1:" + settings.home().port(id) + "/")
        .clientSettings(ClientSettings.builder().requireProofKey(false).build())
        .build();
  }

  private static RegisteredClient.Builder people(String id) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .scope(OidcScopes.OPENID)
        .scope(OidcScopes.PROFILE)
        .scope(OidcScopes.EMAIL)
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build());
  }

  private static RegisteredClient service(
      String id, String scope, SignInSettings settings, PasswordEncoder passwords) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientSecret(passwords.encode(settings.secret(id)))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope(scope)
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build())
        .build();
  }

  @Bean
  JWKSource<SecurityContext> keys(SignInSettings settings) {
    return new ImmutableJWKSet<>(new JWKSet(settings.key()));
  }

  @Bean
  JwtDecoder ownTokens(SignInSettings settings) throws com.nimbusds.jose.JOSEException {
    return NimbusJwtDecoder.withPublicKey(settings.key().toRSAPublicKey()).build();
  }

  @Bean
  AuthorizationServerSettings addresses(SignInSettings settings) {
    return AuthorizationServerSettings.builder().issuer(settings.issuer().toString()).build();
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims() {
    return context -> {
      Authentication principal = context.getPrincipal();
      if (principal != null
          && AuthorizationGrantType.AUTHORIZATION_CODE.equals(
              context.getAuthorizationGrantType())) {
        DemoPerson person = DemoPerson.named(principal.getName());
        context
            .getClaims()
            .claim("name", person.printedName())
            .claim("email", person.email())
            .claim("roles", person.roles().stream().sorted().toList())
            .claim("groups", person.groups().stream().sorted().toList());
        person.agency().ifPresent(agency -> context.getClaims().claim("agency", agency));
      }
    };
  }
}
