package io.medley.local.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Enforces {@code prompt=login} and {@code max_age} (OpenID Connect Core 1.0, section 3.1.2.1),
 * which Authorization Server 7.1 lets pass: a request that wants a fresh sign-in is treated as if
 * nobody were signed in, until a password typed after it first arrived. One sign-in answers one
 * such request; the same request again asks again.
 */
final class FreshSignIn extends OncePerRequestFilter {

  private static final String DEMANDED = FreshSignIn.class.getName() + " demanded ";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Instant> signedInAt =
        signedInAt(SecurityContextHolder.getContext().getAuthentication());
    if (request.getRequestURI().equals("/oauth2/authorize")
        && signedInAt.isPresent()
        && wantsFresher(request, signedInAt.get())
        && !answered(request, signedInAt.get())) {
      // Only for this request: whoever gives up on the sign-in page stays signed in as before.
      SecurityContextHolder.clearContext();
    }
    chain.doFilter(request, response);
  }

  private static boolean wantsFresher(HttpServletRequest request, Instant signedInAt) {
    String prompt = request.getParameter("prompt");
    if (prompt != null && Arrays.asList(prompt.split(" ")).contains("login")) {
      return true;
    }
    String maxAge = request.getParameter("max_age");
    if (maxAge == null) {
      return false;
    }
    try {
      Duration age = Duration.ofSeconds(Long.parseLong(maxAge));
      return age.isZero() || signedInAt.isBefore(Instant.now().minus(age));
    } catch (NumberFormatException | ArithmeticException unreadable) {
      return true;
    }
  }

  /** Whether a password was typed since this very request was first seen. */
  private static boolean answered(HttpServletRequest request, Instant signedInAt) {
    HttpSession session = request.getSession();
    String key = DEMANDED + fingerprint(request);
    Instant demanded = (Instant) session.getAttribute(key);
    if (demanded == null) {
      session.setAttribute(key, Instant.now());
      return false;
    }
    if (signedInAt.isBefore(demanded)) {
      return false;
    }
    session.removeAttribute(key);
    return true;
  }

  private static String fingerprint(HttpServletRequest request) {
    return request.getParameterMap().entrySet().stream()
        // Added on the way back from the sign-in page.
        .filter(entry -> !entry.getKey().equals("continue"))
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + String.join(",", entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static Optional<Instant> signedInAt(@Nullable Authentication authentication) {
    return Optional.ofNullable(authentication).stream()
        .flatMap(signedIn -> signedIn.getAuthorities().stream())
        .filter(FactorGrantedAuthority.class::isInstance)
        .map(FactorGrantedAuthority.class::cast)
        .filter(factor -> factor.getAuthority().equals(FactorGrantedAuthority.PASSWORD_AUTHORITY))
        .map(FactorGrantedAuthority::getIssuedAt)
        .findFirst();
  }
}
