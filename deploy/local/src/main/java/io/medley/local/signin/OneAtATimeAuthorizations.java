package io.medley.local.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Sign-ins under way and tokens handed out, in memory. Authorization Server's own store walks a map
 * that another sign-in may be changing, and fails one of two people who sign in at once.
 */
final class OneAtATimeAuthorizations implements OAuth2AuthorizationService {

  private final OAuth2AuthorizationService store = new InMemoryOAuth2AuthorizationService();

  @Override
  public synchronized void save(OAuth2Authorization authorization) {
    store.save(authorization);
  }

  @Override
  public synchronized void remove(OAuth2Authorization authorization) {
    store.remove(authorization);
  }

  @Override
  public synchronized @Nullable OAuth2Authorization findById(String id) {
    return store.findById(id);
  }

  @Override
  public synchronized @Nullable OAuth2Authorization findByToken(
      String token, @Nullable OAuth2TokenType tokenType) {
    return store.findByToken(token, tokenType);
  }
}
