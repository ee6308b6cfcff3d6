package io.medley.campaign.channel.smtp;

import io.medley.campaign.channel.ApprovedPiece;
import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.EmailMessages;
import io.medley.campaign.channel.EmailSettings;
import io.medley.campaign.channel.ProviderLookup;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.hcp.Hcp;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * E-mail over SMTP. Its places are a bulkhead: a slow server holds up e-mail and nothing else. Each
 * message is handed over on a virtual thread of its own, which is stopped when the time-out is
 * over.
 */
@Component
class EmailChannel implements Channel, DisposableBean {

  private final EmailSettings settings;
  private final EmailMessages messages;
  private final SmtpServer server;
  private final Optional<ProviderLookup> lookup;
  private final Semaphore places;
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("email-", 0).factory());

  EmailChannel(
      EmailSettings settings, EmailMessages messages, ObjectProvider<ProviderLookup> lookup) {
    this.settings = settings;
    this.messages = messages;
    this.server = new SmtpServer(settings);
    this.lookup = Optional.ofNullable(lookup.getIfAvailable());
    this.places = new Semaphore(settings.places(), true);
  }

  @Override
  public String name() {
    return "EMAIL";
  }

  @Override
  public RenderedMessage render(ApprovedPiece piece, Hcp hcp, String sendKey, UUID contactId) {
    return messages.render(piece, hcp, sendKey, contactId);
  }

  @Override
  public Receipt hand(RenderedMessage message) {
    Future<Receipt> handing = senders.submit(() -> server.hand(message));
    try {
      return handing.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      // An interrupted virtual thread loses its socket: the conversation cannot go on behind us.
      handing.cancel(true);
      return new Receipt.Silent("no end within " + settings.timeout());
    } catch (InterruptedException stopping) {
      handing.cancel(true);
      Thread.currentThread().interrupt();
      return new Receipt.Silent("interrupted");
    } catch (ExecutionException unforeseen) {
      return new Receipt.Silent("unforeseen: " + unforeseen.getCause());
    }
  }

  @Override
  public Optional<Place> takePlace(Duration patience) {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    AtomicBoolean taken = new AtomicBoolean(true);
    return Optional.of(
        () -> {
          if (taken.getAndSet(false)) {
            places.release();
          }
        });
  }

  @Override
  public Optional<ProviderLookup> lookup() {
    return lookup;
  }

  @Override
  public void destroy() {
    senders.shutdown();
  }
}
