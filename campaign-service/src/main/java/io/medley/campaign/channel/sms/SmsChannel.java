package io.medley.campaign.channel.sms;

import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.MessageRequest;
import io.medley.campaign.channel.ProviderLookup;
import io.medley.campaign.channel.ProviderPool;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.channel.SmsMessages;
import io.medley.campaign.channel.SmsProvider;
import io.medley.campaign.channel.SmsSettings;
import io.medley.campaign.hcp.HcpNumbers;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Text messages, through whoever carries them. */
@Component
@ConditionalOnProperty("medley.sms.url")
class SmsChannel implements Channel, DisposableBean {

  private final SmsSettings settings;
  private final SmsMessages messages;
  private final SmsProvider provider;
  private final HcpNumbers numbers;
  private final ProviderPool pool;

  SmsChannel(SmsSettings settings, SmsMessages messages, SmsProvider provider, HcpNumbers numbers) {
    this.settings = settings;
    this.messages = messages;
    this.provider = provider;
    this.numbers = numbers;
    this.pool = new ProviderPool("sms", settings.places(), settings.timeout());
  }

  @Override
  public String name() {
    return "SMS";
  }

  @Override
  public String sender() {
    return settings.from();
  }

  @Override
  public Optional<String> unreachable(HcpProfile hcp) {
    return numbers.has(hcp.id())
        ? Optional.empty()
        : Optional.of("no telephone number is on record");
  }

  @Override
  public RenderedMessage render(MessageRequest request) {
    return messages.render(request);
  }

  @Override
  public Receipt hand(RenderedMessage message) {
    return pool.hand(() -> provider.hand(message));
  }

  @Override
  public Optional<Place> takePlace(Duration patience) {
    return pool.takePlace(patience);
  }

  @Override
  public Optional<ProviderLookup> lookup() {
    return provider.lookup();
  }

  @Override
  public void destroy() {
    pool.close();
  }
}
