package io.medley.seed;

import io.medley.local.DemoPerson;
import io.medley.local.signin.SignInClient;
import io.medley.seed.http.Api;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens the services' APIs for demo people, each with a token of their own that is renewed before
 * it ends.
 */
public final class Doors {

  private static final Duration RENEW_BEFORE = Duration.ofSeconds(60);

  private final Stack stack;
  private final SignInClient signIn;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Map<String, SignInClient.Tokens> tokens = new ConcurrentHashMap<>();

  /** The doors of this stack. */
  public Doors(Stack stack) {
    this.stack = stack;
    this.signIn = new SignInClient(stack.url("signIn"));
  }

  /** The API of {@code content} or {@code campaign} as this person. */
  public Api api(String service, String person) {
    return new Api(http, stack.url(service), () -> token(person));
  }

  private String token(String person) {
    return tokens
        .compute(
            person,
            (user, held) ->
                held != null && Instant.now().isBefore(held.expiresAt().minus(RENEW_BEFORE))
                    ? held
                    : signIn.signIn(DemoPerson.named(user)))
        .accessToken();
  }
}
