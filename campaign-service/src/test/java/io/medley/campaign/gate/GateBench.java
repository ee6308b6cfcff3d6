package io.medley.campaign.gate;

import io.medley.campaign.channel.SafetyTexts;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.Facts;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.ContactPolicy;
import io.medley.campaign.touch.Contacts;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.SendPauses;
import io.medley.campaign.touch.ServableVersions;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.campaign.touch.TouchGate;
import io.medley.local.LocalStack;
import io.medley.local.PostgresServer;
import io.medley.local.StackHome;
import io.medley.local.mail.MailSink;
import io.medley.local.mail.ReceivedMail;
import io.medley.local.sms.ReceivedSms;
import io.medley.local.sms.SmsSink;
import io.medley.platform.security.Actor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of its own, a mail sink, a content-service of the tests and one sending process. */
final class GateBench implements AutoCloseable {

  static final String BRAND = "zelvaro";
  static final String ISI = "Zelvaro can cause dizziness & must not be used in pregnancy.";
  static final String PI = "https://www.zelvaro.example/gb/pi?v=3&l=en";
  static final Actor TESTER = Actor.system("tester");
  static final ContactPolicy ANY_TIME =
      new ContactPolicy(
          Map.of("GB", ContactHours.ALWAYS, "DE", ContactHours.ALWAYS, "US", ContactHours.ALWAYS),
          List.of(),
          Duration.ofDays(30));

  private final PostgresServer.Database database;
  private final StackHome home = StackHome.temporary();
  private final MailSink mails = MailSink.start(home);
  private final SmsSink texts = SmsSink.start(home, null);
  private final ContentServiceStub content = new ContentServiceStub();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final SteppedClock clock = new SteppedClock(Clock.systemUTC());
  private UUID campaign = UUID.randomUUID();
  private final List<ConfigurableApplicationContext> processes = new ArrayList<>();
  private int numbers;

