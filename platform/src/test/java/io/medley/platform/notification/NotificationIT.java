package io.medley.platform.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.medley.local.LocalStack;
import io.medley.local.mail.ReceivedMail;
import io.medley.platform.TestDatabase;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.outbox.OutboxMessage;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.platform.page.MedleyUrls;
import io.medley.platform.security.AccessReviews;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.Delegations;
import io.medley.platform.time.RealTime;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import tools.jackson.databind.json.JsonMapper;

/** Telling people on the real database, with mail over SMTP to the real sink. */
class NotificationIT {

  private static final Notice.Subject PIECE = new Notice.Subject("asset:1", "Zelvaro aid 0.1");

  private final TestDatabase database = TestDatabase.create();
  private final TestClock clock = new TestClock(Instant.parse("2026-11-25T10:00:00Z"));
  private final AddressBook addresses = new AddressBook(database.jdbc(), clock);
  private final Outbox outbox = new Appending();
  private final Authorities authorities = mock(Authorities.class);
  private final Delegations delegations = mock(Delegations.class);
  private final JdbcNotifying notifying =
      new JdbcNotifying(database.jdbc(), authorities, delegations, addresses, outbox, clock);
  private final JdbcNotifications notifications = new JdbcNotifications(database.jdbc(), clock);
  private final NotificationProperties properties =
      new NotificationProperties(
          "medley@medley.example",
          "Medley",
          "notify.medley.example",
          8,
          ZoneId.of("UTC"),
          Duration.ofHours(24),
          Duration.ofDays(400));
  private final SettingsKeeping settings =
      new SettingsKeeping(database.jdbc(), database.transactions(), properties, clock);
  private final DigestSending digests = newDigests();
  private final String max = "max-" + UUID.randomUUID();

