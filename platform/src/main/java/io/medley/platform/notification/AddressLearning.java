package io.medley.platform.notification;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads a person's address from the claims they sign in with. */
final class AddressLearning {

  private static final Logger LOG = LoggerFactory.getLogger(AddressLearning.class);

  private final AddressBook addresses;

  AddressLearning(AddressBook addresses) {
    this.addresses = addresses;
  }

  @EventListener
  void signedIn(AuthenticationSuccessEvent event) {
    switch (event.getAuthentication().getPrincipal()) {
      case OidcUser user -> learn(user.getSubject(), user.getClaims());
      case Jwt token -> learn(token.getSubject(), token.getClaims());
      case null, default -> LOG.trace("No person signed in");
    }
  }

  private void learn(@Nullable String subject, Map<String, Object> claims) {
    String email = text(claims, "email");
    if (subject == null || email.isEmpty()) {
      return;
    }
    String name = text(claims, "name");
    try {
      addresses.learn(
          new AddressBook.Entry(
              subject, name.isEmpty() ? subject : name, email, text(claims, "agency")));
    } catch (DataAccessException outage) {
      // Signing in matters more than where mail goes.
      LOG.warn("The address of {} could not be kept: {}", subject, outage.getMessage());
    }
  }

  private static String text(Map<String, Object> claims, String claim) {
    return claims.get(claim) instanceof String text ? text.strip() : "";
  }
}
