package io.medley.seed.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One service's JSON API, called with one caller's token. */
public final class Api {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http;
  private final URI base;
  private final Supplier<String> token;

  /**
   * @param base address of the service, without a path
   * @param token gives a bearer token that is valid now
   */
  public Api(HttpClient http, URI base, Supplier<String> token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  /**
   * Reads a resource.
   *
   * @throws ApiRefusal when the answer is no success
   */
  public JsonNode get(String path) {
    return exchange("GET", path, null, BodyPublishers.noBody());
  }

  /**
   * Posts a body as JSON.
   *
   * @throws ApiRefusal when the answer is no success
   */
  public JsonNode post(String path, Object body) {
    return exchange("POST", path, "application/json", json(body));
  }

  /**
   * Puts a body as JSON.
   *
   * @throws ApiRefusal when the answer is no success
   */
  public JsonNode put(String path, Object body) {
    return exchange("PUT", path, "application/json", json(body));
  }

  /**
   * Posts raw bytes.
   *
   * @throws ApiRefusal when the answer is no success
   */
  public JsonNode post(String path, String mediaType, byte[] body) {
    return exchange("POST", path, mediaType, BodyPublishers.ofByteArray(body));
  }

  /**
   * Posts a file's bytes as they are read.
   *
   * @throws ApiRefusal when the answer is no success
   */
  public JsonNode post(String path, String mediaType, Path body) {
    try {
      return exchange("POST", path, mediaType, BodyPublishers.ofFile(body));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Posts a file as multipart form data, under the part name {@code file}, with further text parts.
   *
   * @throws ApiRefusal when the answer is no success
   */
  public JsonNode upload(String path, Path file, Map<String, String> parts) {
    String boundary = "medley-" + UUID.randomUUID();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    parts.forEach(
        (name, value) ->
            body.writeBytes(
                utf8(
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, name, value))));
    body.writeBytes(
        utf8(
            "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                .formatted(boundary, file.getFileName())));
    try {
      body.writeBytes(Files.readAllBytes(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    body.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
    return exchange(
        "POST",
        path,
        "multipart/form-data; boundary=" + boundary,
        BodyPublishers.ofByteArray(body.toByteArray()));
  }

  private JsonNode exchange(
      String method,
      String path,
      @org.jspecify.annotations.Nullable String mediaType,
      BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token.get())
            .header("Accept", "application/json, application/problem+json")
            .method(method, body);
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    HttpResponse<String> response = send(http, request.build());
    JsonNode answer = readable(response.body());
    if (response.statusCode() >= 300) {
      throw new ApiRefusal(method + " " + path, response.statusCode(), answer);
    }
    return answer;
  }

  static HttpResponse<String> send(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(
          request.method() + " " + request.uri() + " got no answer", failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while waiting for " + request.uri(), interruption);
    }
  }

  private static JsonNode readable(String body) {
    try {
      return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (tools.jackson.core.JacksonException notJson) {
      return JSON.createObjectNode().put("detail", body.substring(0, Math.min(300, body.length())));
    }
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
