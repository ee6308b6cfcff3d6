package io.medley.local.mail;

import com.sun.net.httpserver.HttpServer;
import io.medley.local.LocalServer;
import io.medley.local.StackHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Takes every mail over SMTP on a loopback port and sends none on. A message is forced to disk
 * before it is answered with 250, so what a sender was told is accepted is there after any crash.
 *
 * <p>{@code GET /api/mails?messageId=…} says whether a message was accepted. The answer is final
 * once {@link #SESSION_LIMIT} has passed since the sender gave up: a session that takes longer than
 * that for its data is refused.
 */
public final class MailSink implements LocalServer {

  /** A message not completely received within this time after DATA is refused. */
  public static final Duration SESSION_LIMIT = Duration.ofSeconds(25);

  private final Path log;
  private final MailFolder folder;
  private final SMTPServer smtp;
  private final HttpServer http;
  private final ExecutorService threads;
  private final int smtpPort;
  private volatile boolean running = true;

  private MailSink(
      Path log,
      MailFolder folder,
      SMTPServer smtp,
      HttpServer http,
      ExecutorService threads,
      int smtpPort) {
    this.log = log;
    this.folder = folder;
    this.smtp = smtp;
    this.http = http;
    this.threads = threads;
    this.smtpPort = smtpPort;
  }

  /** Starts the sink kept in this home; earlier mails are still there. */
  public static MailSink start(StackHome home) {
    int smtpPort = home.port("mail.smtp");
    MailFolder folder = new MailFolder(home.data("mails"));
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    SMTPServer smtp =
        SMTPServer.port(smtpPort)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .softwareName("medley-mail-sink")
            .connectionTimeoutMs((int) SESSION_LIMIT.toMillis())
            .maxConnections(200)
            .hideTLS()
            .executorService(threads)
            .messageHandlerFactory(context -> new Receiving(folder))
            .build();
    try {
      HttpServer http =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), home.port("mail.http")), 50);
      http.setExecutor(threads);
      http.createContext("/", new MailPages(folder));
      smtp.start();
      http.start();
      Path log = home.log("mail");
      Files.writeString(
          log,
          "SMTP on port " + smtpPort + ", pages on port " + http.getAddress().getPort() + ".\n");
      return new MailSink(log, folder, smtp, http, threads, smtpPort);
    } catch (IOException e) {
      throw new UncheckedIOException("The mail sink could not be started.", e);
    }
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Where to send mail on 127.0.0.1: plain SMTP, no credentials. */
  public int smtpPort() {
    return smtpPort;
  }

  /**
   * The page that lists the mails, and the root of {@code /api/mails}; without a trailing slash.
   */
  public URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Every mail, oldest first. */
  public List<ReceivedMail> mails() {
    return folder.all();
  }

  /**
   * The mails that carry this Message-ID (with or without angle brackets); more than one if it was
   * sent twice.
   */
  public List<ReceivedMail> mails(String messageId) {
    return folder.byMessageId(messageId);
  }

  @Override
  public void close() {
    if (running) {
      running = false;
      smtp.stop();
      http.stop(0);
      threads.close();
    }
  }

  /** One mail transaction of one session. */
  private static final class Receiving implements MessageHandler {
    private final MailFolder folder;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    Receiving(MailFolder folder) {
      this.folder = folder;
    }

    @Override
    public void from(String from) {
      sender = from;
    }

    @Override
    public void recipient(String recipient) {
      recipients.add(recipient);
    }

    @Override
    public @Nullable String data(InputStream data) throws RejectException {
      long begun = System.nanoTime();
      try {
        MailFolder.Draft draft = folder.receive(sender, recipients, data);
        if (System.nanoTime() - begun > SESSION_LIMIT.toNanos()) {
          draft.discard();
          throw new RejectException(451, "the message took too long");
        }
        return draft.keep().id();
      } catch (IOException e) {
        throw new RejectException(451, "the message could not be kept");
      }
    }

    @Override
    public void done() {
      recipients.clear();
    }
  }
}
