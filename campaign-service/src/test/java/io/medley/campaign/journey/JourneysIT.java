package io.medley.campaign.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.medley.campaign.CampaignOnTheEngine;
import io.medley.campaign.EngineClock;
import io.medley.campaign.ScriptedGate;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignLaunching;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.JourneyReconciler;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.measure.CampaignFigures;
import io.medley.campaign.measure.TrackingLinks;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.TouchDecision;
import io.medley.local.LocalStack;
import io.medley.platform.outbox.OutboxRelay;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyStart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Journeys from launch to end on the real engine, one test per path and per repetition. */
@CampaignOnTheEngine
class JourneysIT {

  private static final Actor MARKETER =
      new Actor("mia.marketer", "Mia Marketer", Set.of("marketer"), null);
  private static final Actor ADMINISTRATOR =
      new Actor("ada.admin", "Ada Admin", Set.of("administrator"), null);

  @Autowired private CampaignPlanning planning;
  @Autowired private CampaignLaunching launching;
  @Autowired private Enrolments enrolments;
  @Autowired private JourneyReconciler reconciler;
  @Autowired private JourneyProcesses journeys;
  @Autowired private JourneyVisits visits;
  @Autowired private CampaignFigures.Counting counting;
  @Autowired private TrackingLinks links;
  @Autowired private Consents consents;
  @Autowired private HcpImport hcpImport;
  @Autowired private Authorities authorities;
  @Autowired private ScriptedGate gate;
  @Autowired private EngineClock clock;
  @Autowired private OutboxRelay relay;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;
  @LocalServerPort private int port;

  @BeforeEach
  void authority() {
    authorities.replace(
        List.of(
            new Authorities.Grant("ada.admin", Authority.ADMINISTER, Authorities.EVERY_MARKET),
            new Authorities.Grant("mia.marketer", Authority.CAMPAIGN, Authorities.EVERY_MARKET)),
        ADMINISTRATOR);
  }

  @Test
  void shouldRunOneJourneyPerHcpWhateverIsRepeated() {
    Campaign campaign = launched("GB", 50);
    eventually(
        () ->
            assertThat(counting.of(campaign.id().value()).journeys())
                .containsEntry("RUNNING", 50L));
    eventually(() -> assertThat(at(campaign, "await-response", VisitState.WAITING)).isEqualTo(50));

    assertThat(launching.launch(campaign.id(), MARKETER).enrolledNow()).isZero();
    startAllAgain(campaign, 1);

    stays(() -> assertThat(gate.asked(campaign.id().value())).hasSize(50));
    assertThat(gate.asked(campaign.id().value()))
        .extracting(command -> command.sendKey().toString())
        .doesNotHaveDuplicates();
    assertThat(all(campaign)).extracting(Enrolment::attempt).containsOnly(1);
  }

  @Test
  void shouldMakeNoTouchWhenAStartIsRepeatedAfterTheJourneyEnded() {
    Campaign campaign = launched("DE", 3);
    gate.script(
        campaign.id().value(),
        command ->
            command.sendKey().stepId().equals("announce")
                ? new TouchDecision(
                    Outcome.EXITED, Reason.EXIT_CRITERION, null, null, UUID.randomUUID())
                : gate.send(command));
    eventually(
        () ->
            assertThat(all(campaign))
                .allMatch(enrolment -> enrolment.endedAt() != null)
                .extracting(Enrolment::state)
                .containsOnly(EnrolmentState.EXITED));
    int touches = gate.asked(campaign.id().value()).size();

    launching.launch(campaign.id(), MARKETER);
    startAllAgain(campaign, 1);
    startAllAgain(campaign, 2);

    eventually(() -> assertThat(undelivered()).isZero());
    stays(() -> assertThat(gate.asked(campaign.id().value())).hasSize(touches));
    assertThat(all(campaign)).extracting(Enrolment::attempt).containsOnly(1);
  }

