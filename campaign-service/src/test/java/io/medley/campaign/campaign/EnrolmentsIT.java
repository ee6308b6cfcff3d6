package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.medley.campaign.touch.FrequencyCap;
import io.medley.platform.audit.AuditTrail;
import io.medley.workflows.journey.JourneyStart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One journey per HCP and campaign, whatever is repeated, lost or raced; on a real PostgreSQL. */
class EnrolmentsIT {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");
  private static final EnrollerSettings SETTINGS =
      new EnrollerSettings(
          10,
          40,
          Duration.ofMillis(200),
          Duration.ofSeconds(60),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60));

  private static final ConfigurableApplicationContext CONTEXT = RowsContext.start();

  private final Enrolments enrolments = CONTEXT.getBean(Enrolments.class);
  private final Campaigns campaigns = CONTEXT.getBean(Campaigns.class);
  private final EnrollerPace pace = CONTEXT.getBean(EnrollerPace.class);
  private final AuditTrail audit = CONTEXT.getBean(AuditTrail.class);
  private final JdbcClient jdbc = CONTEXT.getBean(JdbcClient.class);
  private final TransactionTemplate transactions =
      new TransactionTemplate(CONTEXT.getBean(PlatformTransactionManager.class));
  private final RecordingJourneys journeys = new RecordingJourneys();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private Instant realNow = NOW;

  private final Enroller enroller =
      new Enroller(enrolments, campaigns, pace, journeys, SETTINGS, () -> realNow, transactions);
  private final JourneyReconciler reconciler =
      new JourneyReconciler(
          enrolments, journeys, SETTINGS, audit, clock, () -> realNow, transactions);
  private final JourneyExits exits =
      new JourneyExits(enrolments, journeys, List.of(), audit, clock, () -> realNow);

  @AfterAll
  static void stop() {
    CONTEXT.close();
  }

  @BeforeEach
  void nothingElseToStart() {
    jdbc.sql("UPDATE enrolment SET state = 'EXITED', finished_at = now() WHERE finished_at IS NULL")
        .update();
    transactions.executeWithoutResult(
        status -> pace.save(new EnrollerPace.Bucket(0, NOW, Optional.empty())));
  }

  @Test
  void shouldEnrolAnHcpOnceForGood() {
    CampaignId campaign = launched();
    List<UUID> hcps = hcps(20);

    assertThat(enrol(campaign, hcps)).isEqualTo(20);
    assertThat(enrol(campaign, hcps)).isZero();

    EnrolmentId first = enrolments.openOf(campaign).getFirst();
    assertThat(enrolments.finish(first, EnrolmentState.COMPLETED, Optional.empty(), NOW)).isTrue();
    assertThat(enrol(campaign, hcps)).isZero();
    assertThat(enrol(launched(), hcps)).isEqualTo(20);
  }

  @Test
  void shouldEnrolOnceWhenLaunchesRace() throws InterruptedException {
    CampaignId campaign = launched();
    List<UUID> hcps = hcps(200);
    AtomicInteger enrolled = new AtomicInteger();

    race(8, () -> enrolled.addAndGet(enrol(campaign, hcps)));

    assertThat(enrolled).hasValue(200);
    assertThat(enrolments.openOf(campaign)).hasSize(200);
  }

  @Test
  void shouldGiveAnEnrolmentToOneInstanceOnly() {
    EnrolmentId id = started();

    assertThat(claim(id, 1, 100)).isTrue();
    assertThat(claim(id, 1, 200)).isFalse();
    assertThat(claim(id, 1, 100)).as("a repeated job").isTrue();
    assertThat(claim(id, 2, 300)).as("an attempt that was never made").isFalse();
    enrolments.ended(id, 1, 200, NOW);
    assertThat(enrolments.require(id).endedAt()).as("the loser's end").isNull();
  }

  @Test
  void shouldGiveAnEnrolmentToOneInstanceWhenInstancesRace() throws InterruptedException {
    EnrolmentId id = started();
    AtomicInteger key = new AtomicInteger();
    AtomicInteger winners = new AtomicInteger();

    race(
        12,
        () -> {
          if (claim(id, 1, key.incrementAndGet())) {
            winners.incrementAndGet();
          }
        });

    assertThat(winners).hasValue(1);
  }

  @Test
  void shouldRefuseAnInstanceAfterTheJourneyHasEnded() {
    EnrolmentId id = started();
    assertThat(claim(id, 1, 100)).isTrue();
    enrolments.finish(id, EnrolmentState.COMPLETED, Optional.empty(), NOW);
    enrolments.ended(id, 1, 100, NOW);

    assertThat(claim(id, 1, 200)).isFalse();
    assertThat(claim(id, 2, 200)).isFalse();
    assertThat(enrolments.require(id).state()).isEqualTo(EnrolmentState.COMPLETED);
  }

  @Test
  void shouldStartNoFasterThanTheRate() {
    journeys.lag = Optional.of(Duration.ofSeconds(1));
    CampaignId campaign = launched();
    enrol(campaign, hcps(100));

    after(Duration.ofMillis(500));
    assertThat(enroller.run()).isEqualTo(5);
    assertThat(enroller.run()).isZero();
    after(Duration.ofMillis(300));
    assertThat(enroller.run()).isEqualTo(3);
    after(Duration.ofMinutes(5));
    assertThat(enroller.run()).as("never more than a second's worth").isEqualTo(10);
    assertThat(journeys.starts).hasSize(18).doesNotHaveDuplicates();
  }

  @Test
  void shouldShareOneRateWhenEnrollersRace() throws InterruptedException {
    journeys.lag = Optional.of(Duration.ofSeconds(1));
    enrol(launched(), hcps(100));
    after(Duration.ofSeconds(30));
    AtomicInteger started = new AtomicInteger();

    race(6, () -> started.addAndGet(enrollerOfItsOwn().run()));

    assertThat(started).hasValue(10);
  }

  @Test
  void shouldPauseWhileTheEngineLagsBehind() {
    enrol(launched(), hcps(30));
    after(Duration.ofSeconds(1));

    journeys.lag = Optional.of(Duration.ofSeconds(61));
    assertThat(enroller.run()).isZero();
    assertThat(pace.pausedReason()).contains(Enroller.ENGINE_LAGS);

    journeys.lag = Optional.of(Duration.ofSeconds(3));
    after(Duration.ofMillis(500));
    assertThat(enroller.run()).as("slower while it lags, no burst after the pause").isEqualTo(1);
    assertThat(pace.pausedReason()).isEmpty();

    journeys.lag = Optional.empty();
    after(Duration.ofSeconds(1));
    assertThat(enroller.run()).as("faster again, by itself, not at once").isEqualTo(3);
  }

  @Test
  void shouldFindThePaceThatTheEngineTakes() {
    enrol(launched(), hcps(1_000));

    assertThat(startedInSeconds(14)).as("twice the rate it began with").isEqualTo(19);
    journeys.lag = Optional.of(Duration.ofSeconds(1));
    assertThat(startedInSeconds(5)).as("busy: it stays").isEqualTo(19);
    journeys.lag = Optional.empty();
    assertThat(startedInSeconds(18)).as("never more than set").isEqualTo(40);
  }

  /** How many were started in the last one of so many seconds. */
  private int startedInSeconds(int seconds) {
    int last = 0;
    for (int i = 0; i < seconds; i++) {
      after(Duration.ofSeconds(1));
      last = enroller.run();
    }
    return last;
  }

  @Test
  void shouldStartAgainWhatNobodyClaimed() {
    EnrolmentId id = started();

    after(Duration.ofSeconds(59));
    assertThat(reconciler.run().startedAgain()).isZero();
    after(Duration.ofSeconds(2));
    assertThat(reconciler.run().startedAgain()).isEqualTo(1);
    assertThat(enroller.run()).isEqualTo(1);

    assertThat(journeys.starts)
        .extracting(JourneyStart::enrolmentId, JourneyStart::attempt)
        .containsExactly(tuple(id.value(), 1), tuple(id.value(), 1));
    assertThat(claim(id, 1, 100)).isTrue();
    assertThat(claim(id, 1, 200)).as("the other start's instance").isFalse();
  }

  @Test
  void shouldGiveTheNextAttemptToAJourneyTheEngineLost() {
    EnrolmentId id = started();
    assertThat(claim(id, 1, 100)).isTrue();
    journeys.gone.add(100L);
    after(Duration.ofMinutes(3));

    JourneyReconciler.Run run = reconciler.run();

    assertThat(run.lost()).isEqualTo(1);
    assertThat(enrolments.require(id).attempt()).isEqualTo(2);
    assertThat(enrolments.require(id).state()).isEqualTo(EnrolmentState.ENROLLED);
    assertThat(claim(id, 1, 100)).as("the lost instance comes back").isFalse();
    assertThat(claim(id, 2, 300)).isTrue();
  }

  @Test
  void shouldLeaveALivingJourneyAlone() {
    EnrolmentId id = started();
    assertThat(claim(id, 1, 100)).isTrue();
    after(Duration.ofMinutes(3));

    assertThat(reconciler.run()).isEqualTo(new JourneyReconciler.Run(0, 0, 1, 0));
    assertThat(reconciler.run().probed()).as("not asked again at once").isZero();
    assertThat(enrolments.require(id).attempt()).isEqualTo(1);
  }

  @Test
  void shouldEndAtOnceWhatNoInstanceHasClaimed() {
    EnrolmentId id = started();

    transactions.executeWithoutResult(status -> exits.request(id, ExitReason.UNSUBSCRIBED));

    assertThat(enrolments.require(id).state()).isEqualTo(EnrolmentState.EXITED);
    assertThat(journeys.exits).isEmpty();
    assertThat(claim(id, 1, 100)).as("the start that was on its way").isFalse();
  }

  @Test
  void shouldAskARunningJourneyToEndUntilItDoes() {
    EnrolmentId id = started();
    assertThat(claim(id, 1, 100)).isTrue();

    transactions.executeWithoutResult(
        status -> {
          exits.request(id, ExitReason.UNSUBSCRIBED);
          exits.request(id, ExitReason.CAMPAIGN_STOPPED);
        });
    assertThat(journeys.exits).hasSize(1);
    after(Duration.ofSeconds(61));
    assertThat(reconciler.run().exitsRepeated()).isEqualTo(1);

    assertThat(journeys.exits).hasSize(2);
    assertThat(journeys.exits.getFirst()).isEqualTo(journeys.exits.getLast());
    assertThat(journeys.exits.getFirst().reason()).isEqualTo("UNSUBSCRIBED");
  }

  @Test
  void shouldNotRestartALostJourneyThatWasAskedToEnd() {
    EnrolmentId id = started();
    assertThat(claim(id, 1, 100)).isTrue();
    transactions.executeWithoutResult(status -> exits.request(id, ExitReason.UNSUBSCRIBED));
    journeys.gone.add(100L);
    after(Duration.ofMinutes(3));

    assertThat(reconciler.run().lost()).isEqualTo(1);

    assertThat(enrolments.require(id).state()).isEqualTo(EnrolmentState.EXITED);
    assertThat(enroller.run()).isZero();
  }

  @Test
  void shouldCountAnEventOncePerAttempt() {
    EnrolmentId id = started();
    claim(id, 1, 100);
    UUID event = UUID.randomUUID();

    assertThat(enrolments.claimEvent(id, event, NOW)).isTrue();
    assertThat(enrolments.claimEvent(id, event, NOW)).as("the same job again").isTrue();
    jdbc.sql(
            """
            INSERT INTO journey_visit (enrolment_id, step_id, campaign_id, kind, state, entered_at)
            SELECT id, 'later', campaign_id, 'WAIT', 'WAITING', now() FROM enrolment WHERE id = :id
            """)
        .param("id", id.value())
        .update();
    assertThat(enrolments.claimEvent(id, event, NOW)).as("heard at a later step").isFalse();
  }

  private Enroller enrollerOfItsOwn() {
    return new Enroller(
        enrolments,
        campaigns,
        pace,
        new RecordingJourneys(),
        SETTINGS,
        () -> realNow,
        transactions);
  }

  private void after(Duration duration) {
    realNow = realNow.plus(duration);
  }

  private EnrolmentId started() {
    CampaignId campaign = launched();
    enrol(campaign, hcps(1));
    after(Duration.ofSeconds(1));
    assertThat(enroller.run()).isEqualTo(1);
    return enrolments.openOf(campaign).getFirst();
  }

  private boolean claim(EnrolmentId id, int attempt, long instance) {
    return enrolments.claim(id, attempt, instance, NOW, realNow);
  }

  private int enrol(CampaignId campaign, List<UUID> hcps) {
    return Objects.requireNonNull(
        transactions.execute(status -> enrolments.enrol(campaign, hcps, NOW)));
  }

  private CampaignId launched() {
    CampaignPlan plan =
        new CampaignPlan(
            "Test",
            "journey-launch",
            "zelvaro",
            List.of("GB"),
            Map.of(),
            Map.of(),
            FrequencyCap.total(7, 3),
            Map.of());
    CampaignId id = CampaignId.random();
    campaigns.add(
        new Campaign(id, plan, CampaignState.DRAFT, "mia.marketer", NOW, null, null, null, null));
    campaigns.launched(id, "mia.marketer", NOW);
    return id;
  }

  private static List<UUID> hcps(int count) {
    return Stream.generate(UUID::randomUUID).limit(count).toList();
  }

  private static void race(int threads, Runnable work) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> results = new ArrayList<>();
    try (ExecutorService racers = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        results.add(
            racers.submit(
                () -> {
                  go.await();
                  work.run();
                  return null;
                }));
      }
      go.countDown();
    }
    assertThat(results).allSatisfy(Future::resultNow);
  }
}
