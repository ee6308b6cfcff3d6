package io.medley.workflows.production;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.stays;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.platform.elasticsearch.StoreUnavailable;
import io.medley.workflows.AfterCommit;
import io.medley.workflows.OnTheEngine;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.production.RecordedProductions.Work;
import io.medley.workflows.usertask.UserTask;
import io.medley.workflows.usertask.UserTaskInbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of the model on the real engine. */
@OnTheEngine
class ContentProductionIT {

  private static final String PRODUCE = "task_produce";
  private static final String QC = "task_coordinator_qc";

  @Autowired RecordedProductions productions;
  @Autowired ProductionProcesses processes;
  @Autowired UserTaskInbox inbox;
  @Autowired Engine engine;
  @Autowired AfterCommit afterCommit;

  private Work work = new Work(Stand.Place.OVER);

  @AfterEach
  void cancelWhatIsLeft() {
    if (work.instance != 0 && !work.asked.contains("ended")) {
      engine.cancel(work.instance);
    }
  }

  @Test
  void shouldGoFromTheBriefToTheReview() {
    work = started(Stand.Place.PRODUCE);
    assertThat(appeared(PRODUCE).candidateGroups()).containsExactly("agency-northlight");

    happened(Stand.Place.TAGS_OPEN);
    has("claim", "look PRODUCE", "look TAGS_OPEN");
    happened(Stand.Place.BLOCKED);
    happened(Stand.Place.READY);
    happened(Stand.Place.SUBMITTED);
    endsWith("look BLOCKED", "look READY", "look SUBMITTED", "plan REQUIRED");
    assertThat(appeared(QC).candidateGroups()).containsExactly("coordinator-gb");
    decided(QcCheck.Outcome.ACCEPTED);

    endsWith("plan REQUIRED", "record ACCEPTED", "startReview", "ended");
    QcDecision planned = Objects.requireNonNull(work.planned);
    assertThat(planned.because()).contains("3 of the 20 pieces");
    assertThat(planned.evidence().matchedRules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.ruleId()).isEqualTo("qc_few"));
    assertThat(planned.evidence().inputs()).containsEntry("submissions", 3L);
  }

  @Test
  void shouldBringTheTaskBackWhileNothingWasUploaded() {
    work = started(Stand.Place.PRODUCE);

    engine.completeUserTask(appeared(PRODUCE).taskKey(), Map.of());

    has("claim", "look PRODUCE", "look PRODUCE");
    eventually(() -> assertThat(tasks(PRODUCE)).hasSize(2));
  }

  @Test
  void shouldBeginAnUploadWithoutABriefAtItsTags() {
    work = started(Stand.Place.TAGS_OPEN);

    has("claim", "look TAGS_OPEN");
    happened(Stand.Place.SUBMITTED);
    endsWith("look SUBMITTED", "plan REQUIRED");
  }

  @Test
  void shouldSkipTheCoordinatorForAnAgencyWithARecord() {
    work = productions.at(Stand.Place.SUBMITTED);
    work.facts = new QcFacts(false, false, 20, 0.9);
    start();

    endsWith("look SUBMITTED", "plan SKIPPED", "startReview", "ended");
    assertThat(Objects.requireNonNull(work.planned).because())
        .contains("20 pieces", "90 % of those decided passed at the first attempt");
  }

  @Test
  void shouldBringAReturnedPieceBackToItsAgency() {
    work = started(Stand.Place.SUBMITTED);
    appeared(QC);
    work.place = Stand.Place.READY;

    decided(QcCheck.Outcome.RETURNED);

    endsWith("plan REQUIRED", "record RETURNED", "look READY");
    happened(Stand.Place.SUBMITTED);
    endsWith("look READY", "look SUBMITTED", "plan REQUIRED");
    assertThat(work.asked).doesNotContain("startReview");
  }

  @Test
  void shouldNotTakeACompletedTaskForADecision() {
    work = started(Stand.Place.SUBMITTED);

    engine.completeUserTask(appeared(QC).taskKey(), Map.of("qcOutcome", "ACCEPTED"));

    endsWith("plan REQUIRED", "record OPEN");
    eventually(() -> assertThat(tasks(QC)).hasSize(2));
    stays(() -> assertThat(work.asked).doesNotContain("startReview", "ended"));
    decided(QcCheck.Outcome.ACCEPTED);
    endsWith("record OPEN", "record ACCEPTED", "startReview", "ended");
  }

  @Test
  void shouldTakeADecisionThatWasFasterThanTheEngine() {
    work = productions.at(Stand.Place.SUBMITTED);
    work.decidedBefore = true;
    work.decision = QcCheck.Outcome.ACCEPTED;
    start();

    endsWith("look SUBMITTED", "record ACCEPTED", "startReview", "ended");
  }

  @Test
  void shouldEndWhatWasGivenUpAndWhatAnotherRunHas() {
    work = started(Stand.Place.PRODUCE);
    appeared(PRODUCE);
    happened(Stand.Place.OVER);
    endsWith("look PRODUCE", "look OVER", "ended");

    Work taken = productions.at(Stand.Place.TAGS_OPEN);
    taken.attempt = 2;
    afterCommit.send(() -> processes.start(taken.id, 1));
    eventually(() -> assertThat(taken.asked).containsExactly("claim", "ended"));
  }

  private Work started(Stand.Place place) {
    work = productions.at(place);
    start();
    return work;
  }

  private void start() {
    afterCommit.send(() -> processes.start(work.id, 1));
    eventually(() -> assertThat(work.asked).hasSizeGreaterThan(1));
  }

  private void happened(Stand.Place place) {
    int before = work.asked.size();
    work.place = place;
    afterCommit.send(() -> processes.changed(work.id));
    eventually(
        () -> assertThat(work.asked.subList(before, work.asked.size())).contains("look " + place));
  }

  private void decided(QcCheck.Outcome outcome) {
    work.decision = outcome;
    afterCommit.send(() -> processes.changed(work.id));
  }

  private UserTask appeared(String element) {
    List<UserTask> found = new ArrayList<>();
    eventually(
        () -> {
          found.addAll(tasks(element));
          assertThat(found).isNotEmpty();
        });
    return found.getLast();
  }

  /** A search store that is only just starting shows nothing yet. */
  private List<UserTask> tasks(String element) {
    try {
      return inbox.ofInstance(work.instance, element);
    } catch (StoreUnavailable starting) {
      return List.of();
    }
  }

  private void has(String... asked) {
    eventually(() -> assertThat(work.asked).containsExactly(asked));
  }

  private void endsWith(String... asked) {
    eventually(
        () -> {
          List<String> all = List.copyOf(work.asked);
          assertThat(all).endsWith(asked);
        });
  }
}
