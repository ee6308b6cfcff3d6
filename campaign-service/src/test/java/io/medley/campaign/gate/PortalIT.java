package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.journey.PortalShelf;
import io.medley.campaign.portal.PortalPulling;
import io.medley.campaign.portal.PortalPulling.Answer;
import io.medley.campaign.portal.PortalPulling.Question;
import io.medley.campaign.portal.PortalRefusal;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.Contacts;
import io.medley.campaign.touch.RestPeriods;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A portal asks what to show, through the one gate. */
class PortalIT {

  private static GateBench bench;
  private static PortalPulling portal;
  private UUID campaign = new UUID(0, 0);

  @BeforeAll
  static void start() {
    bench = new GateBench();
    portal = bench.bean(PortalPulling.class);
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @BeforeEach
  void aCampaignWithRoomForOneAWeek() {
    bench.awaitLease();
    campaign = UUID.randomUUID();
    bench
        .sql()
        .sql(
            """
            insert into campaign (id, name, template_id, brand_id, countries, waits, contact_hours, cap_days, cap_max,
              content, state, created_by, created_at, launched_by, launched_at)
            values (:id, 'Portal', 'journey-launch', 'zelvaro', '{GB}', '{}', '{"GB": "03:00-03:01"}', 7, 1,
              '{}', 'LAUNCHED', 'mia', now(), 'mia', now())
            """)
        .param("id", campaign)
        .update();
  }

  @Test
  void shouldAnswerWithTheApprovedFragmentAtAnyHourAndTheSameAnswerToTheSameId() {
    ContentServiceStub.Piece piece = bench.approvedFor("PORTAL", "Shown");
    try {
      Question question = question(enrolled());

      Answer answer = portal.ask(question);
      Answer again = portal.ask(question);

      assertThat(answer.show()).isTrue();
      var message = JsonMapper.builder().build().readTree(message(answer));
      assertThat(message.path("contentHash").asString()).isEqualTo(piece.hash());
      assertThat(message.path("html").asString()).contains("Dear Falwyn Quillerby");
      assertThat(message.path("safetyInformation").asString())
          .isEqualTo("https://www.zelvaro.example/gb/pi");
      assertThat(message(again)).isEqualTo(message(answer));
      assertThat(again.traceId()).isEqualTo(answer.traceId());
      assertThat(contacts(question)).hasSize(1);
    } finally {
      withdraw(piece);
    }
  }

  @Test
  void shouldCountWhatWasShownAndGiveBackWhatWasNot() {
    ContentServiceStub.Piece piece = bench.approvedFor("PORTAL", "Counted");
    try {
      HcpId hcp = enrolled();
      Question first = question(hcp);
      assertThat(portal.ask(first).show()).isTrue();
      // Until it is known not to have been shown it counts: the cap has no room for another.
      assertThat(portal.ask(question(hcp)).reason()).isEqualTo("FREQUENCY_CAP");

      bench.clock().forward(Duration.ofMinutes(11));
      bench.awaitLease();
      portal.giveUp();
      assertThat(contacts(first).getFirst().state()).isEqualTo(Contact.State.RELEASED);
      Question second = question(hcp);
      assertThat(portal.ask(second).show()).isTrue();
      portal.shown(second.requestId());
      portal.shown(second.requestId());
      bench.clock().forward(Duration.ofMinutes(11));
      bench.awaitLease();
      portal.giveUp();

      assertThat(contact(second).state()).isEqualTo(Contact.State.CONTACTED);
      assertThat(portal.ask(question(hcp)).reason()).isEqualTo("FREQUENCY_CAP");
      // The first one was shown after all, long after: what was seen counts.
      portal.shown(first.requestId());
      assertThat(contact(first).state()).isEqualTo(Contact.State.CONTACTED);
      assertThat(
              bench
                  .sql()
                  .sql("select count(*) from waiting_touch where channel = 'PORTAL'")
                  .query(Long.class)
                  .single())
          .as("who came by themselves holds nobody's place")
          .isZero();
    } finally {
      withdraw(piece);
    }
  }

  @Test
  void shouldMakeOneContactHoweverManyAskAtOnceWithOneId() throws Exception {
    ContentServiceStub.Piece piece = bench.approvedFor("PORTAL", "Racing");
    try {
      Question question = question(enrolled());
      List<Callable<Answer>> asks = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        asks.add(() -> portal.ask(question));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
        for (Future<Answer> asked : threads.invokeAll(asks)) {
          Answer answer = asked.get();
          assertThat(answer.show() || answer.reason().equals("SEND_IN_PROGRESS")).isTrue();
        }
      }

      assertThat(contacts(question)).hasSize(1);
      assertThat(portal.ask(question).show()).isTrue();
    } finally {
      withdraw(piece);
    }
  }

