package io.medley.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.local.DemoPerson;
import io.medley.local.LocalStack;
import io.medley.local.signin.SignInProvider;
import io.medley.platform.TestDatabase;
import io.medley.platform.notification.Notice;
import io.medley.platform.notification.NotificationKind;
import io.medley.platform.notification.Notifications;
import io.medley.platform.notification.Notifying;
import io.medley.platform.notification.Recipients;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service with nothing but the platform, the real sign-in provider, and a browser's manners. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInAndPagesIT {

  private static final DemoPerson MAX = DemoPerson.named("max.medical");
  private static final DemoPerson LENA = DemoPerson.named("lena.legal");
  private static final DemoPerson ADA = DemoPerson.named("ada.admin");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private static final String SETTINGS =
      "{\"digestHour\":7,\"zone\":\"Europe/London\",\"kinds\":{\"TASK\":\"DAILY\"}}";

  private final TestDatabase database = TestDatabase.create();
  private final SignInProvider provider = LocalStack.forTests().signIn();
  private final ConfigurableApplicationContext service;
  private final URI base;

  SignInAndPagesIT(@TempDir Path folder) {
    service =
        new SpringApplication(SampleService.class)
            .run(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--medley.service=content",
                "--medley.urls.campaign=http://127.0.0.1:1/",
                "--spring.datasource.url=" + database.database().jdbcUrl(),
                "--spring.datasource.username=" + database.database().app().user(),
                "--spring.datasource.password=" + database.database().app().password(),
                "--spring.datasource.hikari.maximum-pool-size=6",
                "--medley.store.folder=" + folder.resolve("store"),
                "--medley.keys.folder=" + folder.resolve("keys"),
                "--medley.audit.roots-folder=" + folder.resolve("roots"),
                "--medley.audit.root-every=1s",
                "--medley.bootstrap-administrator=ada.admin",
                "--medley.sign-in.issuer=" + provider.issuer(),
                "--medley.sign-in.client-id=content",
                "--medley.sign-in.client-secret=" + provider.clientSecret("content"));
    base =
        URI.create(
            "http://127.0.0.1:"
                + service.getEnvironment().getRequiredProperty("local.server.port"));
  }

  @BeforeAll
  void ready() throws Exception {
    assertThat(get(anonymous(), "/actuator/health/readiness").statusCode()).isEqualTo(200);
  }

  @AfterAll
  void close() {
    service.close();
    database.close();
  }

  @Test
  void shouldShowAPageToWhoSignedInAndNoInlineScriptOrStyle() throws Exception {
    HttpResponse<String> page = get(browser(MAX), "/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Max Medical", "Review desk", "In review")
        .doesNotContain("<style", "style=\"", "onclick");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "form-action 'self' " + provider.issuer())
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
  }

  @Test
  void shouldNameItsCookieAfterTheServiceAndKeepTheSessionInTheDatabase() throws Exception {
    HttpClient browser = browser(MAX);

    CookieManager cookies = (CookieManager) browser.cookieHandler().orElseThrow();
    assertThat(cookies.getCookieStore().getCookies())
        .anySatisfy(
            cookie -> {
              assertThat(cookie.getName()).isEqualTo("medley-content");
              assertThat(cookie.isHttpOnly()).isTrue();
            });
    assertThat(
            database
                .jdbc()
                .sql("select count(*) from spring_session where principal_name = 'max.medical'")
                .query(Long.class)
                .single())
        .isPositive();
  }

  @Test
  void shouldServeWhatAnybodyMayFetch() throws Exception {
    for (String path :
        new String[] {
          "/medley/medley.css", "/medley/medley.js", "/webjars/htmx.org/dist/htmx.min.js"
        }) {
      assertThat(get(anonymous(), path).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(get(anonymous(), "/").headers().firstValue("Location").orElse(""))
        .endsWith("/oauth2/authorization/medley");
    HttpResponse<String> htmx =
        send(anonymous(), request("/").header("HX-Request", "true").build());
    assertThat(htmx.statusCode()).isEqualTo(401);
    assertThat(htmx.headers().firstValue("HX-Refresh")).contains("true");
  }

  @Test
  void shouldTellProgramsAboutProblems() throws Exception {
    String token = provider.client().signIn(MAX).accessToken();

    HttpResponse<String> refused = api("/api/refuse", token);
    HttpResponse<String> failed = api("/api/fail", token);
    HttpResponse<String> missing = api("/api/nothing", token);
    HttpResponse<String> anonymous = get(anonymous(), "/api/me");

    JsonNode problem = json(refused);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(problem.get("type").asString())
        .isEqualTo("tag:medley.io,2026:problem:approval-expired");
    assertThat(problem.get("version").asString()).isEqualTo("0.1");
    assertThat(problem.get("traceId").asString()).matches("[0-9a-f]{32}");
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body()).doesNotContain("the secret is");
    assertThat(json(missing).get("type").asString())
        .isEqualTo("tag:medley.io,2026:problem:not-found");
    assertThat(anonymous.statusCode()).isEqualTo(401);
    assertThat(json(anonymous).get("type").asString())
        .isEqualTo("tag:medley.io,2026:problem:not-signed-in");
    assertThat(get(anonymous(), "/api/me", "garbage").statusCode()).isEqualTo(401);
  }

  @Test
  void shouldTellPeopleAboutProblems() throws Exception {
    HttpClient browser = browser(MAX);

    HttpResponse<String> page = get(browser, "/refuse");
    HttpResponse<String> box = send(browser, request("/refuse").header("HX-Request", "1").build());
    HttpResponse<String> failed = get(browser, "/fail");
    HttpResponse<String> missing = get(browser, "/nothing-here");

    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("<html", "The approval has expired", "Ask the agency");
    assertThat(box.body()).contains("box problem", "Ask the agency").doesNotContain("<html");
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body()).contains("Trace").doesNotContain("the secret is");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("There is nothing at this address");
  }

  @Test
  void shouldReadTheActorFromTheToken() throws Exception {
    String token = provider.client().signIn(DemoPerson.named("anna.agency")).accessToken();

    JsonNode actor = json(api("/api/me", token));

    assertThat(actor.get("id").asString()).isEqualTo("anna.agency");
    assertThat(actor.get("printedName").asString()).isEqualTo("Anna Agency");
    assertThat(actor.get("agency").asString()).isEqualTo("northlight");
    assertThat(actor.get("roles").get(0).asString()).isEqualTo("AGENCY");
  }

  @Test
  void shouldLetOnlyAnAdministratorSetAuthoritiesAndAuditEachChange() throws Exception {
    String ada = provider.client().signIn(ADA).accessToken();
    String max = provider.client().signIn(MAX).accessToken();
    String wanted =
        """
        [{"person":"ada.admin","authority":"ADMINISTER","market":"*"},
         {"person":"max.medical","authority":"LANE_MEDICAL","market":"GB"}]
        """;

    assertThat(put("/api/authorities", wanted, max).statusCode()).isEqualTo(403);
    HttpResponse<String> first = put("/api/authorities", wanted, ada);
    HttpResponse<String> again = put("/api/authorities", wanted, ada);
    HttpResponse<String> nobody = put("/api/authorities", "[]", ada);
    HttpResponse<String> nonsense =
        put(
            "/api/authorities",
            "[{\"person\":\"\",\"authority\":\"LANE_MEDICAL\",\"market\":\"Britain\"}]",
            ada);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(json(nobody).get("type").asString()).endsWith("last-administrator");
    assertThat(nonsense.statusCode()).isEqualTo(400);
    assertThat(
            database
                .jdbc()
                .sql("select aggregate_id || ' ' || action from audit_entry order by id")
                .query(String.class)
                .list())
        .containsSubsequence("ada.admin granted", "max.medical granted")
        .containsOnlyOnce("max.medical granted");
  }

  @Test
  void shouldShowPeopleToAdministratorsAndEverybodyThemselves() throws Exception {
    HttpClient ada = browser(ADA);
    for (String path :
        new String[] {
          "/people", "/people?tab=review", "/people?tab=training", "/people?tab=delegations"
        }) {
      HttpResponse<String> page = get(ada, path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body()).contains("People and authority");
    }
    String token = csrf(get(ada, "/people/lena.legal").body());
    for (String market : new String[] {"GB", "Britain"}) {
      HttpResponse<String> granted =
          send(
              ada,
              form(
                  base.resolve("/people/grants"),
                  Map.of(
                      "_csrf", token,
                      "kind", "PERSON",
                      "holder", "lena.legal",
                      "authority", "LANE_LEGAL",
                      "market", market)));
      assertThat(granted.body())
          .contains(market.equals("GB") ? "Granted." : "the market by two letters");
    }

    HttpClient lena = browser(LENA);
    HttpResponse<String> own = get(lena, "/people/me");
    assertThat(own.body()).contains("Lena Legal", "Sign legal", "northwind-legal");
    assertThat(get(lena, "/people").statusCode()).isEqualTo(403);
    assertThat(get(lena, "/people/ada.admin").statusCode()).isEqualTo(403);
    HttpResponse<String> away =
        send(
            lena,
            form(
                base.resolve("/people/lena.legal/delegations"),
                Map.of(
                    "_csrf", csrf(own.body()),
                    "delegate", "ada.admin",
                    "authority", "LANE_LEGAL",
                    "from", LocalDate.now(ZoneOffset.UTC).toString(),
                    "until", LocalDate.now(ZoneOffset.UTC).plusDays(7).toString(),
                    "absent", "true",
                    "reason", "Holiday")));
    assertThat(away.statusCode()).isEqualTo(200);
    assertThat(away.body()).contains("Noted.", "Ada Admin", "Holiday", "Away");
    assertThat(get(ada, "/people").body()).contains("Lena Legal", "Away");
    assertThat(get(ada, "/people?tab=review").body()).contains("by Ada Admin");
  }

  @Test
  void shouldShowAndExportTheAuditToAdministratorsOnly() throws Exception {
    HttpClient ada = browser(ADA);
    get(ada, "/people");

    HttpResponse<String> page = get(ada, "/audit?type=authority&person=system:bootstrap");
    HttpResponse<String> nothing = get(ada, "/audit?person=nobody");
    HttpResponse<String> table = get(ada, "/audit/export.csv?type=authority&from=2020-01-01");
    HttpResponse<String> verified =
        send(ada, form(base.resolve("/audit/verification"), Map.of("_csrf", csrf(page.body()))));

    assertThat(page.body()).contains("bootstrap", "Granted", "ada.admin");
    assertThat(nothing.body()).contains("Nothing fits");
    assertThat(table.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(table.body())
        .startsWith("at,recordedAt,actor,printedName,aggregateType")
        .contains(
            "\"system:bootstrap\",\"bootstrap\",\"authority\",\"ada.admin\",\"1\",\"granted\"");
    assertThat(verified.body()).contains("The audit verifies");
    assertThat(get(browser(MAX), "/audit").statusCode()).isEqualTo(403);
    assertThat(get(browser(MAX), "/audit/export.csv").statusCode()).isEqualTo(403);
  }

  @Test
  void shouldProveThatThePersonAuthenticatedAgainAndOnlyOnce() throws Exception {
    HttpClient browser = browser(MAX);
    Instant asked = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    HttpResponse<String> provided = startStepUp(browser, "sign-lane");
    assertThat(provided.uri().getPath()).as("the password is asked again").isEqualTo("/login");
    HttpResponse<String> confirmed = password(browser, MAX, provided);

    assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
    JsonNode proof = json(confirmed);
    assertThat(proof.get("subject").asString()).isEqualTo("max.medical");
    assertThat(Instant.parse(proof.get("authTime").asString())).isAfterOrEqualTo(asked);
    assertThat(proof.get("nonce").asString()).isNotBlank();
    HttpResponse<String> again = send(browser, HttpRequest.newBuilder(confirmed.uri()).build());
    assertThat(again.statusCode()).isEqualTo(403);
    assertThat(again.body()).contains("used already");
  }

  @Test
  void shouldRefuseAProofForSomethingElseOrOfAnotherSession() throws Exception {
    HttpClient browser = browser(MAX);
    String id = begin(browser, "this");

    HttpResponse<String> notDone = get(browser, "/confirm?purpose=this&stepUp=" + id);
    HttpResponse<String> stranger = get(browser(LENA), "/confirm?purpose=this&stepUp=" + id);
    HttpResponse<String> unknown = get(browser, "/confirm?purpose=this&stepUp=nonsense");
    HttpResponse<String> confirmed = password(browser, MAX, follow(browser, id));
    String other = begin(browser, "one-thing");
    HttpResponse<String> done = password(browser, MAX, follow(browser, other));

    assertThat(notDone.body()).contains("was not completed");
    assertThat(stranger.body()).contains("Somebody else");
    assertThat(unknown.statusCode()).isEqualTo(403);
    assertThat(confirmed.statusCode()).isEqualTo(200);
    assertThat(done.statusCode()).isEqualTo(200);
    String third = begin(browser, "third");
    HttpResponse<String> elsewhere = password(browser, MAX, follow(browser, third, "fourth"));
    assertThat(elsewhere.statusCode()).isEqualTo(403);
    assertThat(elsewhere.body()).contains("given for something else");
  }

  @Test
  void shouldEndTheSessionWhenSomebodyElseAuthenticates() throws Exception {
    HttpClient browser = browser(MAX);

    HttpResponse<String> refused =
        password(browser, LENA, startStepUp(browser, "max signs, lena types"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Somebody else");
    assertThat(get(noRedirects(browser), "/").statusCode()).isEqualTo(302);
  }

  @Test
  void shouldRefuseAFormWithoutItsToken() throws Exception {
    HttpClient browser = browser(MAX);

    HttpResponse<String> forged =
        send(browser, form(base.resolve("/step-up"), Map.of("purpose", "x")));

    assertThat(forged.statusCode()).isEqualTo(403);
  }

  @Test
  void shouldSignOutHereAndAtTheProvider() throws Exception {
    HttpClient browser = browser(MAX);
    String csrf = csrf(get(browser, "/").body());

    HttpResponse<String> out =
        send(noRedirects(browser), form(base.resolve("/logout"), Map.of("_csrf", csrf)));

    assertThat(out.statusCode()).isEqualTo(302);
    assertThat(out.headers().firstValue("Location").orElse(""))
        .startsWith(provider.issuer().toString());
    assertThat(get(noRedirects(browser), "/").statusCode()).isEqualTo(302);
  }

  @Test
  void shouldKnowTheAddressOfWhoSignedInAndShowWhatWaitsInTheBell() throws Exception {
    DemoPerson rhea = DemoPerson.named("rhea.regulatory");
    HttpClient browser = browser(rhea);
    Notifying notifying = service.getBean(Notifying.class);
    database
        .transactions()
        .executeWithoutResult(
            status ->
                notifying.tell(
                    Notice.of(
                        NotificationKind.TASK,
                        new Notice.Subject("asset:1", "Zelvaro aid 0.1"),
                        "Regulatory review for GB waits for you.",
                        "/refuse",
                        "sample"),
                    Recipients.persons(rhea.user())));
    UUID id = service.getBean(Notifications.class).of(rhea.user(), true, null, 1).getFirst().id();

    assertThat(get(browser, "/").body()).contains("Notifications, 1 waiting");
    assertThat(get(browser, "/notifications").body())
        .contains("Zelvaro aid 0.1", "Regulatory review for GB waits for you.")
        .doesNotContain("style=\"");
    assertThat(get(browser, "/notifications/latest").body())
        .contains("Zelvaro aid 0.1")
        .doesNotContain("<html");
    assertThat(get(browser, "/notifications/count?seen=1").statusCode()).isEqualTo(204);
    assertThat(get(browser, "/notifications/settings").body())
        .contains(rhea.email(), "Task for you", "Daily digest");
    assertThat(get(browser(LENA), "/notifications").body()).doesNotContain("Zelvaro aid 0.1");

    HttpResponse<String> opened = get(noRedirects(browser), "/notifications/" + id);
    assertThat(opened.headers().firstValue("Location").orElse("")).endsWith("/refuse");
    assertThat(get(browser, "/").body()).contains("Notifications, none waiting");

    String token = provider.client().signIn(rhea).accessToken();
    assertThat(api("/api/notifications?waiting=false", token).body()).contains(id.toString());
    assertThat(put("/api/notification-settings", SETTINGS, token).body()).contains("DAILY");
    assertThat(put("/api/notification-settings", SETTINGS.replace("Europe", "Mars"), token).body())
        .contains("is no time zone");
    assertThat(put("/api/notification-addresses", "[]", token).statusCode()).isEqualTo(403);
  }

  private HttpClient browser(DemoPerson person) {
    return provider.client().browser(person, base.resolve("/"));
  }

  private String begin(HttpClient browser, String purpose) throws Exception {
    String csrf = csrf(get(browser, "/").body());
    HttpResponse<String> begun =
        send(
            noRedirects(browser),
            form(base.resolve("/step-up"), Map.of("_csrf", csrf, "purpose", purpose)));
    String location = begun.headers().firstValue("Location").orElseThrow();
    return location.substring(location.indexOf('=') + 1);
  }

  private HttpResponse<String> follow(HttpClient browser, String id) throws Exception {
    return send(browser, request("/oauth2/authorization/medley?medley.step-up=" + id).build());
  }

  /** As a cheat would: the proof of one purpose is presented for another. */
  private HttpResponse<String> follow(HttpClient browser, String id, String purpose)
      throws Exception {
    database
        .jdbc()
        .sql("update step_up set return_to = :to where id = :id::uuid")
        .param("to", "/confirm?purpose=" + purpose)
        .param("id", id)
        .update();
    return follow(browser, id);
  }

  private HttpResponse<String> startStepUp(HttpClient browser, String purpose) throws Exception {
    return follow(browser, begin(browser, purpose.replace(' ', '-').replace(",", "")));
  }

  private HttpResponse<String> password(
      HttpClient browser, DemoPerson person, HttpResponse<String> loginPage) throws Exception {
    return send(
        browser,
        form(
            provider.issuer().resolve("/login"),
            Map.of(
                "username",
                person.user(),
                "password",
                person.password(),
                "_csrf",
                csrf(loginPage.body()))));
  }

  private static String csrf(String page) {
    Matcher matcher = CSRF.matcher(page);
    assertThat(matcher.find()).as("a form with its token").isTrue();
    return matcher.group(1);
  }

  private static HttpClient anonymous() {
    return HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  }

  private static HttpClient noRedirects(HttpClient browser) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .cookieHandler(
            browser
                .cookieHandler()
                .orElseGet(() -> new CookieManager(null, CookiePolicy.ACCEPT_ALL)))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path.replace(" ", "%20")))
        .header("Accept", "text/html, */*;q=0.5");
  }

  private HttpResponse<String> get(HttpClient client, String path) throws Exception {
    return send(client, request(path).build());
  }

  private HttpResponse<String> get(HttpClient client, String path, String token) throws Exception {
    return send(client, request(path).header("Authorization", "Bearer " + token).build());
  }

  private HttpResponse<String> api(String path, String token) throws Exception {
    return get(anonymous(), path, token);
  }

  private HttpResponse<String> put(String path, String body, String token) throws Exception {
    return send(
        anonymous(),
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static HttpRequest form(URI uri, Map<String, String> fields) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "text/html, */*;q=0.5")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                fields.entrySet().stream()
                    .map(
                        field ->
                            field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"))))
        .build();
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }
}
