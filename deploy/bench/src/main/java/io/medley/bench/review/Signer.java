package io.medley.bench.review;

import io.medley.bench.Booted;
import io.medley.content.signing.Lane;
import io.medley.local.DemoPerson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A reviewer's browser that signs, password and all, and notes when the signature itself left. */
final class Signer {

  private static final Map<Lane, String> PEOPLE =
      Map.of(
          Lane.MEDICAL, "max.medical",
          Lane.LEGAL, "lena.legal",
          Lane.REGULATORY, "rhea.regulatory",
          Lane.PHARMACOVIGILANCE, "vera.vigilance",
          Lane.PRIVACY, "paula.privacy",
          Lane.FINAL, "sam.signatory",
          Lane.COORDINATOR, "cora.coordinator");

  private final Booted service;
  private final Lane lane;
  private final DemoPerson person;
  private final HttpClient http;

  Signer(Booted service, Lane lane) {
    this.service = service;
    this.lane = lane;
    this.person = DemoPerson.named(String.valueOf(PEOPLE.get(lane)));
    this.http =
        HttpClient.newBuilder()
            .cookieHandler(service.browser(person.user()).cookieHandler().orElseThrow())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** One answer without following it. */
  private record Answer(HttpResponse<String> http) {

    boolean redirects() {
      return http.statusCode() / 100 == 3;
    }

    URI location() {
      return http.uri().resolve(http.headers().firstValue("Location").orElseThrow());
    }

    Document page() {
      return Jsoup.parse(http.body(), http.uri().toString());
    }
  }

  /**
   * Approves.
   *
   * @return {@link System#nanoTime()} when the request that makes the signature was sent: the one
   *     with which the browser comes back from the sign-in provider
   */
  long approve(UUID review) throws IOException, InterruptedException {
    String action = "/sign/" + review + "/" + lane;
    Answer form = get(service.base().resolve(action));
    Answer answer = post(form, "form[action=" + action + "]", Map.of("verdict", "APPROVE"));
    long sent = 0;
    while (answer.redirects() || answer.http().uri().getPath().equals("/login")) {
      if (!answer.redirects()) {
        answer =
            post(answer, "form", Map.of("username", person.user(), "password", person.password()));
        continue;
      }
      URI next = answer.location();
      if (next.getPath().startsWith("/sign/return/")) {
        sent = System.nanoTime();
      }
      answer = get(next);
    }
    if (answer.http().statusCode() != 200 || sent == 0) {
      throw new IllegalStateException(
          "%s could not sign: %d %s"
              .formatted(person.user(), answer.http().statusCode(), answer.page().text()));
    }
    return sent;
  }

  /** How long a page takes until its last byte, in milliseconds. */
  double millis(String path) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Answer answer = get(service.base().resolve(path));
    double millis = (System.nanoTime() - begin) / 1e6;
    if (answer.http().statusCode() != 200) {
      throw new IllegalStateException(path + " answered " + answer.http().statusCode());
    }
    return millis;
  }

  private Answer get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri));
  }

  private Answer post(Answer page, String form, Map<String, String> values)
      throws IOException, InterruptedException {
    var element = page.page().select(form).first();
    if (element == null) {
      throw new IllegalStateException(page.http().uri() + " has no form: " + page.page().text());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    element
        .select("input[type=hidden]")
        .forEach(input -> fields.put(input.attr("name"), input.attr("value")));
    fields.putAll(values);
    String body =
        fields.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(element.absUrl("action")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return new Answer(
        http.send(
            request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString()));
  }
}
