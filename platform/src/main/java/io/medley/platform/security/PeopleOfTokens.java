package io.medley.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps what tokens say about people: of the id token at every sign-in, each signature's included,
 * and of the bearer token of every request. Tokens of programs carry no name and are passed by.
 */
final class PeopleOfTokens extends OncePerRequestFilter {

  private final People people;
  private final String groupsClaim;

  PeopleOfTokens(People people, String groupsClaim) {
    this.people = people;
    this.groupsClaim = groupsClaim;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Jwt token) {
      tell(token.getSubject(), token.getClaims(), token.getIssuedAt());
    }
    chain.doFilter(request, response);
  }

  /** Keeps the person of these claims, if they are a person's. */
  void tell(@Nullable String subject, Map<String, Object> claims, @Nullable Instant issuedAt) {
    if (subject == null
        || issuedAt == null
        || !(claims.get("name") instanceof String name)
        || name.isBlank()) {
      return;
    }
    String agency = claims.get("agency") instanceof String text && !text.isBlank() ? text : null;
    people.told(
        new People.Person(
            subject,
            name,
            agency,
            SecurityContextActor.roles(claims),
            texts(claims.get(groupsClaim)),
            issuedAt));
  }

  private static Set<String> texts(@Nullable Object claim) {
    Set<String> texts = new HashSet<>();
    if (claim instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof String text && !text.isBlank()) {
          texts.add(text);
        }
      }
    }
    return texts;
  }
}
