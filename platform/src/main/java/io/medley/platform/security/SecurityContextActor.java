package io.medley.platform.security;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads the actor from the claims of the id token or of the bearer token. */
final class SecurityContextActor implements CurrentActor {

  @Override
  public Actor require() {
    return find().orElseThrow(NotSignedIn::new);
  }

  @Override
  public Optional<Actor> find() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null || !authentication.isAuthenticated()) {
      return Optional.empty();
    }
    return switch (authentication.getPrincipal()) {
      case OidcUser user -> actor(user.getSubject(), user.getClaims());
      case Jwt token -> actor(token.getSubject(), token.getClaims());
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Actor> actor(@Nullable String subject, Map<String, Object> claims) {
    if (subject == null) {
      return Optional.empty();
    }
    String name = claims.get("name") instanceof String text && !text.isBlank() ? text : subject;
    String agency = claims.get("agency") instanceof String text && !text.isBlank() ? text : null;
    return Optional.of(new Actor(subject, name, roles(claims), agency));
  }

  /** Role names of the claim; SYSTEM is ours alone and cannot be claimed. */
  static Set<String> roles(Map<String, Object> claims) {
    Set<String> roles = new HashSet<>();
    if (claims.get("roles") instanceof List<?> list) {
      for (Object role : list) {
        if (role instanceof String text && !text.equals(Actor.SYSTEM_ROLE)) {
          roles.add(text);
        }
      }
    }
    return roles;
  }
}