  @BeforeEach
  void address() {
    addresses.learn(new AddressBook.Entry(max, "Max Medical", max + "@northwind.example", ""));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldTellOncePerOccurrenceAndNothingThatRolledBack() {
    Notice notice = task("lane/1");

    assertThat(tell(notice, Recipients.persons(max))).isEqualTo(1);
    assertThat(tell(notice, Recipients.persons(max))).isZero();
    database
        .transactions()
        .executeWithoutResult(
            status -> {
              notifying.tell(task("lane/2"), Recipients.persons(max));
              status.setRollbackOnly();
            });

    assertThat(notifications.waiting(max)).isEqualTo(1);
    assertThat(outboxRows()).isEqualTo(1);
    assertThatThrownBy(() -> notifying.tell(task("lane/3"), Recipients.persons(max)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldTellWhoHoldsTheAuthorityInEveryMarketButNotWhomItLeavesOut() {
    when(authorities.holders(Authority.LANE_LEGAL, "GB"))
        .thenReturn(Set.of("author", "both", "british"));
    when(authorities.holders(Authority.LANE_LEGAL, "DE")).thenReturn(Set.of("author", "both"));
    tell(
        task("lane/1"),
        Recipients.holders(Authority.LANE_LEGAL, List.of("GB", "DE"))
            .and(Recipients.persons("system:review"))
            .except("author"));

    assertThat(told()).containsExactly("both");
  }

  @Test
  void shouldTellAdministratorsOnceAWeekOfGrantsNobodyLookedAt() {
    when(authorities.holders(Authority.ADMINISTER, Authorities.EVERY_MARKET))
        .thenReturn(Set.of("ada"));
    AccessReviews.Due due = mock(AccessReviews.Due.class);
    AccessReviews reviews = mock(AccessReviews.class);
    when(reviews.due()).thenReturn(List.of(due));
    AccessReviewReminding reminding =
        new AccessReviewReminding(reviews, notifying, database.transactions(), clock);

    reminding.remind();
    assertThat(told()).isEmpty();
    when(due.overdueAt(any())).thenReturn(true);
    reminding.remind();
    reminding.remind();
    assertThat(told()).containsExactly("ada");
    assertThat(notifications.waiting("ada")).isEqualTo(1);
    clock.set("2026-12-02T10:00:00Z");
    reminding.remind();
    assertThat(notifications.waiting("ada")).isEqualTo(2);
    when(due.overdueAt(any())).thenReturn(false);
    reminding.remind();

    assertThat(notifications.waiting("ada")).isZero();
  }

  @Test
  void shouldTellTheDelegateInsteadOfWhoIsAway() {
    when(authorities.holders(Authority.LANE_LEGAL, "GB")).thenReturn(Set.of("away", "here"));
    when(delegations.absent("away", clock.instant())).thenReturn(true);
    when(delegations.delegateOf("away", Authority.LANE_LEGAL, "GB", clock.instant()))
        .thenReturn(Optional.of(delegation("away", "delegate")));

    tell(task("lane/1"), Recipients.holders(Authority.LANE_LEGAL, List.of("GB")));

    assertThat(told()).containsExactly("delegate", "here");
  }

  @Test
  void shouldTellEverybodyKnownToWorkForAnAgency() {
    addresses.learn(new AddressBook.Entry("anna", "Anna", "anna@northlight.example", "northlight"));
    addresses.learn(new AddressBook.Entry("ben", "Ben", "ben@bluebird.example", "bluebird"));

    tell(task("lane/1"), Recipients.agency("northlight"));

    assertThat(told()).containsExactly("anna");
  }

  @Test
  void shouldMailAtOnceUnderOneMessageIdHoweverOftenItIsTried() throws Exception {
    settings.keep(max, 8, ZoneId.of("Europe/London"), Map.of());
    tell(task("lane/1").due(Instant.parse("2026-11-27T17:00:00Z")), Recipients.persons(max));
    UUID id = notifications.of(max, true, null, 10).getFirst().id();

    mails(LocalStack.forTests().mail().smtpPort()).handle(message("notification", id));
    mails(LocalStack.forTests().mail().smtpPort()).handle(message("notification", id));

    List<ReceivedMail> received = LocalStack.forTests().mail().mails(id + "@notify.medley.example");
    assertThat(received).hasSize(2);
    ReceivedMail mail = received.getFirst();
    assertThat(mail.to()).containsExactly(max + "@northwind.example");
    assertThat(mail.subject()).isEqualTo("Task for you: Zelvaro aid 0.1");
    assertThat(Files.readString(mail.file()).replace("=\r\n", ""))
        .contains(
            "Legal review for GB waits for you.",
            "Fri 27 Nov 2026, 17:00 (Europe/London)",
            "http://127.0.0.1:4711/notifications/" + id,
            "Auto-Submitted: auto-generated");
    assertThat(outcome("notification", id)).isEqualTo("SENT");
  }

  @Test
  void shouldNotMailWhatNobodyNeedsAnyMore() throws Exception {
    tell(task("lane/1").ofTask("review/1/LEGAL"), Recipients.persons(max));
    UUID id = notifications.of(max, true, null, 10).getFirst().id();
    database.transactions().executeWithoutResult(status -> notifying.settle("review/1/LEGAL"));

    mails(LocalStack.forTests().mail().smtpPort()).handle(message("notification", id));

    assertThat(LocalStack.forTests().mail().mails(id + "@notify.medley.example")).isEmpty();
    assertThat(outcome("notification", id)).isEqualTo("NOT_NEEDED");
    assertThat(notifications.waiting(max)).isZero();
    assertThat(notifications.of(max, false, null, 10)).hasSize(1);
  }

  @Test
  void shouldTryAgainWhileTheServerIsAwayAndGiveUpAfterADay() throws Exception {
    tell(task("lane/1"), Recipients.persons(max));
    UUID id = notifications.of(max, true, null, 10).getFirst().id();

    assertThatThrownBy(() -> mails(9).handle(message("notification", id)))
        .isInstanceOf(MailException.class);
    assertThat(outcome("notification", id)).isNull();

    mails(9).handle(message("notification", id, Instant.now().minus(Duration.ofHours(25))));

    assertThat(outcome("notification", id)).isEqualTo("GIVEN_UP");
    assertThat(notifications.waiting(max)).isEqualTo(1);
  }

  @Test
  void shouldListAsReadAndNotMailWhatIsMuted() {
    tell(task("lane/1"), Recipients.persons(max));
    settings.mute(max, PIECE);
    tell(task("lane/2"), Recipients.persons(max));
    settings.keep(max, 8, ZoneId.of("UTC"), Map.of(NotificationKind.RETURNED, Delivery.MUTED));
    tell(returned("r/1", "asset:2"), Recipients.persons(max));

    assertThat(notifications.waiting(max)).isZero();
    assertThat(notifications.of(max, false, null, 10)).hasSize(3);
    assertThat(outboxRows()).isEqualTo(1);

    settings.unmute(max, PIECE.key());
    tell(task("lane/3"), Recipients.persons(max));
    assertThat(notifications.waiting(max)).isEqualTo(1);
  }

  @Test
  void shouldMakeOneDigestADayAtThePersonsHourWhateverIsRestarted() throws Exception {
    // 08:00 in Berlin is 07:00 UTC in November.
    settings.keep(
        max,
        8,
        ZoneId.of("Europe/Berlin"),
        Map.of(NotificationKind.TASK, Delivery.DAILY, NotificationKind.RETURNED, Delivery.DAILY));
    tell(task("lane/1").ofTask("t/1"), Recipients.persons(max));
    tell(task("lane/2").ofTask("t/2"), Recipients.persons(max));
    tell(returned("r/1", "asset:2"), Recipients.persons(max));
    digests.makeDue();
    assertThat(digestDays()).as("told after today's hour").isEmpty();

    clock.set("2026-11-26T06:59:59Z");
    digests.makeDue();
    assertThat(digestDays()).isEmpty();

    // The service was away at the hour itself.
    clock.set("2026-11-26T09:30:00Z");
    tell(returned("r/2", "asset:3"), Recipients.persons(max));
    database.transactions().executeWithoutResult(status -> notifying.settle("t/2"));
    digests.makeDue();
    newDigests().makeDue();
    assertThat(digestDays()).containsExactly("2026-11-26");
    assertThat(outboxRows()).isEqualTo(1);

    UUID id =
        database
            .jdbc()
            .sql("select id from notification_digest where person = :person")
            .param("person", max)
            .query(UUID.class)
            .single();
    mails(LocalStack.forTests().mail().smtpPort()).handle(message("digest", id));
    List<ReceivedMail> received = LocalStack.forTests().mail().mails(id + "@notify.medley.example");
    assertThat(received).hasSize(1);
    assertThat(received.getFirst().subject()).isEqualTo("Your day in Medley: 2 things");

    clock.set("2026-11-27T07:00:00Z");
    digests.makeDue();
    assertThat(digestDays()).containsExactly("2026-11-26", "2026-11-27");
  }

  @Test
  void shouldForgetWhatWasReadLongAgoOnly() {
    tell(task("lane/1"), Recipients.persons(max));
    notifications.readAll(max);
    tell(task("lane/2"), Recipients.persons(max));
    clock.set("2028-11-26T09:30:00Z");

    digests.forgetOld();

    assertThat(notifications.of(max, false, null, 10)).hasSize(1);
  }

  @Test
  void shouldRefuseANoticeThatLeadsAwayOrSaysTooMuch() {
    assertThatThrownBy(
            () -> Notice.of(NotificationKind.TASK, PIECE, "text", "https://elsewhere.example", "o"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Notice.of(NotificationKind.TASK, PIECE, "x".repeat(401), "/", "o"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Delegations.Delegation delegation(String person, String delegate) {
    Instant now = clock.instant();
    return new Delegations.Delegation(
        UUID.randomUUID(),
        person,
        delegate,
        Set.of(Authority.LANE_LEGAL),
        Set.of("GB"),
        now,
        now.plusSeconds(3_600),
        true,
        "leave",
        person,
        now,
        null,
        null);
  }

  @Test
  void shouldShortenALongTitleRatherThanStopWhatIsTold() {
    tell(
        Notice.of(
            NotificationKind.STOPPED,
            new Notice.Subject("asset:9", "x".repeat(900)),
            "It was withdrawn and is served no more, anywhere.",
            "/assets/versions/9",
            "recall/9/1"),
        Recipients.persons(max));

    assertThat(notifications.of(max, true, null, 10).getFirst().subject().title())
        .hasSize(500)
        .endsWith("…");
  }

  private int tell(Notice notice, Recipients to) {
    Integer told = database.transactions().execute(status -> notifying.tell(notice, to));
    return told == null ? 0 : told;
  }

  private static Notice task(String occurrence) {
    return Notice.of(
        NotificationKind.TASK,
        PIECE,
        "Legal review for GB waits for you.",
        "/desk/1/LEGAL",
        occurrence);
  }

  private static Notice returned(String occurrence, String subject) {
    return Notice.of(
        NotificationKind.RETURNED,
        new Notice.Subject(subject, "Another piece"),
        "Reviewers returned it with 3 points.",
        "/assets/versions/2",
        occurrence);
  }

  private List<String> told() {
    return database
        .jdbc()
        .sql("select person from notification order by person")
        .query(String.class)
        .list();
  }

  private int outboxRows() {
    return database
        .jdbc()
        .sql("select count(*) from outbox_message where topic = 'notification-mail'")
        .query(Integer.class)
        .single();
  }

  private List<String> digestDays() {
    return database
        .jdbc()
        .sql("select local_date::text from notification_digest where person = :p order by 1")
        .param("p", max)
        .query(String.class)
        .list();
  }

  private @Nullable String outcome(String table, UUID id) {
    return database
        .jdbc()
        .sql("select coalesce(mail_outcome, '') from " + table + " where id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .filter(outcome -> !outcome.isEmpty())
        .orElse(null);
  }

  private static SequencedMessage message(String of, UUID id) {
    return message(of, id, Instant.now());
  }

  private static SequencedMessage message(String of, UUID id, Instant at) {
    return new SequencedMessage(
        1,
        new OutboxMessage(
            id,
            NotificationMails.TOPIC,
            "max",
            JsonMapper.shared().valueToTree(Map.of(of, id.toString()))),
        at);
  }

  private DigestSending newDigests() {
    return new DigestSending(
        database.jdbc(), database.transactions(), settings, properties, outbox, clock);
  }

  private NotificationMails mails(int port) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("templates/");
    resolver.setSuffix(".html");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    return new NotificationMails(
        database.jdbc(),
        notifications,
        addresses,
        settings,
        new MailWriting(
            engine,
            "content",
            new MedleyUrls(URI.create("http://127.0.0.1:4711"), null, null, null, null)),
        properties,
        sender,
        clock,
        RealTime.system());
  }

  /** The outbox's row, without its package's own classes. */
  private final class Appending implements Outbox {
    @Override
    public void append(String topic, String key, Object payload) {
      append(UUID.randomUUID(), topic, key, payload);
    }

    @Override
    public void append(UUID id, String topic, String key, Object payload) {
      database
          .jdbc()
          .sql(
              """
              insert into outbox_message (id, topic, key, payload, created_at)
              values (:id, :topic, :key, :payload::jsonb, now()) on conflict (id) do nothing
              """)
          .param("id", id)
          .param("topic", topic)
          .param("key", key)
          .param("payload", JsonMapper.shared().writeValueAsString(payload))
          .update();
    }
  }

  private static final class TestClock extends Clock {
    private Instant now;

    TestClock(Instant now) {
      this.now = now;
    }

    void set(String instant) {
      now = Instant.parse(instant);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