  @Test
  void shouldFollowUpOnAClickAndRemindWhoStaysSilent() {
    Campaign campaign = launched("FR", 2);
    eventually(() -> assertThat(at(campaign, "await-response", VisitState.WAITING)).isEqualTo(2));
    Enrolment clicks = all(campaign).getFirst();
    Enrolment silent = all(campaign).getLast();

    assertThat(get(links.openPixel(contact(clicks)).getPath()).statusCode()).isEqualTo(200);
    stays(() -> assertThat(steps(clicks)).containsExactly("announce"));
    HttpResponse<String> redirect = get(links.click(contact(clicks), 0).getPath());
    get(links.click(contact(clicks), 0).getPath());

    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.headers().firstValue("Location")).contains(ScriptedGate.LINK);
    eventually(() -> assertThat(steps(clicks)).containsExactly("announce", "follow-up"));
    eventually(() -> assertThat(state(clicks)).isEqualTo(EnrolmentState.COMPLETED));
    assertThat(counting.of(campaign.id().value()).engaged())
        .containsEntry("OPENED", 1L)
        .containsEntry("CLICKED", 1L);

    clock.pass(Duration.ofDays(4));
    eventually(() -> assertThat(at(campaign, "pause", VisitState.WAITING)).isEqualTo(1));
    clock.pass(Duration.ofDays(5));
    eventually(() -> assertThat(steps(silent)).containsExactly("announce", "reminder"));
    eventually(() -> assertThat(state(silent)).isEqualTo(EnrolmentState.COMPLETED));
    assertThat(steps(clicks)).containsExactly("announce", "follow-up");
  }

  @Test
  void shouldAskAgainForAHeldTouchWhenTheModelsTimerSaysSo() {
    Instant until = clock.instant().plus(Duration.ofHours(6));
    Campaign campaign = planned("IT", 1);
    gate.script(
        campaign.id().value(),
        command ->
            clock.instant().isBefore(until)
                ? new TouchDecision(
                    Outcome.HELD_UNTIL,
                    Reason.OUTSIDE_CONTACT_HOURS,
                    until,
                    null,
                    UUID.randomUUID())
                : gate.send(command));
    launching.launch(campaign.id(), MARKETER);
    eventually(() -> assertThat(at(campaign, "announce", VisitState.HELD)).isEqualTo(1));
    assertThat(visits.reasons(campaign.id()).get("announce"))
        .containsExactly(
            new JourneyVisits.ReasonCount("OUTSIDE_CONTACT_HOURS", VisitState.HELD, 1));

    clock.pass(Duration.ofHours(7));

    eventually(() -> assertThat(at(campaign, "await-response", VisitState.WAITING)).isEqualTo(1));
    assertThat(at(campaign, "announce", VisitState.PASSED)).isEqualTo(1);
    assertThat(counting.of(campaign.id().value()).touches())
        .containsEntry("HELD_UNTIL", 1L)
        .containsEntry("SENT", 1L);
  }

  @Test
  void shouldLeaveTheJourneyWhenTheHcpUnsubscribes() {
    Campaign campaign = launched("NL", 1);
    eventually(() -> assertThat(at(campaign, "await-response", VisitState.WAITING)).isEqualTo(1));
    Enrolment enrolment = all(campaign).getFirst();
    HcpId hcp = new HcpId(enrolment.hcpId());
    assertThat(consents.validAt(hcp, "EMAIL", clock.instant())).isTrue();
    String path = links.preferences(contact(enrolment)).getPath();

    assertThat(get(path).body()).contains("Your preferences");
    assertThat(oneClick(path).statusCode()).isEqualTo(204);
    assertThat(oneClick(path).statusCode()).isEqualTo(204);

    assertThat(consents.validAt(hcp, "EMAIL", clock.instant().plusSeconds(1))).isFalse();
    assertThat(
            consents.history(hcp).stream()
                .filter(entry -> entry.channel().equals("EMAIL"))
                .toList())
        .hasSize(2);
    eventually(
        () -> {
          Enrolment left = enrolments.require(enrolment.id());
          assertThat(left.state()).isEqualTo(EnrolmentState.EXITED);
          assertThat(left.exitReason()).isEqualTo("UNSUBSCRIBED");
          assertThat(left.endedAt()).isNotNull();
        });
    assertThat(at(campaign, "await-response", VisitState.SUPPRESSED)).isEqualTo(1);
  }

  @Test
  void shouldEndEveryJourneyOfAStoppedCampaign() {
    Campaign campaign = launched("BE", 5);
    eventually(() -> assertThat(at(campaign, "await-response", VisitState.WAITING)).isEqualTo(5));

    launching.stop(campaign.id(), MARKETER);
    launching.stop(campaign.id(), MARKETER);

    eventually(
        () ->
            assertThat(all(campaign))
                .extracting(Enrolment::state, Enrolment::exitReason)
                .containsOnly(tuple(EnrolmentState.EXITED, CampaignLaunching.STOPPED_REASON)));
    eventually(() -> assertThat(all(campaign)).allMatch(enrolment -> enrolment.endedAt() != null));
    assertThat(gate.asked(campaign.id().value())).hasSize(5);
  }

  @Test
  void shouldLoseNothingWhenTheServiceDiesBetweenTheRowAndTheEngine() {
    relay.stop();
    Campaign campaign;
    try {
      campaign = launched("AT", 10);
      UUID id = campaign.id().value();
      eventually(() -> assertThat(counting.of(id).journeys()).containsEntry("STARTING", 10L));
      assertThat(gate.asked(id)).isEmpty();
    } finally {
      relay.start();
    }

    eventually(() -> assertThat(gate.asked(campaign.id().value())).hasSize(10));
  }

  @Test
  void shouldRestartALostJourneyWhereItStood() {
    Campaign campaign = launched("CH", 1);
    eventually(() -> assertThat(at(campaign, "await-response", VisitState.WAITING)).isEqualTo(1));
    Enrolment enrolment = all(campaign).getFirst();
    Instant due = visits.dueAt(enrolment.id(), "await-response").orElseThrow();
    lose(Objects.requireNonNull(enrolment.instanceKey()));

    clock.pass(Duration.ofDays(4));
    assertThat(reconciler.run().lost()).isEqualTo(1);

    eventually(() -> assertThat(at(campaign, "pause", VisitState.WAITING)).isEqualTo(1));
    assertThat(enrolments.require(enrolment.id()).attempt()).isEqualTo(2);
    assertThat(visits.dueAt(enrolment.id(), "await-response")).contains(due);
    assertThat(contacts(campaign)).as("the announcement went out once").isEqualTo(1);
  }

  @Test
  void shouldRefuseLinksThatWereNotMadeHere() {
    Campaign campaign = launched("IE", 1);
    eventually(() -> assertThat(at(campaign, "await-response", VisitState.WAITING)).isEqualTo(1));
    UUID contact = contact(all(campaign).getFirst());
    String click = links.click(contact, 0).getPath();
    String open = links.openPixel(contact).getPath();

    assertThat(get("/t/c/" + open.substring("/t/o/".length())).statusCode()).isEqualTo(404);
    assertThat(get("/preferences/" + click.substring("/t/c/".length())).statusCode())
        .isEqualTo(404);
    assertThat(get(click.substring(0, click.length() - 2) + "AA").statusCode()).isEqualTo(404);
    assertThat(get(links.click(contact, 1).getPath()).statusCode())
        .as("a link the piece does not declare")
        .isEqualTo(404);
    assertThat(get("/t/o/anything").statusCode()).as("always the picture").isEqualTo(200);
    assertThat(counting.of(campaign.id().value()).engaged()).isEmpty();
  }

  private void startAllAgain(Campaign campaign, int attempt) {
    transactions.executeWithoutResult(
        status ->
            all(campaign)
                .forEach(
                    enrolment ->
                        journeys.start(
                            new JourneyStart(
                                enrolment.id().value(),
                                campaign.id().value(),
                                campaign.plan().templateId(),
                                attempt))));
  }

  private Campaign launched(String country, int hcps) {
    Campaign campaign = planned(country, hcps);
    assertThat(launching.launch(campaign.id(), MARKETER).enrolledNow()).isEqualTo(hcps);
    return campaign;
  }

  /** Every test has a country of its own, and so its own HCPs. */
  private Campaign planned(String country, int hcps) {
    importHcps(country, hcps);
    return planning.create(
        new CampaignPlan(
            "Test " + country,
            "journey-launch",
            "zelvaro",
            List.of(country),
            Map.of(),
            Map.of(country, ContactHours.ALWAYS),
            FrequencyCap.total(7, 3),
            Map.of()),
        MARKETER);
  }

  private void importHcps(String country, int hcps) {
    StringBuilder csv =
        new StringBuilder(
            "external_id,first_name,last_name,email,country,language,zone,specialty,type,tier,"
                + "consent_email\n");
    for (int i = 0; i < hcps; i++) {
      csv.append(
          "%s-%d,Test,Person %d,%s%d@hcp.example,%s,en-GB,Europe/London,Cardiology,PHYSICIAN,1,GRANTED%n"
              .formatted(country, i, i, country.toLowerCase(Locale.ROOT), i, country));
    }
    try {
      assertThat(
              hcpImport
                  .importCsv(
                      new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
                      MARKETER)
                  .created())
          .isEqualTo(hcps);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private List<Enrolment> all(Campaign campaign) {
    return jdbc
        .sql("SELECT id FROM enrolment WHERE campaign_id = :campaign ORDER BY id")
        .param("campaign", campaign.id().value())
        .query(UUID.class)
        .list()
        .stream()
        .map(id -> enrolments.require(new EnrolmentId(id)))
        .toList();
  }

  private EnrolmentState state(Enrolment enrolment) {
    return enrolments.require(enrolment.id()).state();
  }

  private long at(Campaign campaign, String step, VisitState state) {
    return visits.counts(campaign.id()).getOrDefault(step, Map.of()).getOrDefault(state, 0L);
  }

  private List<String> steps(Enrolment enrolment) {
    return gate.asked(enrolment.campaignId().value()).stream()
        .filter(command -> command.enrolmentId().equals(enrolment.id().value()))
        .map(command -> command.sendKey().stepId())
        .toList();
  }

  private UUID contact(Enrolment enrolment) {
    return jdbc.sql("SELECT id FROM contact WHERE enrolment_id = :enrolment")
        .param("enrolment", enrolment.id().value())
        .query(UUID.class)
        .single();
  }

  private long contacts(Campaign campaign) {
    return jdbc.sql("SELECT count(*) FROM contact WHERE campaign_id = :campaign")
        .param("campaign", campaign.id().value())
        .query(Long.class)
        .single();
  }

  private long undelivered() {
    return jdbc.sql(
            """
            SELECT count(*) FROM outbox_message
             WHERE topic = 'engine.journey-start' AND handled_at IS NULL
            """)
        .query(Long.class)
        .single();
  }

  /** Makes the engine forget an instance, as an operator would who cancels it. */
  private static void lose(long instance) {
    URI rest = LocalStack.forTests().broker().restAddress();
    HttpResponse<String> answer =
        exchange(
            HttpRequest.newBuilder(
                    rest.resolve("/v2/process-instances/" + instance + "/cancellation"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> get(String path) {
    return exchange(HttpRequest.newBuilder(address(path)).build());
  }

  private HttpResponse<String> oneClick(String path) {
    return exchange(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
            .build());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
  }

  private static void stays(ThrowingRunnable assertion) {
    await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
  }
}
