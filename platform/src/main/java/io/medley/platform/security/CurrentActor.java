package io.medley.platform.security;

import java.util.Optional;

/** The person or program behind the current request: from the session (OIDC) or the bearer JWT. */
public interface CurrentActor {

  /** The actor, or {@link NotSignedIn} if the request has none. */
  Actor require();

  /** The actor, or empty for an anonymous request. */
  Optional<Actor> find();
}