  @Test
  void shouldNotShowAgainWhatWasWithdrawnNorWithoutConsent() {
    ContentServiceStub.Piece piece = bench.approvedFor("PORTAL", "Withdrawn");
    Question question = question(enrolled());
    HcpId other = enrolled();
    Question before = question(other);
    assertThat(portal.ask(question).show()).isTrue();
    assertThat(portal.ask(before).show()).isTrue();
    bench
        .consents()
        .record(
            other,
            "PORTAL",
            Consents.PROMOTION,
            ConsentStatus.WITHDRAWN,
            bench.clock().instant(),
            ConsentSource.HCP,
            "test",
            GateBench.TESTER);

    assertThat(portal.ask(before).reason()).isEqualTo("CONSENT_WITHDRAWN");
    withdraw(piece);

    Answer after = portal.ask(question);
    assertThat(after.show()).isFalse();
    assertThat(after.message()).isNull();
    assertThat(after.reason()).isEqualTo("CONTENT_WITHDRAWN");
    assertThat(portal.ask(question(enrolled())).show()).isFalse();
  }

  @Test
  void shouldAnswerWithTheStepThatLaidTheSlotReadyAlsoToSomebodyWhoRests() {
    ContentServiceStub.Piece piece = bench.approvedFor("PORTAL", "On demand");
    try {
      HcpId hcp = enrolled();
      UUID enrolment =
          bench
              .sql()
              .sql("select id from enrolment where hcp_id = :hcp")
              .param("hcp", hcp.value())
              .query(UUID.class)
              .single();
      new TransactionTemplate(bench.bean(PlatformTransactionManager.class))
          .executeWithoutResult(
              status ->
                  bench
                      .bean(PortalShelf.class)
                      .lay(
                          new EnrolmentId(enrolment),
                          "announce",
                          "on-demand",
                          bench.clock().instant()));
      bench
          .bean(RestPeriods.class)
          .start(hcp, bench.clock().instant().plus(Duration.ofDays(40)), GateBench.TESTER);

      Question question = question(hcp);
      assertThat(portal.ask(question).show()).isTrue();

      assertThat(
              bench
                  .sql()
                  .sql("select step_id from portal_request where request_id = :id")
                  .param("id", question.requestId())
                  .query(String.class)
                  .single())
          .isEqualTo("on-demand");
      assertThat(contact(question).stepId()).isEqualTo("on-demand");
    } finally {
      withdraw(piece);
    }
  }

  @Test
  void shouldSayWhyThereIsNothingAndRefuseWhatCannotBeUsed() {
    HcpId hcp = enrolled();
    Question question = question(hcp);
    assertThat(portal.ask(question).reason()).isIn("NO_APPROVED_CONTENT", "CONTENT_WITHDRAWN");
    assertThat(portal.ask(new Question("request-x1", "GB-nobody", "zelvaro", "announce")).reason())
        .isEqualTo("NO_JOURNEY");
    assertThat(
            portal.ask(new Question("request-x2", external(hcp), "another", "announce")).reason())
        .isEqualTo("NO_JOURNEY");
    assertThatThrownBy(() -> portal.ask(new Question("x", external(hcp), "zelvaro", "announce")))
        .isInstanceOf(PortalRefusal.Unusable.class);
    assertThatThrownBy(
            () -> portal.ask(new Question("request-x3", external(hcp), "zelvaro", "../etc")))
        .isInstanceOf(PortalRefusal.Unusable.class);
    assertThatThrownBy(
            () ->
                portal.ask(
                    new Question(
                        question.requestId(), external(enrolled()), "zelvaro", "announce")))
        .isInstanceOf(PortalRefusal.IdUsed.class);
    assertThatThrownBy(() -> portal.shown("never-asked")).isInstanceOf(PortalRefusal.Unknown.class);
    assertThatThrownBy(() -> portal.shown(question.requestId()))
        .isInstanceOf(PortalRefusal.Unknown.class);
  }

  private HcpId enrolled() {
    HcpId hcp = bench.reachableHcp();
    bench
        .sql()
        .sql(
            """
            insert into enrolment (id, campaign_id, hcp_id, state, enrolled_at)
            values (:id, :campaign, :hcp, 'STARTING', now())
            """)
        .params(Map.of("id", UUID.randomUUID(), "campaign", campaign, "hcp", hcp.value()))
        .update();
    return hcp;
  }

  private static Question question(HcpId hcp) {
    return new Question("request-" + UUID.randomUUID(), external(hcp), "zelvaro", "announce");
  }

  private static String external(HcpId hcp) {
    return bench.hcps().profile(hcp).orElseThrow().externalId();
  }

  private static String message(Answer answer) {
    return new String(Objects.requireNonNull(answer.message()), StandardCharsets.UTF_8);
  }

  private static List<Contact> contacts(Question question) {
    HcpId hcp = bench.hcps().findByExternalId(question.hcp()).orElseThrow().id();
    return bench.bean(Contacts.class).ofHcp(hcp);
  }

  private static Contact contact(Question question) {
    UUID id =
        bench
            .sql()
            .sql("select contact_id from portal_request where request_id = :id")
            .param("id", question.requestId())
            .query(UUID.class)
            .single();
    return bench.bean(Contacts.class).find(id).orElseThrow();
  }

  private static void withdraw(ContentServiceStub.Piece piece) {
    bench.content().withdraw(piece);
    bench.awaitKnown(piece, "WITHDRAWN");
  }
}
