package io.medley.local.signin;

import io.medley.local.DemoPerson;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs people in without a screen, for scripts and tests: walks the authorization code flow as a
 * browser would.
 */
public final class SignInClient {

  /**
   * What a sign-in yields.
   *
   * @param accessToken for the {@code Authorization: Bearer} header of both services' APIs
   * @param idToken says who signed in and when ({@code auth_time})
   * @param expiresAt when the access token ends
   */
  public record Tokens(String accessToken, String idToken, Instant expiresAt) {
    @Override
    public String toString() {
      return "tokens until " + expiresAt;
    }
  }

  static final URI REDIRECT = URI.create("http://127.0.0.1/signed-in");

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI issuer;

  /** A client of the provider at this address. */
  public SignInClient(URI issuer) {
    this.issuer = issuer;
  }

  /** Signs a demo person in, in a new session, and returns the tokens. */
  public Tokens signIn(DemoPerson person) {
    return new Session().signIn(person.user(), person.password(), Map.of());
  }

  /** The access token of a person, for the {@code Authorization: Bearer} header. */
  public String token(String user, String password) {
    return new Session().signIn(user, password, Map.of()).accessToken();
  }

  /** The access token of a service, by client credentials. */
  public String serviceToken(String clientId, String secret, String scope) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> response =
        send(
            newHttp(HttpClient.Redirect.NEVER),
            form(
                    issuer.resolve("/oauth2/token"),
                    Map.of("grant_type", "client_credentials", "scope", scope))
                .header("Authorization", "Basic " + credentials)
                .build());
    return json(response).get("access_token").asString();
  }

  /**
   * A person's browser without a screen, signed in to one application of ours.
   *
   * @param person who types the password
   * @param page a page of the application that needs a signed-in person
   * @return the client with the application's session cookie; follows redirects
   */
  public HttpClient browser(DemoPerson person, URI page) {
    HttpClient http = newHttp(HttpClient.Redirect.NORMAL);
    HttpResponse<String> response =
        send(
            http,
            HttpRequest.newBuilder(page).header("Accept", "text/html").timeout(PATIENCE).build());
    if (response.uri().getPath().equals("/login") && response.uri().getPort() == issuer.getPort()) {
      response = send(http, login(person.user(), person.password(), response.body()));
    }
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          page + " answered " + response.statusCode() + " to " + person.user() + ".");
    }
    return http;
  }

  /** One browser session at the provider: signing in twice in it shows what it remembers. */
  final class Session {
    private final HttpClient http = newHttp(HttpClient.Redirect.NEVER);
    private final Map<String, String> asked = new HashMap<>();
    private boolean passwordAsked;

    /** Whether the last sign-in had to type the password. */
    boolean passwordAsked() {
      return passwordAsked;
    }

    /**
     * Walks the flow with extra parameters on the authorization request, e.g. {@code prompt=login}.
     */
    Tokens signIn(DemoPerson person, Map<String, String> extra) {
      return signIn(person.user(), person.password(), extra);
    }

    private Tokens signIn(String user, String password, Map<String, String> extra) {
      String verifier = random();
      asked.clear();
      asked.put("response_type", "code");
      asked.put("client_id", "demo");
      asked.put("redirect_uri", REDIRECT.toString());
      asked.put("scope", "openid profile email");
      asked.put("state", random());
      asked.put("nonce", random());
      asked.put("code_challenge", sha256(verifier));
      asked.put("code_challenge_method", "S256");
      asked.putAll(extra);
      return redeem(code(authorize(asked), user, password), verifier);
    }

    URI authorize(Map<String, String> parameters) {
      return issuer.resolve("/oauth2/authorize?" + encoded(parameters));
    }

    private String code(URI authorize, String user, String password) {
      passwordAsked = false;
      URI next = authorize;
      for (int step = 0; step < 6; step++) {
        HttpResponse<String> response =
            send(
                http,
                HttpRequest.newBuilder(next)
                    .header("Accept", "text/html")
                    .timeout(PATIENCE)
                    .build());
        if (response.statusCode() == 200 && response.uri().getPath().equals("/login")) {
          if (passwordAsked) {
            throw new IllegalStateException("The provider did not let " + user + " in.");
          }
          passwordAsked = true;
          response = send(http, login(user, password, response.body()));
        }
        URI location =
            URI.create(
                response
                    .headers()
                    .firstValue("Location")
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "The provider stopped with an answer of its own.")));
        next = response.uri().resolve(location);
        if (next.getPath().equals(REDIRECT.getPath())) {
          Map<String, String> answer = decoded(next.getRawQuery());
          if (!answer.containsKey("code")
              || !answer.getOrDefault("state", "").equals(asked.get("state"))) {
            throw new IllegalStateException("The provider refused: " + answer.get("error"));
          }
          return answer.get("code");
        }
      }
      throw new IllegalStateException("The provider keeps redirecting.");
    }

    private Tokens redeem(String code, String verifier) {
      JsonNode answer =
          json(
              send(
                  http,
                  form(
                          issuer.resolve("/oauth2/token"),
                          Map.of(
                              "grant_type",
                              "authorization_code",
                              "client_id",
                              "demo",
                              "code",
                              code,
                              "redirect_uri",
                              REDIRECT.toString(),
                              "code_verifier",
                              verifier))
                      .build()));
      return new Tokens(
          answer.get("access_token").asString(),
          answer.get("id_token").asString(),
          Instant.now().plusSeconds(answer.get("expires_in").asLong()));
    }
  }

  private HttpRequest login(String user, String password, String page) {
    Matcher csrf = CSRF.matcher(page);
    if (!csrf.find()) {
      throw new IllegalStateException("The sign-in page has no form.");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("username", user);
    fields.put("password", password);
    fields.put("_csrf", csrf.group(1));
    return form(issuer.resolve("/login"), fields).build();
  }

  private static HttpRequest.Builder form(URI uri, Map<String, String> fields) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .timeout(PATIENCE)
        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
  }

  private static JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException("The provider answered " + response.statusCode() + ".");
    }
    return JsonMapper.shared().readTree(response.body());
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(request.uri().getAuthority() + " does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while signing in.", e);
    }
  }

  private static HttpClient newHttp(HttpClient.Redirect redirect) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
        .followRedirects(redirect)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Map<String, String> decoded(String query) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      fields.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String sha256(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
