package io.medley.content;

import io.medley.local.DemoPerson;
import io.medley.local.LocalStack;
import io.medley.local.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service over real PostgreSQL and the real sign-in provider, without an engine:
 * submissions write their outbox rows and nobody relays them. One per JVM.
 */
public final class RunningContentService {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static @Nullable RunningContentService running;

  private final PostgresServer.Database database;
  private final ConfigurableApplicationContext context;
  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private RunningContentService() {
    LocalStack stack = LocalStack.forTests();
    this.database = stack.newDatabase(stack.postgres().content());
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().user(), database.owner().password())
        .locations("classpath:db/platform", "classpath:db/migration")
        .placeholders(Map.of("appRole", database.app().user()))
        .load()
        .migrate();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", "0");
    settings.put("spring.datasource.url", database.jdbcUrl());
    settings.put("spring.datasource.username", database.app().user());
    settings.put("spring.datasource.password", database.app().password());
    settings.put("medley.elasticsearch.url", "http://127.0.0.1:9");
    settings.put("medley.background.enabled", "false");
    settings.put("medley.workflows.enabled", "false");
    settings.put("camunda.client.enabled", "false");
    settings.put("medley.sign-in.issuer", stack.signIn().issuer().toString());
    settings.put("medley.sign-in.client-id", "content");
    settings.put("medley.sign-in.client-secret", stack.signIn().clientSecret("content"));
    settings.put("medley.store.folder", folder("store").toString());
    settings.put("medley.keys.folder", folder("keys").toString());
    settings.put("medley.audit.roots-folder", folder("roots").toString());
    settings.put("medley.bootstrap-administrator", "ada.admin");
    settings.put("medley.extraction.time", "20s");
    String[] arguments =
        settings.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    this.context = new SpringApplication(ContentService.class).run(arguments);
    WebServerApplicationContext web = (WebServerApplicationContext) context;
    int port = java.util.Objects.requireNonNull(web.getWebServer()).getPort();
    this.base = URI.create("http://127.0.0.1:" + port);
    authorise();
    put("ada.admin", "/api/product-master", resource("/product-master.json"));
  }

  /** The service of this JVM's tests, with the demo's product master and grants. */
  public static synchronized RunningContentService get() {
    if (running == null) {
      running = new RunningContentService();
    }
    return running;
  }

  /** Where its pages are. */
  public URI base() {
    return base;
  }

  /** Its database. */
  public PostgresServer.Database database() {
    return database;
  }

  /** One of its beans. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A person's browser without a screen. */
  public HttpClient browser(String person) {
    return LocalStack.forTests()
        .signIn()
        .client()
        .browser(DemoPerson.named(person), base.resolve("/"));
  }

  /** An answer of the API. */
  public record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {}

  public Answer get(String person, String path) {
    return exchange(person, "GET", path, null, BodyPublishers.noBody());
  }

  /** A part of what is there. */
  public Answer get(String person, String path, String range) {
    return exchange(person, "GET", path, null, BodyPublishers.noBody(), "Range", range);
  }

  public Answer post(String person, String path) {
    return exchange(person, "POST", path, "application/json", BodyPublishers.ofString("{}"));
  }

  public Answer post(String person, String path, Object body) {
    return exchange(
        person,
        "POST",
        path,
        "application/json",
        BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  /** Posts a body of another type than JSON. */
  public Answer postText(String person, String path, String type, String body) {
    return exchange(person, "POST", path, type, BodyPublishers.ofString(body));
  }

  public Answer put(String person, String path, Object body) {
    String json = body instanceof String text ? text : JSON.writeValueAsString(body);
    return exchange(person, "PUT", path, "application/json", BodyPublishers.ofString(json));
  }

  /** Puts with further headers, name and value in turn. */
  public Answer put(String person, String path, Object body, String... headers) {
    return exchange(
        person,
        "PUT",
        path,
        "application/json",
        BodyPublishers.ofString(JSON.writeValueAsString(body)),
        headers);
  }

  public Answer patch(String person, String path, Object body) {
    return exchange(
        person,
        "PATCH",
        path,
        "application/json",
        BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  public Answer delete(String person, String path) {
    return exchange(person, "DELETE", path, null, BodyPublishers.noBody());
  }

  /** Uploads a file over the API. */
  public Answer upload(String person, String name, byte[] content, Map<String, String> parts) {
    return upload(person, "/api/uploads", name, content, parts);
  }

  /** Uploads a file to a path. */
  public Answer upload(
      String person, String path, String name, byte[] content, Map<String, String> parts) {
    String boundary = "b" + UUID.randomUUID();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    parts.forEach(
        (key, value) ->
            body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, key, value)
                    .getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            .formatted(boundary, name)
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return exchange(
        person,
        "POST",
        path,
        "multipart/form-data; boundary=" + boundary,
        BodyPublishers.ofByteArray(body.toByteArray()));
  }

  /** A request without a body. */
  public Answer exchange(String person, String method, String path) {
    return exchange(person, method, path, null, BodyPublishers.noBody());
  }

  /** A request with a JSON body. */
  public Answer send(String person, String method, String path, Object body) {
    return exchange(
        person,
        method,
        path,
        "application/json",
        BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  /** A request with a text for a body. */
  public Answer body(String person, String method, String path, String type, String body) {
    return exchange(person, method, path, type, BodyPublishers.ofString(body));
  }

  /** Sends bytes of an upload from an offset on. */
  public Answer patch(String person, String path, long offset, byte[] bytes) {
    return exchange(
        person,
        "PATCH",
        path,
        "application/offset+octet-stream",
        BodyPublishers.ofByteArray(bytes),
        "Upload-Offset",
        String.valueOf(offset));
  }

  /**
   * Signs a statement as its signer does: reads the page, presses the button, types the password.
   *
   * @return the page they end at
   */
  public HttpResponse<String> sign(String person, String page) {
    return sign(person, person, page);
  }

  /** The same, where perhaps somebody else's password is typed. */
  public HttpResponse<String> sign(String person, String typist, String page) {
    HttpClient browser = browser(person);
    HttpResponse<String> shown =
        open(
            browser,
            HttpRequest.newBuilder(base.resolve(page)).header("Accept", "text/html").build());
    return password(
        browser, typist, open(browser, form(shown.uri(), Map.of("_csrf", csrf(shown.body())))));
  }

  /** Types a password where the provider asks for it. */
  public HttpResponse<String> password(
      HttpClient browser, String typist, HttpResponse<String> asked) {
    DemoPerson who = DemoPerson.named(typist);
    return open(
        browser,
        form(
            asked.uri().resolve("/login"),
            Map.of(
                "username", who.user(), "password", who.password(), "_csrf", csrf(asked.body()))));
  }

  /** Posts a form of one of its pages. */
  public HttpResponse<String> submit(
      HttpClient browser, String page, String to, Map<String, String> fields) {
    HttpResponse<String> shown =
        open(
            browser,
            HttpRequest.newBuilder(base.resolve(page)).header("Accept", "text/html").build());
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("_csrf", csrf(shown.body()));
    return open(browser, form(base.resolve(to), all));
  }

  private static HttpRequest form(URI to, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(to)
        .header("Accept", "text/html")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static String csrf(String page) {
    Matcher token =
        Pattern.compile("name=\"_csrf\" (?:type=\"hidden\" )?value=\"([^\"]+)\"").matcher(page);
    if (!token.find()) {
      throw new IllegalStateException("No form on this page: " + page);
    }
    return token.group(1);
  }

  private static HttpResponse<String> open(HttpClient browser, HttpRequest request) {
    try {
      return browser.send(request, BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** The access token of a person, or of {@code campaign-service}. */
  public String token(String person) {
    return tokens.computeIfAbsent(
        person,
        name -> {
          var signIn = LocalStack.forTests().signIn();
          return name.equals("campaign-service")
              ? signIn.client().serviceToken(name, signIn.clientSecret(name), "feed")
              : signIn.client().signIn(DemoPerson.named(name)).accessToken();
        });
  }

  private void authorise() {
    put(
        "ada.admin",
        "/api/authorities",
        List.of(
            grant("ada.admin", "ADMINISTER"),
            grant("anna.agency", "UPLOAD"),
            grant("ben.agency", "UPLOAD"),
            grant("cora.coordinator", "COORDINATE"),
            grant("cora.coordinator", "WITHDRAW"),
            grant("max.medical", "LANE_MEDICAL"),
            grant("rhea.regulatory", "LANE_REGULATORY"),
            grant("mia.marketer", "CAMPAIGN")));
  }

  private static Map<String, String> grant(String person, String authority) {
    return Map.of("person", person, "authority", authority, "market", "*");
  }

  private Answer exchange(
      String person,
      String method,
      String path,
      @Nullable String type,
      BodyPublisher body,
      String... headers) {
    String token = token(person);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + token)
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response.statusCode(),
          json ? JSON.readTree(response.body()) : JSON.createObjectNode(),
          response);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static Path folder(String name) {
    try {
      return Files.createDirectories(LocalStack.forTests().home().data("content-" + name));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static String resource(String name) {
    try (var in =
        java.util.Objects.requireNonNull(RunningContentService.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
