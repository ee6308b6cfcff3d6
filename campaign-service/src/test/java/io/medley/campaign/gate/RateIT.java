package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.RateKeeping;
import io.medley.campaign.touch.RateRefusal;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.ReleaseJitter;
import io.medley.campaign.touch.TokenBuckets;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.platform.security.AuthorityMissing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

/** Token buckets on the real database. */
class RateIT {

  /** As far as a slot is spread. */
  private static final Duration SLOT_JITTER = Duration.ofSeconds(5);

  private static final int THREADS = 32;

  private static GateBench bench;

  @BeforeAll
  static void start() {
    bench = new GateBench(Map.of("medley.smtp.places", "64", "medley.touch.place-patience", "30s"));
    bench.approved("Announcement");
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @BeforeEach
  void noRates() {
    bench.anotherCampaign();
    bench.awaitLease();
    bench.asOwner().sql("delete from token_bucket").update();
  }

  @Test
  void shouldLetOneOfManyThreadsThroughACapacityOfOne() throws Exception {
    rate("EMAIL", "*", "*", 1, 0.01);
    List<Callable<Optional<Instant>>> takers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      takers.add(() -> bench.bean(TokenBuckets.class).take("EMAIL", "a@b.example", "GB"));
    }

    List<Optional<Instant>> taken = run(takers);

    assertThat(taken.stream().filter(Optional::isEmpty)).hasSize(1);
    assertThat(bench.bean(TokenBuckets.class).all().getFirst().tokens()).isLessThan(0.01);
  }

  @Test
  void shouldReleaseWhatDoesNotFitAndSendItAllInItsSlots() throws Exception {
    rate("EMAIL", "*", "GB", 1, 60);
    List<TouchCommand> commands = bench.hcps(12).stream().map(bench::command).toList();

    List<TouchDecision> first = run(commands.stream().map(RateIT::touch).toList());

    assertThat(first.stream().filter(decision -> decision.outcome() == Outcome.SENT)).hasSize(1);
    List<TouchDecision> held =
        first.stream().filter(decision -> decision.reason() == Reason.RATE_LIMITED).toList();
    assertThat(held).hasSize(11);
    // Two jitters may lead to one instant by chance; slots are never the same.
    Set<Instant> slots = new HashSet<>();
    for (int i = 0; i < commands.size(); i++) {
      Instant until = first.get(i).heldUntil();
      if (until != null) {
        slots.add(until.minus(ReleaseJitter.of(commands.get(i).sendKey(), SLOT_JITTER)));
      }
    }
    assertThat(slots).as("each another slot").hasSize(11);
    // Nothing is reserved meanwhile, neither a contact nor a cap.
    assertThat(
            bench
                .sql()
                .sql("select count(*) from contact where state = 'RESERVED'")
                .query(Long.class)
                .single())
        .isZero();
    int rounds = 0;
    List<TouchCommand> open = commands;
    while (!open.isEmpty()) {
      rounds++;
      assertThat(rounds).isLessThan(60);
      bench.clock().forward(Duration.ofSeconds(2));
      bench.awaitLease();
      open =
          open.stream()
              .filter(command -> bench.gate().touch(command).outcome() != Outcome.SENT)
              .toList();
    }
    assertThat(commands).allMatch(command -> bench.mails(command.sendKey()).size() == 1);
  }

  @Test
  void shouldCountBySenderAndCountryAndLeaveOthersAlone() {
    rate("EMAIL", "another@sender.example", "*", 1, 0.01);
    rate("EMAIL", "*", "DE", 1, 0.01);
    rate("SMS", "*", "*", 1, 0.01);
    for (HcpId hcp : bench.hcps(3)) {
      assertThat(bench.touch(hcp).outcome()).isEqualTo(Outcome.SENT);
    }
  }

  @Test
  void shouldUseNoTokenForWhatIsNotHandedOver() {
    bench.approved("Unsent");
    rate("EMAIL", "*", "*", 1, 0.01);
    HcpId hcp = bench.hcp();
    TouchCommand ended = bench.command(hcp);
    bench.withdrawConsent(hcp);
    bench.gate().touch(ended);
    try (var process =
        bench.start(
            Map.of(
                "medley.touch.holdout-per-ten-thousand", "10000",
                "medley.background.enabled", "false"),
            null)) {
      process.getBean(io.medley.campaign.touch.TouchGate.class).touch(bench.command(bench.hcp()));
    }

    assertThat(bench.touch(bench.hcp()).outcome()).isEqualTo(Outcome.SENT);
    assertThat(bench.touch(bench.hcp()).reason()).isEqualTo(Reason.RATE_LIMITED);
  }

  @Test
  void shouldComeBackToTheSameExplanationWhenReplayed() {
    rate("EMAIL", "*", "*", 1, 0.01);
    bench.touch(bench.hcp());
    TouchDecision held = bench.touch(bench.hcp());

    assertThat(
            bench
                .bean(io.medley.campaign.touch.TouchReplaying.class)
                .replay(held.traceId())
                .verdict())
        .isEqualTo(io.medley.campaign.touch.TouchReplaying.Verdict.SAME);
  }

  @Test
  void shouldLetAdministratorsOnlySetARateAndAuditIt() {
    RateKeeping keeping = bench.bean(RateKeeping.class);
    bench
        .asOwner()
        .sql(
            """
            insert into authority_grant (holder, authority, market, granted_by, granted_at)
            values ('ada', 'ADMINISTER', '*', 'test', now()) on conflict do nothing
            """)
        .update();
    io.medley.platform.security.Actor ada =
        new io.medley.platform.security.Actor("ada", "Ada", java.util.Set.of("ADMIN"), null);

    assertThatThrownBy(() -> keeping.set("EMAIL", "*", "*", 1, 1, GateBench.TESTER))
        .isInstanceOf(AuthorityMissing.class);
    assertThatThrownBy(() -> keeping.set("EMAIL", "*", "*", 0, 1, ada))
        .isInstanceOf(RateRefusal.Unusable.class);
    assertThatThrownBy(() -> keeping.set("EMAIL", "*", "*", 1, Double.NaN, ada))
        .isInstanceOf(RateRefusal.Unusable.class);
    keeping.set("email", " * ", "gb", 5, 30, ada);

    assertThat(bench.bean(TokenBuckets.class).all())
        .singleElement()
        .satisfies(bucket -> assertThat(bucket.country()).isEqualTo("GB"));
    assertThat(
            bench
                .sql()
                .sql("select count(*) from audit_entry where aggregate_type = 'send-rate'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
    keeping.remove("EMAIL", "*", "GB", ada);
    assertThatThrownBy(() -> keeping.remove("EMAIL", "*", "GB", ada))
        .isInstanceOf(RateRefusal.Unknown.class);
  }

  private static void rate(
      String channel, String sender, String country, int capacity, double perMinute) {
    new TransactionTemplate(bench.bean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status ->
                bench.bean(TokenBuckets.class).put(channel, sender, country, capacity, perMinute));
  }

  private static Callable<TouchDecision> touch(TouchCommand command) {
    return () -> bench.gate().touch(command);
  }

  private static <T> List<T> run(List<Callable<T>> works) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<T> done : threads.invokeAll(works)) {
        results.add(Objects.requireNonNull(done.get()));
      }
    }
    return results;
  }
}
