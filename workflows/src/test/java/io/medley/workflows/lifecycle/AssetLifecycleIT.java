package io.medley.workflows.lifecycle;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.now;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.platform.elasticsearch.StoreUnavailable;
import io.medley.workflows.AfterCommit;
import io.medley.workflows.OnTheEngine;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.lifecycle.LifeTask.Kind;
import io.medley.workflows.lifecycle.RecordedLives.Life;
import io.medley.workflows.usertask.UserTask;
import io.medley.workflows.usertask.UserTaskInbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of the model on the real engine. */
@OnTheEngine
class AssetLifecycleIT {

  private static final String NINETY = "task_ninety_days_decision";
  private static final String THIRTY = "task_thirty_days_decision";
  private static final String RECONSIDER = "task_reconsideration";
  private static final String ACKNOWLEDGE = "task_acknowledgement";
  private static final String CLOSE_OUT = "task_close_out_signature";

  @Autowired RecordedLives lives;
  @Autowired LifecycleProcesses processes;
  @Autowired UserTaskInbox inbox;
  @Autowired Engine engine;
  @Autowired AfterCommit afterCommit;

  private Life life = new Life(now());
  private final UUID event = UUID.randomUUID();

  @AfterEach
  void cancelWhatIsLeft() {
    if (life.instance != 0 && !life.asked.contains("ended")) {
      engine.cancel(life.instance);
    }
  }

  @Test
  void shouldAskItsOwnerInTimeAndThenExpire() {
    life = started(Duration.ofDays(120));

    pass(Duration.ofDays(30));
    completeInTasklist(NINETY, Kind.EXPIRY, "expiry", "RETIRE");
    has("claim", "dates", "expiryNear 90", "recordTask EXPIRY RETIRE");
    life.expiryDecided = true;
    pass(Duration.ofDays(60));
    has("claim", "dates", "expiryNear 90", "recordTask EXPIRY RETIRE", "expiryNear 30");
    pass(Duration.ofDays(30));

    has(
        "claim",
        "dates",
        "expiryNear 90",
        "recordTask EXPIRY RETIRE",
        "expiryNear 30",
        "expired",
        "ended");
    assertThat(tasks(THIRTY)).isEmpty();
  }

  @Test
  void shouldAskCoordinatorsTooAndTakeOneDecisionForBoth() {
    life = started(Duration.ofDays(60));
    appeared(NINETY, Kind.EXPIRY, "expiry");
    pass(Duration.ofDays(30));
    appeared(THIRTY, Kind.EXPIRY, "expiry");

    afterCommit.send(() -> processes.completeTask(life.task(Kind.EXPIRY, "expiry").id));

    has(
        "claim",
        "dates",
        "expiryNear 90",
        "expiryNear 30",
        "recordTask EXPIRY null",
        "recordTask EXPIRY null");
  }

  @Test
  void shouldExpireWhateverIsStillAsked() {
    life = started(Duration.ofDays(20));
    appeared(THIRTY, Kind.EXPIRY, "expiry");

    pass(Duration.ofDays(21));

    endsWith("expired", "ended");
  }

  @Test
  void shouldSendATaskBackWithTheReasonUntilSomebodyDecided() {
    life = started(Duration.ofDays(60));
    UserTask first = appeared(NINETY, Kind.EXPIRY, "expiry");
    life.task(Kind.EXPIRY, "expiry").notDecidedYet("Nobody has decided.");

    engine.completeUserTask(first.taskKey(), Map.of());
    has("claim", "dates", "expiryNear 90", "recordTask EXPIRY returned");
    eventually(() -> assertThat(tasks(NINETY)).hasSize(2));
    afterCommit.send(() -> processes.completeTask(life.task(Kind.EXPIRY, "expiry").id));

    endsWith("recordTask EXPIRY returned", "recordTask EXPIRY null");
  }

