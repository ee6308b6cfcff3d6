package io.medley.workflows.campaignlaunch;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.stays;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.platform.elasticsearch.StoreUnavailable;
import io.medley.workflows.AfterCommit;
import io.medley.workflows.OnTheEngine;
import io.medley.workflows.campaignlaunch.RecordedLaunches.Work;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.usertask.UserTask;
import io.medley.workflows.usertask.UserTaskInbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of the model on the real engine. */
@OnTheEngine
class CampaignLaunchIT {

  private static final String PREPARE = "task_prepare";
  private static final String APPROVE = "task_approve";
  private static final String DECIDE = "task_decide";

  @Autowired RecordedLaunches launches;
  @Autowired LaunchProcesses processes;
  @Autowired UserTaskInbox inbox;
  @Autowired Engine engine;
  @Autowired AfterCommit afterCommit;

  private Work work = new Work(LaunchStand.Place.OVER);

  @AfterEach
  void cancelWhatIsLeft() {
    if (work.instance != 0 && !work.asked.contains("ended")) {
      engine.cancel(work.instance);
    }
  }

  @Test
  void shouldGoFromPreparationThroughPilotAndWavesToTheClose() {
    work = started(LaunchStand.Place.PREPARE);
    assertThat(appeared(PREPARE, 1).getFirst().candidateGroups()).containsExactly("marketer-gb");

    happened(LaunchStand.Place.APPROVE);
    assertThat(appeared(APPROVE, 2).stream().flatMap(task -> task.candidateGroups().stream()))
        .containsExactlyInAnyOrder("brand-gb", "medical-gb");
    decided("BRAND");
    stays(() -> assertThat(work.asked).endsWith("record BRAND true"));
    work.place = LaunchStand.Place.PILOT;
    decided("MEDICAL");
    endsWith("look PILOT", "release", "look WAIT");
    work.place = LaunchStand.Place.DECIDE;
    // What it waits for after this decision lies beyond what passes now.
    work.dueAt = OnTheEngine.Time.now().plus(Duration.ofDays(90));
    OnTheEngine.Time.pass(Duration.ofDays(15));
    endsWith("look WAIT", "look DECIDE");
    assertThat(appeared(DECIDE, 1).getFirst().candidateGroups()).containsExactly("brand-gb");

    happened(LaunchStand.Place.WAVE);
    endsWith("look WAVE", "release", "look WAIT");
    happened(LaunchStand.Place.READOUT);
    endsWith("look READOUT", "readout", "look WAIT");
    happened(LaunchStand.Place.OVER);
    endsWith("look OVER", "ended");
  }

  @Test
  void shouldNotTakeACompletedTaskForAnApproval() {
    work = started(LaunchStand.Place.APPROVE);
    UserTask task =
        appeared(APPROVE, 2).stream()
            .filter(found -> found.candidateGroups().contains("brand-gb"))
            .findFirst()
            .orElseThrow();

    engine.completeUserTask(task.taskKey(), Map.of("decided", true));

    endsWith("record BRAND false");
    appeared(APPROVE, 3);
    stays(() -> assertThat(work.asked).endsWith("record BRAND false"));
  }

  @Test
  void shouldEndWhatAnotherRunHas() {
    Work taken = launches.at(LaunchStand.Place.PREPARE);
    taken.attempt = 2;

    afterCommit.send(() -> processes.start(taken.id, 1));

    eventually(() -> assertThat(taken.asked).containsExactly("claim", "ended"));
  }

  private Work started(LaunchStand.Place place) {
    work = launches.at(place);
    afterCommit.send(() -> processes.start(work.id, 1));
    eventually(() -> assertThat(work.asked).contains("look " + place));
    return work;
  }

  private void happened(LaunchStand.Place place) {
    int before = work.asked.size();
    work.place = place;
    afterCommit.send(() -> processes.changed(work.id));
    eventually(
        () -> assertThat(work.asked.subList(before, work.asked.size())).contains("look " + place));
  }

  private void decided(String kind) {
    work.decided.add(work.approval(kind));
    afterCommit.send(() -> processes.approvalDecided(work.approval(kind)));
    eventually(() -> assertThat(work.asked).contains("record " + kind + " true"));
  }

  private List<UserTask> appeared(String element, int count) {
    List<UserTask> found = new ArrayList<>();
    eventually(
        () -> {
          found.clear();
          found.addAll(tasks(element));
          assertThat(found).hasSize(count);
        });
    return found;
  }

  /** A search store that is only just starting shows nothing yet. */
  private List<UserTask> tasks(String element) {
    try {
      return inbox.ofInstance(work.instance, element);
    } catch (StoreUnavailable starting) {
      return List.of();
    }
  }

  private void endsWith(String... asked) {
    eventually(() -> assertThat(List.copyOf(work.asked)).endsWith(asked));
  }
}
