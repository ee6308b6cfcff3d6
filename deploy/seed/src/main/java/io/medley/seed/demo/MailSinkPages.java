package io.medley.seed.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The mail sink as its reader sees it. */
public final class MailSinkPages {

  private static final int PAGE = 1000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  public MailSinkPages(URI base) {
    this.base = base;
  }

  /** Every mail, newest first. */
  public List<Mail> mails() {
    List<Mail> mails = new ArrayList<>();
    while (true) {
      JsonNode page =
          JSON.readTree(get("/api/mails?offset=" + mails.size() + "&limit=" + PAGE)).path("mails");
      for (JsonNode mail : page) {
        mails.add(
            new Mail(
                mail.path("id").asString(),
                mail.path("messageId").asString(),
                Instant.parse(mail.path("receivedAt").asString()),
                mail.path("subject").asString()));
      }
      if (page.size() < PAGE) {
        return mails;
      }
    }
  }

  /** What the recipient would see. */
  public String html(Mail mail) {
    return get("/mails/" + mail.id() + "/html");
  }

  private String get(String path) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() != 200) {
        throw new DemoFailed(
            "The mail sink answered " + response.statusCode() + " to " + path + ".");
      }
      return response.body();
    } catch (IOException failure) {
      throw new DemoFailed("The mail sink does not answer at " + base + ".");
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("Interrupted.");
    }
  }

  /**
   * One message the sink answered for.
   *
   * @param id the sink's own name for it
   * @param messageId without angle brackets
   */
  public record Mail(String id, String messageId, Instant receivedAt, String subject) {}
}
