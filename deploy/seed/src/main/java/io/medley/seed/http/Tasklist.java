package io.medley.seed.http;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Camunda Tasklist through its own session API, as one of its users. */
public final class Tasklist {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .build();
  private final URI base;
  private final String user;
  private String csrfToken = "";

  /** Logs in; the user name is the one of the sign-in provider. */
  public Tasklist(URI base, String user, String password) {
    this.base = base;
    this.user = user;
    String credentials =
        "username="
            + URLEncoder.encode(user, StandardCharsets.UTF_8)
            + "&password="
            + URLEncoder.encode(password, StandardCharsets.UTF_8);
    HttpResponse<String> response =
        Api.send(
            http,
            HttpRequest.newBuilder(base.resolve("/api/login"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(credentials))
                .build());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          "Tasklist did not let " + user + " in (" + response.statusCode() + ")");
    }
    keepCsrfToken(response);
  }

  /**
   * The open task of one candidate group whose variable has this value.
   *
   * @param candidateGroup lane and market as the model names them
   * @param variable name of a variable of the task
   * @param value its text value
   */
  public Optional<JsonNode> openTask(String candidateGroup, String variable, String value) {
    JsonNode tasks =
        call(
            "POST",
            "/v1/tasks/search",
            Map.of(
                "state",
                "CREATED",
                "candidateGroup",
                candidateGroup,
                "taskVariables",
                List.of(
                    Map.of(
                        "name",
                        variable,
                        "value",
                        JSON.writeValueAsString(value),
                        "operator",
                        "eq")),
                "pageSize",
                5));
    return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.get(0));
  }

  /** A task's variables as Tasklist shows them: name to JSON text. */
  public JsonNode variables(String taskId) {
    return call("POST", "/v1/tasks/" + taskId + "/variables/search", Map.of());
  }

  /** Takes the task for this user and completes it with the form's verdict. */
  public void complete(String taskId, String verdict) {
    call(
        "PATCH",
        "/v1/tasks/" + taskId + "/assign",
        Map.of("assignee", user, "allowOverrideAssignment", true));
    call(
        "PATCH",
        "/v1/tasks/" + taskId + "/complete",
        Map.of(
            "variables",
            List.of(Map.of("name", "verdict", "value", JSON.writeValueAsString(verdict)))));
  }

  private JsonNode call(String method, String path, Object body) {
    HttpResponse<String> response =
        Api.send(
            http,
            HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", csrfToken)
                .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build());
    keepCsrfToken(response);
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          "Tasklist answered "
              + response.statusCode()
              + " to "
              + method
              + " "
              + path
              + ": "
              + response.body());
    }
    return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
  }

  private void keepCsrfToken(HttpResponse<?> response) {
    response.headers().firstValue("X-CSRF-TOKEN").ifPresent(token -> csrfToken = token);
  }
}
