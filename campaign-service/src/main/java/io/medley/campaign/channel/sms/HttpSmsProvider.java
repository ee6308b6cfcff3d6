package io.medley.campaign.channel.sms;

import io.medley.campaign.channel.HttpAnswers;
import io.medley.campaign.channel.ProviderLookup;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.channel.SmsProvider;
import io.medley.campaign.channel.SmsSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST <url>/messages} with {@code id, from, to, text} and the id as {@code
 * Idempotency-Key}; {@code GET <url>/messages?id=…} answers {@code {"count": n}}, how often the
 * provider took that id.
 */
@Component
@ConditionalOnProperty("medley.sms.url")
class HttpSmsProvider implements SmsProvider, ProviderLookup {

  private static final Logger LOG = LoggerFactory.getLogger(HttpSmsProvider.class);

  private final SmsSettings settings;
  private final String messages;
  private final JsonMapper json;
  private final HttpClient http;

  HttpSmsProvider(SmsSettings settings, JsonMapper json) {
    this.settings = settings;
    this.messages = Objects.requireNonNull(settings.url()).replaceAll("/+$", "") + "/messages";
    this.json = json;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout().dividedBy(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private record Seen(long count) {}

  @Override
  public Receipt hand(RenderedMessage message) {
    HttpRequest request =
        request(messages)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", message.messageId())
            .POST(HttpRequest.BodyPublishers.ofByteArray(message.bytes()))
            .build();
    try {
      return HttpAnswers.of(
          http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException broken) {
      return HttpAnswers.of(broken);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Receipt.Silent("interrupted");
    }
  }

  @Override
  public Optional<ProviderLookup> lookup() {
    return settings.lookup() ? Optional.of(this) : Optional.empty();
  }

  @Override
  public Answer ask(String messageId) {
    HttpRequest request =
        request(messages + "?id=" + URLEncoder.encode(messageId, StandardCharsets.UTF_8))
            .GET()
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        return Answer.NOT_NOW;
      }
      Seen seen = json.readValue(answer.body(), Seen.class);
      return seen.count() > 0 ? Answer.SEEN : Answer.NEVER_SEEN;
    } catch (IOException | JacksonException away) {
      LOG.warn("The SMS provider cannot be asked about a message: {}", away.getMessage());
      return Answer.NOT_NOW;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Answer.NOT_NOW;
    }
  }

  private HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(settings.timeout())
        .header("Authorization", "Bearer " + settings.token());
  }
}
