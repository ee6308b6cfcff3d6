package io.medley.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/**
 * The sign-in flow, taught one thing: a request that carries a step-up's id asks the provider for
 * the password again ({@code prompt=login}, {@code max_age=0}), and its answer proves that step-up
 * instead of merely signing in.
 */
final class StepUpSignIn
    implements OAuth2AuthorizationRequestResolver,
        AuthorizationRequestRepository<OAuth2AuthorizationRequest>,
        AuthenticationSuccessHandler {

  /** Parameter of the sign-in path, and name under which the id travels with the flow. */
  static final String STEP_UP = "medley.step-up";

  private final DefaultOAuth2AuthorizationRequestResolver resolver;
  private final HttpSessionOAuth2AuthorizationRequestRepository requests =
      new HttpSessionOAuth2AuthorizationRequestRepository();
  private final SavedRequestAwareAuthenticationSuccessHandler signedIn =
      new SavedRequestAwareAuthenticationSuccessHandler();
  private final JdbcStepUp stepUp;
  private final PeopleOfTokens people;

  StepUpSignIn(
      ClientRegistrationRepository registrations,
      JdbcStepUp stepUp,
      PeopleOfTokens people,
      String signInPath) {
    this.resolver =
        new DefaultOAuth2AuthorizationRequestResolver(
            registrations, signInPath.substring(0, signInPath.lastIndexOf('/')));
    this.stepUp = stepUp;
    this.people = people;
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    return withStepUp(resolver.resolve(request), request);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(
      HttpServletRequest request, String registration) {
    return withStepUp(resolver.resolve(request, registration), request);
  }

  private @Nullable OAuth2AuthorizationRequest withStepUp(
      @Nullable OAuth2AuthorizationRequest resolved, HttpServletRequest request) {
    String id = request.getParameter(STEP_UP);
    if (resolved == null || id == null) {
      return resolved;
    }
    Object nonce = resolved.getAdditionalParameters().get(OidcParameterNames.NONCE);
    if (!(nonce instanceof String text)) {
      throw new IllegalStateException("An OpenID request without a nonce");
    }
    stepUp.asked(id, text);
    return OAuth2AuthorizationRequest.from(resolved)
        .additionalParameters(
            parameters -> {
              parameters.put("prompt", "login");
              parameters.put("max_age", "0");
            })
        .attributes((Map<String, Object> attributes) -> attributes.put(STEP_UP, id))
        .build();
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    return requests.loadAuthorizationRequest(request);
  }

  @Override
  public void saveAuthorizationRequest(
      OAuth2AuthorizationRequest authorizationRequest,
      HttpServletRequest request,
      HttpServletResponse response) {
    requests.saveAuthorizationRequest(authorizationRequest, request, response);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizationRequest removed = requests.removeAuthorizationRequest(request, response);
    if (removed != null && removed.getAttribute(STEP_UP) instanceof String id) {
      request.setAttribute(STEP_UP, id);
    }
    return removed;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException, jakarta.servlet.ServletException {
    if (authentication.getPrincipal() instanceof OidcUser user) {
      people.tell(user.getSubject(), user.getClaims(), user.getIssuedAt());
    }
    if (!(request.getAttribute(STEP_UP) instanceof String id)) {
      signedIn.onAuthenticationSuccess(request, response, authentication);
      return;
    }
    if (!(authentication.getPrincipal() instanceof OidcUser user)) {
      throw new IllegalStateException("A sign-in without an id token");
    }
    try {
      response.sendRedirect(request.getContextPath() + stepUp.answered(id, user.getIdToken()));
    } catch (StepUpRefused refused) {
      if (refused.reason() == StepUpRefused.Reason.OTHER_PERSON) {
        // The browser's session now is somebody else's: it ends, so that nobody acts by mistake.
        HttpSession session = request.getSession(false);
        if (session != null) {
          session.invalidate();
        }
        SecurityContextHolder.clearContext();
      }
      throw refused;
    }
  }
}
