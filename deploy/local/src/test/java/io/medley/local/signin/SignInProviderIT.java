package io.medley.local.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.medley.local.DemoPerson;
import io.medley.local.StackHome;
import io.medley.local.mail.MailSink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInProviderIT {

  private static final DemoPerson MAX = DemoPerson.named("max.medical");

  private static final DemoPerson WRONG =
      new DemoPerson("not.known", "Not Known", Optional.empty(), Set.of(), Set.of());

  private final StackHome home = StackHome.temporary();
  private SignInProvider provider = SignInProvider.start(home);

  @AfterAll
  void stop() {
    provider.close();
    home.discard();
  }

  @Test
  void shouldPutTheSameClaimsIntoIdAndAccessTokens() throws Exception {
    SignInClient.Tokens tokens = provider.client().signIn(DemoPerson.named("anna.agency"));

    for (String token : new String[] {tokens.accessToken(), tokens.idToken()}) {
      JWTClaimsSet claims = verified(token);
      assertThat(claims.getIssuer()).isEqualTo(provider.issuer().toString());
      assertThat(claims.getSubject()).isEqualTo("anna.agency");
      assertThat(claims.getStringClaim("name")).isEqualTo("Anna Agency");
      assertThat(claims.getStringClaim("email")).isEqualTo("anna.agency@northlight.example");
      assertThat(claims.getStringClaim("agency")).isEqualTo("northlight");
      assertThat(claims.getStringListClaim("roles")).containsExactly("AGENCY");
      assertThat(claims.getStringListClaim("groups")).containsExactly("agencies");
    }
  }

  @Test
  void shouldSignManyPeopleInAtOnce() throws Exception {
    List<Future<Integer>> sessions = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        sessions.add(
            threads.submit(
                () -> {
                  int signedIn = 0;
                  for (int i = 0; i < 25; i++) {
                    signedIn += provider.client().signIn(MAX).accessToken().isEmpty() ? 0 : 1;
                  }
                  return signedIn;
                }));
      }
      for (Future<Integer> session : sessions) {
        assertThat(session.get()).isEqualTo(25);
      }
    }
  }

  @Test
  void shouldRememberAPersonUntilAFreshSignInIsDemanded() throws Exception {
    SignInClient.Session session = provider.client().new Session();
    Instant first = authTime(session.signIn(MAX, Map.of()));
    assertThat(session.passwordAsked()).isTrue();

    assertThat(authTime(session.signIn(MAX, Map.of()))).isEqualTo(first);
    assertThat(session.passwordAsked()).isFalse();

    awaitNextSecond(first);
    Instant demanded = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant fresh = authTime(session.signIn(MAX, Map.of("prompt", "login")));
    assertThat(session.passwordAsked()).isTrue();
    assertThat(fresh).isAfter(first).isAfterOrEqualTo(demanded);
  }

  @Test
  void shouldAskForThePasswordAgainEveryTimeItIsDemanded() {
    SignInClient.Session session = provider.client().new Session();
    session.signIn(MAX, Map.of());
    for (Map<String, String> demand :
        List.of(
            Map.of("prompt", "login"),
            Map.of("max_age", "0"),
            Map.of("prompt", "login", "max_age", "0"),
            Map.of("prompt", "login", "state", "the same", "nonce", "the same"),
            Map.of("prompt", "login", "state", "the same", "nonce", "the same"))) {
      session.signIn(MAX, demand);
      assertThat(session.passwordAsked()).as(demand.toString()).isTrue();
    }
  }

  @Test
  void shouldAskForThePasswordOnlyWhenTheLastOneIsOlderThanAllowed() throws Exception {
    SignInClient.Session session = provider.client().new Session();
    Instant first = authTime(session.signIn(MAX, Map.of()));

    session.signIn(MAX, Map.of("max_age", "600"));
    assertThat(session.passwordAsked()).isFalse();

    await().until(() -> Instant.now().isAfter(first.plusSeconds(3)));
    session.signIn(MAX, Map.of("max_age", "1"));
    assertThat(session.passwordAsked()).isTrue();
  }

  @Test
  void shouldKeepAPersonSignedInWhoGivesUpOnAFreshSignIn() throws Exception {
    SignInClient.Session session = provider.client().new Session();
    Instant first = authTime(session.signIn(MAX, Map.of()));
    assertThatThrownBy(() -> session.signIn(WRONG, Map.of("prompt", "login")))
        .isInstanceOf(IllegalStateException.class);

    assertThat(authTime(session.signIn(MAX, Map.of()))).isEqualTo(first);
  }

  @Test
  void shouldRefuseAWrongPasswordAndAForeignRedirect() throws Exception {
    assertThatThrownBy(() -> provider.client().signIn(WRONG))
        .isInstanceOf(IllegalStateException.class);

    Map<String, String> elsewhere = new HashMap<>();
    elsewhere.put("response_type", "code");
    elsewhere.put("client_id", "content");
    elsewhere.put("scope", "openid");
    elsewhere.put("redirect_uri", "http://elsewhere.example/login/oauth2/code/medley");
    SignInClient.Session session = provider.client().new Session();
    assertThat(get(session.authorize(elsewhere)).statusCode()).isEqualTo(400);
    elsewhere.put("redirect_uri", "http://127.0.0.1:54321/login/oauth2/code/medley");
    assertThat(get(session.authorize(elsewhere)).statusCode()).isEqualTo(302);
  }

  @Test
  void shouldLockAnAccountAndTellWhenThePasswordIsWrongAgainAndAgain() throws Exception {
    DemoPerson sam = DemoPerson.named("sam.signatory");
    MailSink mails = MailSink.start(home);
    try {
      for (int i = 0; i < LockOut.ATTEMPTS; i++) {
        assertThatThrownBy(() -> provider.client().token(sam.user(), "guessed"))
            .isInstanceOf(IllegalStateException.class);
      }

      // Locked for the right password, too; for nobody else.
      assertThatThrownBy(() -> provider.client().signIn(sam))
          .isInstanceOf(IllegalStateException.class);
      assertThat(provider.client().signIn(MAX).accessToken()).isNotBlank();
      assertThat(Files.readString(home.log("sign-in")))
          .contains("The account sam.signatory is locked until ");
      await()
          .untilAsserted(
              () -> {
                try (Stream<Path> kept = Files.walk(home.data("mails"))) {
                  assertThat(kept.filter(Files::isRegularFile))
                      .anySatisfy(
                          mail ->
                              assertThat(Files.readString(mail))
                                  .contains(SecurityAlarm.RECIPIENT, "sam.signatory is locked"));
                }
              });
    } finally {
      mails.close();
    }
  }

  @Test
  void shouldOpenALockedAccountAfterItsTimeAndForgetOldFailures() {
    Instant[] now = {Instant.parse("2026-03-01T10:00:00Z")};
    List<String> alarms = new ArrayList<>();
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now[0];
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    LockOut lockOut = new LockOut(clock, alarms::add);
    for (int i = 0; i < LockOut.ATTEMPTS - 1; i++) {
      lockOut.failed("max");
    }
    lockOut.succeeded("max");
    lockOut.failed("max");
    assertThat(lockOut.isLocked("max")).isFalse();
    for (int i = 0; i < LockOut.ATTEMPTS - 2; i++) {
      lockOut.failed("max");
    }
    now[0] = now[0].plus(LockOut.WITHIN).plusSeconds(1);
    lockOut.failed("max");
    assertThat(lockOut.isLocked("max")).isFalse();
    for (int i = 0; i < LockOut.ATTEMPTS - 1; i++) {
      lockOut.failed("max");
    }
    lockOut.failed("max");
    assertThat(lockOut.isLocked("max")).isTrue();
    assertThat(alarms).hasSize(1);
    now[0] = now[0].plus(LockOut.LOCKED);
    assertThat(lockOut.isLocked("max")).isFalse();
  }

  @Test
  void shouldGiveAServiceATokenForTheFeedOnly() throws Exception {
    String secret = provider.clientSecret("campaign-service");

    JWTClaimsSet claims =
        verified(provider.client().serviceToken("campaign-service", secret, "feed"));

    assertThat(claims.getSubject()).isEqualTo("campaign-service");
    assertThat(claims.getStringListClaim("scope")).containsExactly("feed");
    assertThat(claims.getClaims()).doesNotContainKey("roles");
    assertThatThrownBy(() -> provider.client().serviceToken("campaign-service", "guessed", "feed"))
        .hasMessageContaining("401");
    assertThatThrownBy(() -> provider.client().serviceToken("campaign-service", secret, "profile"))
        .hasMessageContaining("400");
  }

  @Test
  void shouldHonourTokensFromBeforeARestart() throws Exception {
    String token = provider.client().signIn(MAX).accessToken();

    provider.close();
    provider = SignInProvider.start(home);

    assertThat(verified(token).getSubject()).isEqualTo("max.medical");
  }

  @Test
  void shouldListTheDemoPeopleOnTheSignInPage() throws Exception {
    assertThat(get(provider.issuer().resolve("/login?as=rob.rep")).body())
        .contains("Max Medical")
        .contains("value=\"rob.rep\"")
        .contains("value=\"demo-rob.rep\"");
  }

  private static void awaitNextSecond(Instant second) {
    await().atMost(Duration.ofSeconds(5)).until(() -> Instant.now().isAfter(second.plusSeconds(1)));
  }

  private Instant authTime(SignInClient.Tokens tokens) throws Exception {
    return verified(tokens.idToken()).getDateClaim("auth_time").toInstant();
  }

  private JWTClaimsSet verified(String token) throws Exception {
    SignedJWT jwt = SignedJWT.parse(token);
    JWKSet keys = JWKSet.parse(get(provider.issuer().resolve("/oauth2/jwks")).body());
    var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(key).as("the key of this token").isNotNull();
    assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    return jwt.getJWTClaimsSet();
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(uri).header("Accept", "text/html, application/json").build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
