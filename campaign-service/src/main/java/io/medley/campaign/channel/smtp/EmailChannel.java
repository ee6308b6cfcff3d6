package io.medley.campaign.channel.smtp;

import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.EmailMessages;
import io.medley.campaign.channel.EmailSettings;
import io.medley.campaign.channel.MessageRequest;
import io.medley.campaign.channel.ProviderLookup;
import io.medley.campaign.channel.ProviderPool;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.channel.RenderedMessage;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** E-mail over SMTP. */
@Component
class EmailChannel implements Channel, DisposableBean {

  private final EmailSettings settings;
  private final EmailMessages messages;
  private final SmtpServer server;
  private final Optional<ProviderLookup> lookup;
  private final ProviderPool pool;

  EmailChannel(EmailSettings settings, EmailMessages messages, ObjectProvider<MailLookup> lookup) {
    this.settings = settings;
    this.messages = messages;
    this.server = new SmtpServer(settings);
    this.lookup = Optional.ofNullable(lookup.getIfAvailable());
    this.pool = new ProviderPool("email", settings.places(), settings.timeout());
  }

  @Override
  public String name() {
    return "EMAIL";
  }

  @Override
  public String sender() {
    return settings.from();
  }

  @Override
  public RenderedMessage render(MessageRequest request) {
    return messages.render(request);
  }

  @Override
  public Receipt hand(RenderedMessage message) {
    return pool.hand(() -> server.hand(message));
  }

  @Override
  public Optional<Place> takePlace(Duration patience) {
    return pool.takePlace(patience);
  }

  @Override
  public Optional<ProviderLookup> lookup() {
    return lookup;
  }

  @Override
  public void destroy() {
    pool.close();
  }
}
