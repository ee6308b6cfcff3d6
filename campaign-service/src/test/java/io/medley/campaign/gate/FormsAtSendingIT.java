package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Previewing;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.campaign.touch.TouchGate;
import io.medley.campaign.touch.TouchReplaying;
import io.medley.campaign.touch.TouchTrace;
import io.medley.campaign.touch.TouchTraces;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Pieces made of modules: one of the forms that were checked leaves, the one the campaign asks for,
 * and none that has a module which is not in force.
 */
class FormsAtSendingIT {

  private static GateBench bench;

  private ContentServiceStub.Piece piece;

  @BeforeAll
  static void start() {
    bench = new GateBench();
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @BeforeEach
  void approvedWithTwoOpenings() {
    bench.anotherCampaign();
    piece = bench.approvedWithOpenings("Dosing", "warm", "cool");
  }

  @AfterEach
  void withdraw() {
    bench.content().withdraw(piece);
    bench.awaitKnown(piece, "WITHDRAWN");
  }

  @Test
  void shouldSendTheFormAskedForAndSayWhich() {
    TouchCommand any = asking(Map.of());
    TouchCommand cool = asking(Map.of("opening", "cool"));
    Previewing.Preview preview = bench.bean(Previewing.class).preview(cool);

    TouchDecision first = bench.gate().touch(any);
    TouchDecision second = bench.gate().touch(cool);

    assertThat(subjects(any)).containsExactly("Dosing warm");
    assertThat(subjects(cool)).containsExactly("Dosing cool");
    Previewing.Carried carried = Objects.requireNonNull(preview.carried());
    assertThat(Objects.requireNonNull(carried.form()).ordinal()).isEqualTo(2);
    assertThat(Objects.requireNonNull(carried.view()).subject()).isEqualTo("Dosing cool");
    TouchTrace trace = bench.bean(TouchTraces.class).find(second.traceId()).orElseThrow();
    assertThat(trace.explanation().at("/facts/form/modules/opening").asString(""))
        .isEqualTo("cool");
    String hash = Objects.requireNonNull(piece.forms()).get(1).hash();
    assertThat(rendered(cool)).isEqualTo(hash);
    assertThat(
            bench
                .sql()
                .sql(
                    """
                    select facts ->> 'contentHash' from audit_entry
                    where aggregate_id = :key and action = 'claimed'
                    """)
                .param("key", cool.sendKey().toString())
                .query(String.class)
                .single())
        .isEqualTo(hash);
    for (TouchDecision decision : List.of(first, second)) {
      TouchReplaying.Replay replay = bench.bean(TouchReplaying.class).replay(decision.traceId());
      assertThat(replay.differences()).isEmpty();
      assertThat(replay.verdict()).isEqualTo(TouchReplaying.Verdict.SAME);
    }
  }

  @Test
  void shouldHoldWhatAsksForAModuleThatWasWithdrawnAndSendTheRest() {
    bench.offer(piece, GateBench.opening("Dosing", 1, "warm"));
    TouchCommand cool = asking(Map.of("opening", "cool"));
    TouchCommand any = asking(Map.of());

    TouchDecision held = bench.gate().touch(cool);

    assertThat(held.outcome()).isEqualTo(Outcome.HELD_UNTIL);
    assertThat(held.reason()).isEqualTo(Reason.CONTENT_WITHDRAWN);
    assertThat(bench.bean(TouchTraces.class).find(held.traceId()).orElseThrow().why())
        .contains("none of its forms with cool as opening may be sent");
    assertThat(bench.gate().touch(any).outcome()).isEqualTo(Outcome.SENT);

    // The module comes back: the touch that waited goes out.
    bench.offer(
        piece, GateBench.opening("Dosing", 1, "warm"), GateBench.opening("Dosing", 2, "cool"));
    assertThat(bench.gate().touch(cool).outcome()).isEqualTo(Outcome.SENT);
    assertThat(subjects(cool)).containsExactly("Dosing cool");

    bench.offer(piece);
    assertThat(bench.gate().touch(asking(Map.of())).reason()).isEqualTo(Reason.CONTENT_WITHDRAWN);
  }

  @Test
  void shouldNotSendAFormWithAModuleThatIsOutOfDate() {
    LocalDate today = LocalDate.ofInstant(bench.clock().instant(), ZoneOffset.UTC);
    bench.offer(piece, dated("warm", 1, today.minusDays(1)), dated("cool", 2, today));
    TouchCommand any = asking(Map.of());

    bench.gate().touch(any);

    assertThat(subjects(any)).containsExactly("Dosing cool");
  }

  @Test
  void shouldNotHandOverAFormThatWasWithdrawnAfterTheClaimButAnother() throws Exception {
    TouchCommand command = asking(Map.of());
    PausePoint pause = new PausePoint(PausePoint.At.CLAIMED);
    try (var other = bench.start(Map.of("medley.background.enabled", "false"), pause)) {
      CompletableFuture<TouchDecision> touched =
          CompletableFuture.supplyAsync(
              () -> other.getBean(TouchGate.class).touch(command),
              task -> Thread.ofVirtual().start(task));
      pause.awaitReached();
      String claimed = rendered(command);
      bench.offer(piece, GateBench.opening("Dosing", 2, "cool"));
      assertThat(bench.state(command.sendKey())).isEqualTo("REVOKED");
      pause.release();

      assertThat(touched.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.SENT);
      assertThat(subjects(command)).containsExactly("Dosing cool");
      assertThat(rendered(command)).isNotEqualTo(claimed);
    }
  }

  private static ContentServiceStub.Form dated(String opening, int ordinal, LocalDate until) {
    ContentServiceStub.Form form = GateBench.opening("Dosing", ordinal, opening);
    return new ContentServiceStub.Form(ordinal, form.modules(), form.html(), until);
  }

  private static TouchCommand asking(Map<String, String> modules) {
    TouchCommand command = bench.command(bench.hcp());
    return new TouchCommand(
        command.sendKey(),
        command.hcpId(),
        command.campaignId(),
        command.brandId(),
        command.channel(),
        command.slot(),
        command.audience(),
        command.policy(),
        command.killSwitch(),
        command.planned(),
        command.purpose(),
        command.alternatives(),
        modules,
        null,
        null);
  }

  private static List<String> subjects(TouchCommand command) {
    return bench.mails(command.sendKey()).stream().map(mail -> mail.subject()).toList();
  }

  private static String rendered(TouchCommand command) {
    return bench
        .sql()
        .sql("select content_hashes[1] from send where send_key = :key")
        .param("key", command.sendKey().toString())
        .query(String.class)
        .single();
  }
}
