package io.medley.local.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Tells the sender how a message arrived and what its reader answered, signed as providers do. */
final class SmsCallbacks {

  private static final int TRIES = 5;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI hooks;
  private final String secret;
  private final Path log;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  SmsCallbacks(URI hooks, String secret, Path log) {
    this.hooks = hooks;
    this.secret = secret;
    this.log = log;
  }

  void delivered(ReceivedSms sms) {
    String said =
        call(
            "/receipts",
            Map.of(
                "id",
                "delivered/" + sms.id(),
                "messageId",
                sms.id(),
                "state",
                "DELIVERED",
                "detail",
                "shown to nobody: a sink"));
    note(sms.id() + ": " + said);
  }

  String answered(String id, String from, String text) {
    return call("/answers", Map.of("id", id, "from", from, "text", text));
  }

  private String call(String path, Map<String, String> body) {
    byte[] bytes = JSON.writeValueAsBytes(body);
    String last = "";
    for (int i = 1; i <= TRIES; i++) {
      try {
        // Before every repetition, also when nobody answered: a service that starts needs a moment.
        Thread.sleep(Duration.ofSeconds(i - 1));
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(URI.create(hooks + path))
                    .timeout(Duration.ofSeconds(5))
                    .header("Content-Type", "application/json")
                    .header("Medley-Signature", signature(bytes))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() / 100 != 5) {
          return last;
        }
      } catch (IOException away) {
        last = "not reached: " + away.getMessage();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return "stopped";
      }
    }
    return last;
  }

  private String signature(byte[] body) {
    long seconds = Instant.now().getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", impossible);
    }
  }

  private void note(String line) {
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
