package io.medley.campaign.channel.smtp;

import io.medley.campaign.channel.ProviderLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks the mail server's own journal: {@code GET <url>?messageId=…} answers {@code {"count": n}},
 * the number of messages it ever acknowledged under that Message-ID. Such a server answers
 * authoritatively because it writes a message down before it acknowledges it.
 */
@Component
@ConditionalOnProperty("medley.mail-lookup.url")
@ConditionalOnBooleanProperty(name = "medley.mail-lookup.enabled", matchIfMissing = true)
class MailLookup implements ProviderLookup {

  private static final Logger LOG = LoggerFactory.getLogger(MailLookup.class);

  private final MailLookupSettings settings;
  private final RestClient http;

  MailLookup(MailLookupSettings settings) {
    this.settings = settings;
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            java.net.http.HttpClient.newBuilder().connectTimeout(settings.timeout()).build());
    requests.setReadTimeout(settings.timeout());
    this.http = RestClient.builder().requestFactory(requests).build();
  }

  private record Seen(long count) {}

  @Override
  public Answer ask(String messageId) {
    String bare = messageId.substring(1, messageId.length() - 1);
    try {
      Seen seen =
          http.get().uri(settings.url() + "?messageId={id}", bare).retrieve().body(Seen.class);
      if (seen == null) {
        return Answer.NOT_NOW;
      }
      return seen.count() > 0 ? Answer.SEEN : Answer.NEVER_SEEN;
    } catch (RestClientException away) {
      LOG.warn("The mail server cannot be asked about a message: {}", away.getMessage());
      return Answer.NOT_NOW;
    }
  }
}
