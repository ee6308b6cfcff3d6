package io.medley.content.lifecycle.web;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** What only programs with the scope {@code feed} may fetch. */
@Component
class FeedScope {

  private static final String AUTHORITY = "SCOPE_feed";

  boolean granted() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
        && authentication.getAuthorities().stream()
            .anyMatch(granted -> AUTHORITY.equals(granted.getAuthority()));
  }

  void require() {
    if (!granted()) {
      throw new AccessDeniedException("The token lacks the scope feed.");
    }
  }
}
