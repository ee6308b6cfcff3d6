package io.medley.seed.demo;

import io.medley.seed.demo.MailSinkPages.Mail;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The inboxes of the run's HCPs, played over the real mails: half of them open a mail, a quarter
 * clicks its first tracked link. Who does what follows from the mail's id, so the same mail is
 * always treated the same.
 */
final class DoctorsInbox {

  private static final int OPENING_PERCENT = 50;
  private static final int CLICKING_PERCENT = 25;

  private final MailSinkPages sink;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<String> subjects = ConcurrentHashMap.newKeySet();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger clicked = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  /** The inboxes into which everything falls that the sink takes from now on. */
  DoctorsInbox(MailSinkPages sink) {
    this.sink = sink;
    sink.mails().forEach(mail -> seen.add(mail.id()));
  }

  /** How many mails of this run have a subject with these words. */
  int mailsWithSubject(String words) {
    return (int) subjects.stream().filter(subject -> subject.contains(words)).count();
  }

  /** Starts to open and to click as mails arrive, until the answer is closed. */
  Reading startReading() {
    return new Reading();
  }

  private void readNew() {
    for (Mail mail : sink.mails()) {
      if (seen.add(mail.id())) {
        subjects.add(mail.id() + " " + mail.subject());
        react(mail);
      }
    }
  }

  private void react(Mail mail) {
    int draw = Math.floorMod(mail.messageId().hashCode() * 31, 100);
    if (draw >= OPENING_PERCENT) {
      return;
    }
    Document html = Jsoup.parse(sink.html(mail));
    link(html, "img[src*=/t/o/]", "src").ifPresent(pixel -> fetch(pixel, opened));
    if (draw < CLICKING_PERCENT) {
      link(html, "h1 ~ p a[href*=/t/c/]", "href")
          .or(() -> link(html, "a[href*=/t/c/]", "href"))
          .ifPresent(target -> fetch(target, clicked));
    }
  }

  private static Optional<URI> link(Document html, String selector, String attribute) {
    return Optional.ofNullable(html.selectFirst(selector))
        .map((Element found) -> URI.create(found.attr(attribute)));
  }

  private void fetch(URI address, AtomicInteger counter) {
    try {
      HttpResponse<Void> response =
          http.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() < 400) {
        counter.incrementAndGet();
      }
    } catch (IOException failure) {
      throw new DemoFailed("A link of a mail did not answer: " + address);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  /** The reading, in the background until it is closed. */
  final class Reading implements AutoCloseable {

    private final AtomicBoolean going = new AtomicBoolean(true);
    private final Thread reader = Thread.ofVirtual().name("doctors").start(this::read);

    int opened() {
      return opened.get();
    }

    int clicked() {
      return clicked.get();
    }

    private void read() {
      while (going.get()) {
        readNew();
        try {
          TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException end) {
          return;
        }
      }
    }

    @Override
    public void close() {
      going.set(false);
      reader.interrupt();
    }
  }
}
