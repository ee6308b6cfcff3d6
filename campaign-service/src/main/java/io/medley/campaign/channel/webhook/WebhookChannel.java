package io.medley.campaign.channel.webhook;

import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.HookSignature;
import io.medley.campaign.channel.HttpAnswers;
import io.medley.campaign.channel.MessageRequest;
import io.medley.campaign.channel.ProviderLookup;
import io.medley.campaign.channel.ProviderPool;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.channel.WebhookEndpoint;
import io.medley.campaign.channel.WebhookEndpoints;
import io.medley.campaign.channel.WebhookMessages;
import io.medley.campaign.channel.WebhookSecrets;
import io.medley.campaign.channel.WebhookSettings;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.platform.time.RealTime;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the endpoint of the HCP's country within the hand-over itself: nothing waits behind the
 * gate, so that nothing leaves after a withdrawal. What is not taken goes back through the gate and
 * is tried again.
 */
@Component
class WebhookChannel implements Channel, ProviderLookup, DisposableBean {

  private static final String TAKEN = "taken: ";
  private static final String IN_DOUBT = "in doubt: ";

  private static final Logger LOG = LoggerFactory.getLogger(WebhookChannel.class);

  private final WebhookEndpoints endpoints;
  private final WebhookMessages messages;
  private final WebhookSecrets secrets;
  private final WebhookSettings settings;
  private final RealTime realTime;
  private final JsonMapper json;
  private final ProviderPool pool;
  private final HttpClient http;

  WebhookChannel(
      WebhookEndpoints endpoints,
      WebhookMessages messages,
      WebhookSecrets secrets,
      WebhookSettings settings,
      RealTime realTime,
      JsonMapper json) {
    this.endpoints = endpoints;
    this.messages = messages;
    this.secrets = secrets;
    this.settings = settings;
    this.realTime = realTime;
    this.json = json;
    this.pool = new ProviderPool("webhook", settings.places(), settings.timeout());
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout().dividedBy(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private record Seen(long count) {}

  @Override
  public String name() {
    return "WEBHOOK";
  }

  @Override
  public String sender() {
    return "webhook";
  }

  @Override
  public Optional<String> unreachable(HcpProfile hcp) {
    return endpoints.of(hcp.country()).isPresent()
        ? Optional.empty()
        : Optional.of("no endpoint is called for " + hcp.country());
  }

  @Override
  public RenderedMessage render(MessageRequest request) {
    return messages.render(request);
  }

  @Override
  public Receipt hand(RenderedMessage message) {
    Optional<WebhookEndpoint> endpoint =
        endpoints.find(WebhookMessages.endpoint(message)).filter(each -> each.retiredAt() == null);
    if (endpoint.isEmpty()) {
      return new Receipt.NotNow("its endpoint was retired meanwhile");
    }
    long attempt = endpoints.begin(message.messageId(), endpoint.get().id());
    Receipt receipt = pool.hand(() -> call(endpoint.get(), message));
    endpoints.answered(attempt, words(receipt));
    return receipt;
  }

  private Receipt call(WebhookEndpoint endpoint, RenderedMessage message) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.url())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header("Medley-Message-Id", message.messageId())
            .header(
                HookSignature.HEADER,
                HookSignature.of(secrets.signing(endpoint), realTime.now(), message.bytes()))
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

  private static String words(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Taken(String answer) -> TAKEN + answer;
      case Receipt.NotNow(String why) -> "not now: " + why;
      case Receipt.Refused(String why) -> "refused: " + why;
      case Receipt.Silent(String why) -> IN_DOUBT + why;
    };
  }

  @Override
  public Optional<Place> takePlace(Duration patience) {
    return pool.takePlace(patience);
  }

  @Override
  public int mostAttempts() {
    return settings.mostAttempts();
  }

  @Override
  public Optional<ProviderLookup> lookup() {
    return Optional.of(this);
  }

  @Override
  public Answer ask(String messageId) {
    Optional<WebhookEndpoints.Newest> newest = endpoints.newest(messageId);
    if (newest.isEmpty()) {
      // A call is written down before it is made: none was.
      return Answer.NEVER_SEEN;
    }
    String told = newest.get().answer();
    if (told != null && !told.startsWith(IN_DOUBT)) {
      // The call ended, and its process died before the touch was told; or the next never began.
      return told.startsWith(TAKEN) ? Answer.SEEN : Answer.NEVER_SEEN;
    }
    URI address = newest.get().lookupUrl();
    return address == null ? Answer.CANNOT_SAY : ask(address, messageId);
  }

  private Answer ask(URI address, String messageId) {
    String query = "id=" + URLEncoder.encode(messageId, StandardCharsets.UTF_8);
    String url = address.toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + (url.contains("?") ? "&" : "?") + query))
            .timeout(settings.timeout())
            .GET()
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        return Answer.NOT_NOW;
      }
      return json.readValue(answer.body(), Seen.class).count() > 0
          ? Answer.SEEN
          : Answer.NEVER_SEEN;
    } catch (IOException | JacksonException away) {
      LOG.warn("A webhook's receiver cannot be asked about a message: {}", away.getMessage());
      return Answer.NOT_NOW;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Answer.NOT_NOW;
    }
  }

  @Override
  public void destroy() {
    pool.close();
  }
}