  @Test
  void shouldSuspendAndAskWhenWhatItRestsOnBecameUnsafe() {
    life = started(Duration.ofDays(365));

    changed(event, new BasisFacts("CLAIM_WITHDRAWN", true, 0));

    has("claim", "dates", "respond SUSPEND");
    assertThat(life.response(event).evidence().matchedRules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.ruleId()).isEqualTo("response_claim_withdrawn_safety"));
    assertThat(life.response(event).evidence().inputs()).containsEntry("safety", true);
    appeared(RECONSIDER, Kind.RECONSIDERATION, event.toString());
    afterCommit.send(
        () -> processes.completeTask(life.task(Kind.RECONSIDERATION, event.toString()).id));
    endsWith("respond SUSPEND", "recordTask RECONSIDERATION null");
  }

  @Test
  void shouldOnlyNoteWhatChangesNothing() {
    life = started(Duration.ofDays(365));

    changed(event, new BasisFacts("RULE_PACK_UPDATED", false, 0));

    has("claim", "dates", "respond NOTE");
    assertThat(tasks(RECONSIDER)).isEmpty();
  }

  @Test
  void shouldKeepTwoChangesApartThatComeAtOnce() {
    life = started(Duration.ofDays(365));
    UUID other = UUID.randomUUID();
    life.facts.put(event, new BasisFacts("CLAIM_UPDATED", false, 0));
    life.facts.put(other, new BasisFacts("LABEL_UPDATED", false, 0));

    afterCommit.send(
        () -> {
          processes.basisChanged(life.id, event);
          processes.basisChanged(life.id, other);
        });

    appeared(RECONSIDER, Kind.RECONSIDERATION, event.toString());
    appeared(RECONSIDER, Kind.RECONSIDERATION, other.toString());
    assertThat(life.response(event).days()).isEqualTo(20);
    assertThat(life.response(other).days()).isEqualTo(30);
    afterCommit.send(
        () -> {
          processes.completeTask(life.task(Kind.RECONSIDERATION, other.toString()).id);
          processes.completeTask(life.task(Kind.RECONSIDERATION, event.toString()).id);
        });
    eventually(() -> assertThat(life.tasks.values()).hasSize(2).allMatch(task -> task.recorded));
  }

  @Test
  void shouldWaitForTheNewDatesWhenCertifiedAgainAndEndWhatWasAsked() {
    life = started(Duration.ofDays(80));
    UserTask owner = appeared(NINETY, Kind.EXPIRY, "expiry");
    UUID recertification = UUID.randomUUID();
    afterCommit.send(() -> processes.recertify(life.id, recertification));
    appeared("task_recertification", Kind.RECERTIFICATION, recertification.toString());

    life.expiresAt = now().plus(Duration.ofDays(400));
    afterCommit.send(
        () -> {
          processes.completeTask(life.task(Kind.RECERTIFICATION, recertification.toString()).id);
          processes.renewed(life.id, event);
        });

    eventually(() -> assertThat(life.asked).filteredOn("dates"::equals).hasSize(2));
    assertThat(engine.completeUserTask(owner.taskKey(), Map.of()))
        .as("the owner is not asked any more")
        .isFalse();
    pass(Duration.ofDays(310));
    endsWith("expiryNear 90");
    pass(Duration.ofDays(60));
    endsWith("expiryNear 30");
    pass(Duration.ofDays(31));
    endsWith("expired", "ended");
  }

  @Test
  void shouldCloseAWithdrawalThatReachedNobodyByPeople() {
    life = started(Duration.ofDays(365));

    afterCommit.send(() -> processes.withdrawn(life.id, event));

    appeared(CLOSE_OUT, Kind.CLOSE_OUT, event.toString());
    afterCommit.send(() -> processes.completeTask(life.task(Kind.CLOSE_OUT, event.toString()).id));
    has("claim", "dates", "withdrawn " + event, "closeOut", "recordTask CLOSE_OUT null", "ended");
  }

  @Test
  void shouldRecallEveryChannelEscalateTheSilentOneAndCloseWithASignature() {
    life = started(Duration.ofDays(365));
    life.channels.addAll(List.of("PRINT", "CLM"));
    afterCommit.send(() -> processes.withdrawn(life.id, event));
    appeared(ACKNOWLEDGE, Kind.ACKNOWLEDGEMENT, "PRINT");
    appeared(ACKNOWLEDGE, Kind.ACKNOWLEDGEMENT, "CLM");

    afterCommit.send(() -> processes.completeTask(life.task(Kind.ACKNOWLEDGEMENT, "CLM").id));
    endsWith("recordTask ACKNOWLEDGEMENT null");
    pass(Duration.ofMinutes(16));
    endsWith("taskOverdue PRINT");
    assertThat(life.asked).doesNotContain("closeOut");
    afterCommit.send(() -> processes.completeTask(life.task(Kind.ACKNOWLEDGEMENT, "PRINT").id));

    UserTask unsigned = appeared(CLOSE_OUT, Kind.CLOSE_OUT, event.toString());
    life.task(Kind.CLOSE_OUT, event.toString()).notDecidedYet("Nobody has signed.");
    engine.completeUserTask(unsigned.taskKey(), Map.of());
    endsWith("closeOut", "recordTask CLOSE_OUT returned");
    eventually(() -> assertThat(tasks(CLOSE_OUT)).hasSize(2));
    afterCommit.send(() -> processes.completeTask(life.task(Kind.CLOSE_OUT, event.toString()).id));
    endsWith("recordTask CLOSE_OUT null", "ended");
    assertThat(life.asked).doesNotContain("taskOverdue CLM");
  }

  @Test
  void shouldEndWhenSupersededWhateverIsStillAsked() {
    life = started(Duration.ofDays(365));
    changed(UUID.randomUUID(), new BasisFacts("CLAIM_UPDATED", false, 0));
    has("claim", "dates", "respond REVIEW");

    afterCommit.send(() -> processes.superseded(life.id, event));

    endsWith("superseded " + event, "ended");
  }

  @Test
  void shouldNotMissAWithdrawalThatComesBeforeItWaits() {
    life = lives.expiringIn(Duration.ofDays(365));

    afterCommit.send(
        () -> {
          processes.start(life.id, 1);
          processes.withdrawn(life.id, event);
        });

    has("claim", "dates", "withdrawn " + event, "closeOut");
  }

  @Test
  void shouldRunOnceWhateverIsRepeated() {
    life = started(Duration.ofDays(365));
    start();
    afterCommit.send(() -> processes.superseded(life.id, event));
    has("claim", "dates", "superseded " + event, "ended");

    start();

    has("claim", "dates", "superseded " + event, "ended", "claim lost", "another ended");
  }

  private Life started(Duration validFor) {
    life = lives.expiringIn(validFor);
    start();
    eventually(() -> assertThat(life.asked).startsWith("claim", "dates"));
    return life;
  }

  private void start() {
    afterCommit.send(() -> processes.start(life.id, 1));
  }

  private void changed(UUID eventId, BasisFacts facts) {
    life.facts.put(eventId, facts);
    afterCommit.send(() -> processes.basisChanged(life.id, eventId));
  }

  private void completeInTasklist(String element, Kind kind, String subject, String decision) {
    engine.completeUserTask(
        appeared(element, kind, subject).taskKey(), Map.of("decision", decision));
  }

  /** The human task as the engine shows it, once it is there. */
  private UserTask appeared(String element, Kind kind, String subject) {
    UserTask[] found = new UserTask[1];
    eventually(
        () -> {
          String group = life.task(kind, subject).id.toString();
          assertThat(tasks(element))
              .filteredOn(task -> task.candidateGroups().contains(group))
              .singleElement()
              .satisfies(
                  task -> {
                    assertThat(task.candidateGroups()).contains("coordinate-gb");
                    found[0] = task;
                  });
        });
    return found[0];
  }

  /** A search store that is only just starting shows nothing yet. */
  private List<UserTask> tasks(String element) {
    try {
      return inbox.ofInstance(life.instance, element);
    } catch (StoreUnavailable starting) {
      return List.of();
    }
  }

  private void has(String... steps) {
    eventually(() -> assertThat(life.asked).containsExactly(steps));
  }

  private void endsWith(String... steps) {
    eventually(() -> assertThat(life.asked).endsWith(steps));
  }
}
