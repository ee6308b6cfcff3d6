package io.medley.platform.notification;

import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.platform.time.RealTime;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends what the outbox says. A mail keeps its Message-ID however often it is tried, so a mail that
 * was taken just before a crash arrives twice at most as one message. What nobody needs any more is
 * not sent.
 */
final class NotificationMails implements OutboxHandler {

  static final String TOPIC = "notification-mail";

  private static final Logger LOG = LoggerFactory.getLogger(NotificationMails.class);

  private final JdbcClient jdbc;
  private final Notifications notifications;
  private final AddressBook addresses;
  private final SettingsKeeping settings;
  private final MailWriting writing;
  private final NotificationProperties properties;
  private final @Nullable JavaMailSender sender;
  private final Clock clock;
  private final RealTime realTime;

  NotificationMails(
      JdbcClient jdbc,
      Notifications notifications,
      AddressBook addresses,
      SettingsKeeping settings,
      MailWriting writing,
      NotificationProperties properties,
      @Nullable JavaMailSender sender,
      Clock clock,
      RealTime realTime) {
    this.jdbc = jdbc;
    this.notifications = notifications;
    this.addresses = addresses;
    this.settings = settings;
    this.writing = writing;
    this.properties = properties;
    this.sender = sender;
    this.clock = clock;
    this.realTime = realTime;
  }

  /** How a mail ended. */
  private enum Outcome {
    SENT,
    /** Its task was done before it left. */
    NOT_NEEDED,
    /** The person's address is not known yet. */
    NO_ADDRESS,
    /** No mail server is set up. */
    NO_SERVER,
    /** The server will not deliver to this address. */
    REFUSED,
    /** The server kept putting it off. */
    GIVEN_UP
  }

  @Override
  public Set<String> topics() {
    return Set.of(TOPIC);
  }

  @Override
  public void handle(SequencedMessage message) throws MessagingException {
    String notification = message.message().payload().path("notification").asString("");
    if (notification.isEmpty()) {
      digest(
          UUID.fromString(message.message().payload().path("digest").asString()),
          message.createdAt());
    } else {
      one(UUID.fromString(notification), message.createdAt());
    }
  }

  private void one(UUID id, Instant askedAt) throws MessagingException {
    Optional<Notification> found = notifications.find(id);
    if (found.isEmpty()) {
      return;
    }
    Notification notification = found.get();
    Outcome outcome =
        notification.settledAt() != null
            ? Outcome.NOT_NEEDED
            : mail(
                notification.person(),
                id,
                notification.subject().key(),
                askedAt,
                to -> writing.one(notification, to, settings.of(notification.person()).zone()));
    ended("notification", id, outcome);
  }

  private record Digest(UUID id, String person) {}

  private void digest(UUID id, Instant askedAt) throws MessagingException {
    Digest digest =
        jdbc.sql(
                """
                select id, person from notification_digest
                where id = :id
                """)
            .param("id", id)
            .query(Digest.class)
            .single();
    List<Notification> lines =
        jdbc.sql(
                """
                select * from notification
                where digest_id = :id and read_at is null and settled_at is null
                order by due_at nulls last, told_at, id
                """)
            .param("id", id)
            .query(JdbcNotifications::row)
            .list();
    Outcome outcome =
        lines.isEmpty()
            ? Outcome.NOT_NEEDED
            : mail(
                digest.person(),
                id,
                "digest",
                askedAt,
                to -> writing.digest(lines, to, settings.of(digest.person()).zone()));
    ended("notification_digest", id, outcome);
  }

  private interface Wording {
    MailWriting.Words to(AddressBook.Entry person);
  }

  private Outcome mail(String person, UUID id, String thread, Instant askedAt, Wording wording)
      throws MessagingException {
    if (sender == null) {
      return Outcome.NO_SERVER;
    }
    Optional<AddressBook.Entry> entry = addresses.find(person);
    if (entry.isEmpty()) {
      return Outcome.NO_ADDRESS;
    }
    MimeMessage mail = sender.createMimeMessage();
    fill(mail, entry.get(), id, thread, wording.to(entry.get()));
    try {
      sender.send(mail);
      return Outcome.SENT;
    } catch (MailException failure) {
      if (refused(failure)) {
        LOG.warn("No mail reaches {}: {}", person, failure.getMessage());
        return Outcome.REFUSED;
      }
      if (realTime.now().isAfter(askedAt.plus(properties.giveUpAfter()))) {
        LOG.warn("The mail server put a mail to {} off for too long", person, failure);
        return Outcome.GIVEN_UP;
      }
      throw failure;
    }
  }

  private void fill(
      MimeMessage mail, AddressBook.Entry to, UUID id, String thread, MailWriting.Words words)
      throws MessagingException {
    MimeMessageHelper helper =
        new MimeMessageHelper(
            mail, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, StandardCharsets.UTF_8.name());
    try {
      helper.setFrom(new InternetAddress(properties.from(), properties.fromName(), "UTF-8"));
      helper.setTo(new InternetAddress(to.email(), to.printedName(), "UTF-8"));
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
    helper.setSubject(words.subject());
    helper.setText(words.text(), words.html());
    mail.setHeader("Message-ID", messageId(id));
    // Mails about the same thing stand together in the reader's mailbox.
    mail.setHeader(
        "References", messageId(UUID.nameUUIDFromBytes(thread.getBytes(StandardCharsets.UTF_8))));
    mail.setHeader("Auto-Submitted", "auto-generated");
    helper.setSentDate(java.util.Date.from(realTime.now()));
  }

  private String messageId(UUID id) {
    return "<" + id + "@" + properties.messageDomain() + ">";
  }

  /** The server named the address as one it will never deliver to. */
  private static boolean refused(MailException failure) {
    if (!(failure instanceof MailSendException sending)) {
      return false;
    }
    for (Exception one : sending.getMessageExceptions()) {
      if (one instanceof SendFailedException failed
          && failed.getInvalidAddresses() != null
          && failed.getInvalidAddresses().length > 0) {
        return true;
      }
    }
    return false;
  }

  private void ended(String table, UUID id, Outcome outcome) {
    jdbc.sql(
            "update "
                + table
                + """
                 set mail_outcome = :outcome,
                  mailed_at = case when :outcome = 'SENT' then :at else mailed_at end
                where id = :id
                """)
        .param("outcome", outcome.name())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", id)
        .update();
  }
}