  /** With settings that differ from the bench's own. */
  GateBench(Map<String, String> overrides) {
    LocalStack stack = LocalStack.forTests();
    database = stack.newDatabase(stack.postgres().campaign());
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().user(), database.owner().password())
        .locations("classpath:db/platform", "classpath:db/migration")
        .placeholders(Map.of("appRole", database.app().user()))
        .load()
        .migrate();
    Path folder = home.data("gate");
    settings.put("spring.datasource.url", database.jdbcUrl());
    settings.put("spring.datasource.username", database.app().user());
    settings.put("spring.datasource.password", database.app().password());
    settings.put("spring.main.banner-mode", "off");
    settings.put("camunda.client.enabled", "false");
    settings.put("medley.workflows.enabled", "false");
    settings.put("medley.elasticsearch.url", "http://127.0.0.1:9");
    settings.put("medley.sign-in.issuer", content.url());
    settings.put("medley.sign-in.client-id", "campaign");
    settings.put("medley.sign-in.client-secret", "secret");
    settings.put("medley.store.folder", folder.resolve("store").toString());
    settings.put("medley.keys.folder", folder.resolve("keys").toString());
    settings.put("medley.audit.roots-folder", folder.resolve("roots").toString());
    settings.put("medley.smtp.host", "127.0.0.1");
    settings.put("medley.smtp.port", Integer.toString(mails.smtpPort()));
    settings.put("medley.mail-lookup.url", mails.url() + "/api/mails");
    settings.put("medley.sms.url", texts.url().toString());
    settings.put("medley.sms.token", SmsSink.token(home));
    settings.put("medley.sms.signing-secret", SmsSink.signingSecret(home));
    settings.put("medley.feed.url", content.url());
    settings.put("medley.feed.client-id", "campaign-service");
    settings.put("medley.feed.client-secret", "secret");
    settings.put("medley.touch.recovery-interval", "200ms");
    settings.put("medley.touch.lookup-after", "1s");
    settings.putAll(overrides);
    processes.add(start(Map.of(), null));
    labels("GB", "US", "DE");
  }

  /** From now on the product master has a label of the brand in these markets and no others. */
  void labels(String... markets) {
    bean(SafetyTexts.class)
        .replace(
            Stream.of(markets)
                .map(
                    market ->
                        new SafetyTexts.SafetyText(
                            BRAND,
                            "Zelvaro",
                            market,
                            market.equals("DE") ? "de-DE" : "en-" + market,
                            "3.0",
                            LocalDate.of(2020, 1, 1),
                            "isi-zelvaro@3",
                            ISI,
                            "pi-zelvaro@3",
                            PI,
                            true,
                            "",
                            "Report adverse events to drug.safety@zelvaro.example."))
                .toList());
  }

  GateBench() {
    this(Map.of());
  }

  /** One more sending process on the same database, inside this JVM. */
  ConfigurableApplicationContext start(Map<String, String> overrides, @Nullable SendPauses pauses) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.putAll(overrides);
    return context(all, clock, pauses);
  }

  /** Touches from now on belong to another campaign. */
  void anotherCampaign() {
    campaign = UUID.randomUUID();
  }

  UUID campaign() {
    return campaign;
  }

  static ConfigurableApplicationContext context(
      Map<String, Object> settings, Clock clock, @Nullable SendPauses pauses) {
    return new SpringApplicationBuilder(GateApplication.class)
        .web(WebApplicationType.NONE)
        .initializers(
            context -> {
              context.getBeanFactory().registerSingleton("clock", clock);
              if (pauses != null) {
                context.getBeanFactory().registerSingleton("sendPauses", pauses);
              }
            })
        .run(
            settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
  }

  /** Settings for a process in a JVM of its own. */
  Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  <T> T bean(Class<T> type) {
    return processes.getFirst().getBean(type);
  }

  TouchGate gate() {
    return bean(TouchGate.class);
  }

  ContentServiceStub content() {
    return content;
  }

  SteppedClock clock() {
    return clock;
  }

  JdbcClient sql() {
    return bean(JdbcClient.class);
  }

  /** The database as its owner reaches it, past what the service's role may do. */
  JdbcClient asOwner() {
    return JdbcClient.create(
        new DriverManagerDataSource(
            database.jdbcUrl(), database.owner().user(), database.owner().password()));
  }

  Hcps hcps() {
    return bean(Hcps.class);
  }

  Consents consents() {
    return bean(Consents.class);
  }

  /** Where the mail sink listens. */
  int smtpPort() {
    return mails.smtpPort();
  }

  /** Stops or starts the process's reading of the feed. */
  void poller(boolean running) {
    Lifecycle poller = (Lifecycle) processes.getFirst().getBean("approvalFeedPoller");
    if (running) {
      poller.start();
    } else {
      poller.stop();
    }
  }

  /** Imports an HCP with consent to e-mail, in London. */
  HcpId hcp() {
    return hcp("GB", "en-GB", "Europe/London", "GRANTED");
  }

  HcpId hcp(String country, String language, String zone, String consent) {
    numbers++;
    return importCsv(row(country, language, zone, consent, numbers)).getFirst();
  }

  /** Imports an HCP of GB who has a number and agrees to every channel. */
  HcpId reachableHcp() {
    numbers++;
    String header =
        "external_id,first_name,last_name,email,country,language,zone,tier,phone,consent_email,"
            + "consent_sms,consent_portal,consent_webhook\n";
    String row =
        "GB-%d,Falwyn,Quillerby%d,hcp%d@practice.example,GB,en-GB,Europe/London,A,%s,yes,yes,yes,yes\n"
            .formatted(numbers, numbers, numbers, number(numbers));
    try {
      bean(HcpImport.class)
          .importCsv(
              new ByteArrayInputStream((header + row).getBytes(StandardCharsets.UTF_8)), TESTER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hcps().findByExternalId("GB-" + numbers).orElseThrow().id();
  }

  /** The number of the n-th HCP. */
  static String number(int number) {
    return "+447700900%03d".formatted(number);
  }

  /** How many HCPs were imported. */
  int imported() {
    return numbers;
  }

  /** Imports many HCPs with consent to e-mail, in London. */
  List<HcpId> hcps(int count) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      numbers++;
      rows.append(row("GB", "en-GB", "Europe/London", "GRANTED", numbers));
    }
    return importCsv(rows.toString());
  }

  private static String row(
      String country, String language, String zone, String consent, int number) {
    return "%s-%d,Falwyn,Quillerby%d,hcp%d@practice.example,%s,%s,%s,CARDIOLOGY,PRESCRIBER,A,%s\n"
        .formatted(country, number, number, number, country, language, zone, consent);
  }

  private List<HcpId> importCsv(String rows) {
    String header =
        "external_id,first_name,last_name,email,country,language,zone,specialty,type,tier,"
            + "consent_email\n";
    try {
      bean(HcpImport.class)
          .importCsv(
              new ByteArrayInputStream((header + rows).getBytes(StandardCharsets.UTF_8)), TESTER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows.lines()
        .map(
            line ->
                hcps().findByExternalId(line.substring(0, line.indexOf(','))).orElseThrow().id())
        .toList();
  }

  /** Sets a fact aside. */
  void mute(long fact, String why) {
    new TransactionTemplate(bean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> bean(Facts.class).mute(fact, why, TESTER));
  }

  void withdrawConsent(HcpId hcp) {
    withdrawConsent(hcp, "EMAIL");
  }

  void withdrawConsent(HcpId hcp, String channel) {
    consents()
        .record(
            hcp,
            channel,
            Consents.PROMOTION,
            ConsentStatus.WITHDRAWN,
            clock().instant(),
            ConsentSource.HCP,
            "test",
            TESTER);
  }

  /** A piece for GB, approved and known to the sender, with the lease valid. */
  ContentServiceStub.Piece approved(String title) {
    ContentServiceStub.Piece piece =
        new ContentServiceStub.Piece(
            UUID.randomUUID(), title, html(title), Set.of("GB"), "en-GB", "announce", null);
    content.approve(piece);
    awaitKnown(piece, "LIVE");
    return piece;
  }

  /** Waits until the approval state may be relied on. */
  void awaitLease() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> bean(ApprovalState.class).lease().valid());
  }

  void awaitKnown(ContentServiceStub.Piece piece, String state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                bean(ServableVersions.class)
                        .find(piece.versionId())
                        .filter(version -> version.state().equals(state))
                        .isPresent()
                    && bean(ApprovalState.class).lease().valid());
  }

  /** A text for GB, approved for text messages and known to the sender. */
  ContentServiceStub.Piece approvedText(String text) {
    ContentServiceStub.Piece piece =
        new ContentServiceStub.Piece(
            UUID.randomUUID(), "Text", text, Set.of("GB"), "en-GB", "announce", null, "SMS");
    content.approve(piece);
    awaitKnown(piece, "LIVE");
    return piece;
  }

  /** A page for GB, approved for a channel and known to the sender. */
  ContentServiceStub.Piece approvedFor(String channel, String title) {
    ContentServiceStub.Piece piece =
        new ContentServiceStub.Piece(
            UUID.randomUUID(),
            title,
            html(title),
            Set.of("GB"),
            "en-GB",
            "announce",
            null,
            channel);
    content.approve(piece);
    awaitKnown(piece, "LIVE");
    return piece;
  }

  /** A piece for GB with a place for an opening, which may be filled in each of these ways. */
  ContentServiceStub.Piece approvedWithOpenings(String title, String... openings) {
    ContentServiceStub.Form[] forms = new ContentServiceStub.Form[openings.length];
    for (int i = 0; i < openings.length; i++) {
      forms[i] = opening(title, i + 1, openings[i]);
    }
    ContentServiceStub.Piece piece =
        new ContentServiceStub.Piece(
                UUID.randomUUID(),
                title,
                html("{{module.opening}}"),
                Set.of("GB"),
                "en-GB",
                "announce",
                null)
            .as(forms);
    content.approve(piece);
    awaitKnown(piece, "LIVE");
    return piece;
  }

  /** The form with this opening, which is also its subject. */
  static ContentServiceStub.Form opening(String title, int ordinal, String opening) {
    return new ContentServiceStub.Form(
        ordinal, Map.of("opening", opening), html(title + " " + opening), null);
  }

  /** Approves it anew with these forms and waits until the sender knows. */
  void offer(ContentServiceStub.Piece piece, ContentServiceStub.Form... forms) {
    content.approve(piece.as(forms));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                bean(ServableVersions.class)
                    .find(piece.versionId())
                    .map(version -> Objects.requireNonNull(version.forms()).size())
                    .filter(known -> known == forms.length)
                    .isPresent());
  }

  static String html(String title) {
    return """
        <!DOCTYPE html>
        <html lang="en-GB"><head><meta charset="utf-8"><title>%s</title></head>
        <body><p>Dear {{hcp.salutation}},</p>
        <p><a href="https://www.zelvaro.example/gb/a?x=1&amp;y=2">Read on</a></p>
        <p><a href="{{unsubscribe}}">Unsubscribe</a></p></body></html>
        """
        .formatted(title);
  }

  TouchCommand command(HcpId hcp) {
    return command(hcp, new SendKey(UUID.randomUUID(), "announce", 1), ANY_TIME);
  }

  TouchCommand command(HcpId hcp, String channel) {
    return new TouchCommand(
        new SendKey(UUID.randomUUID(), "announce", 1),
        hcp,
        campaign,
        BRAND,
        channel,
        "announce",
        "HCP",
        ANY_TIME,
        false,
        List.of());
  }

  TouchCommand command(HcpId hcp, SendKey key, ContactPolicy policy) {
    return new TouchCommand(
        key, hcp, campaign, BRAND, "EMAIL", "announce", "HCP", policy, false, List.of());
  }

  static ContactPolicy capped(int days, int max) {
    return new ContactPolicy(
        ANY_TIME.contactHours(), List.of(FrequencyCap.total(days, max)), Duration.ofDays(90));
  }

  TouchDecision touch(HcpId hcp) {
    return gate().touch(command(hcp));
  }

  List<ReceivedMail> mails() {
    return mails.mails();
  }

  /** The contact a touch made. */
  Contact contact(TouchDecision decision) {
    return bean(Contacts.class).find(Objects.requireNonNull(decision.contactId())).orElseThrow();
  }

  /** Mails of one send key. */
  List<ReceivedMail> mails(SendKey key) {
    return mails.mails(key + "@send.medley.example");
  }

  /** Text messages of one send key. */
  List<ReceivedSms> texts(SendKey key) {
    return texts.messages().stream().filter(sms -> sms.id().equals(key.toString())).toList();
  }

  /** Address of the SMS sink. */
  URI smsUrl() {
    return texts.url();
  }

  String state(SendKey key) {
    return sql()
        .sql("select state from send where send_key = :key")
        .param("key", key.toString())
        .query(String.class)
        .single();
  }

  @Override
  public void close() {
    processes.reversed().forEach(ConfigurableApplicationContext::close);
    content.close();
    mails.close();
    texts.close();
    home.discard();
  }
}
