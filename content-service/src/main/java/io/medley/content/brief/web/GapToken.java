package io.medley.content.brief.web;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The token by which campaign-service reports content gaps: one with the scope {@code feed}. */
@Component
class GapToken {

  private static final String AUTHORITY = "SCOPE_feed";

  boolean held() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
        && authentication.getAuthorities().stream()
            .anyMatch(granted -> AUTHORITY.equals(granted.getAuthority()));
  }
}
