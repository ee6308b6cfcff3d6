package io.medley.bench.content;

import io.medley.bench.Booted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The service's API as one signed-in person uses it. */
final class Api {

  private final URI base;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();

  Api(Booted service, String user) {
    this.base = service.base();
    this.token = service.token(user);
  }

  /** Sends a file; the answer's status tells whether it was taken. */
  HttpResponse<String> upload(Corpus.Document file) throws IOException, InterruptedException {
    String boundary = "b" + UUID.randomUUID();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(boundary, file.name())
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file.bytes());
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        "POST",
        "/api/uploads",
        "multipart/form-data; boundary=" + boundary,
        BodyPublishers.ofByteArray(body.toByteArray()));
  }

  /**
   * Sends JSON.
   *
   * @throws IllegalStateException unless the answer is good
   */
  String put(String path, String json) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send("PUT", path, "application/json", BodyPublishers.ofString(json));
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private HttpResponse<String> send(String method, String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .method(method, body)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
