package io.medley.workflows.usertask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.workflows.usertask.UserTaskInbox.Appeared;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every inbox has to do, whatever it asks. */
abstract class UserTaskInboxContract {

  static final String PROCESS = "mlr-review";
  static final String ELEMENT = "task_lane_verdict";
  static final long INSTANCE = partition(1) + 500;

  private static final AtomicLong KEYS = new AtomicLong(10_000);

  /** The inbox under test. */
  abstract UserTaskInbox inbox();

  /** An inbox whose store cannot be reached. */
  abstract UserTaskInbox inboxOfAnAbsentStore();

  /** Puts an open task where the inbox looks. */
  abstract void open(String processId, int partition, UserTask task);

  /** Puts there that the engine completed the task. */
  abstract void complete(String processId, int partition, UserTask task);

  @Test
  void shouldFindNothingWhereNothingIs() {
    assertThat(inbox().ofInstance(INSTANCE, ELEMENT)).isEmpty();
    assertThat(inbox().appeared(PROCESS, ELEMENT, Map.of(), 10)).isEmpty();
  }

  @Test
  void shouldFindTheTasksOfAnInstanceOldestFirst() {
    UserTask first = given(1, INSTANCE, ELEMENT, "medical-gb");
    UserTask second = given(1, INSTANCE, ELEMENT, "legal-gb");
    UserTask returned = given(1, INSTANCE, ELEMENT, "medical-gb");
    given(1, INSTANCE, "task_other", "medical-gb");
    given(1, INSTANCE + 1, ELEMENT, "medical-gb");

    assertThat(inbox().ofInstance(INSTANCE, ELEMENT)).containsExactly(first, second, returned);
  }

  @Test
  void shouldShowWhatAppearedAfterAPlace() {
    UserTask first = given(1, INSTANCE, ELEMENT, "medical-gb");
    UserTask second = given(1, INSTANCE, ELEMENT, "legal-gb");
    given(1, INSTANCE, "task_other", "legal-gb");
    open("another-process", 1, task(1, INSTANCE, ELEMENT, "legal-gb"));

    List<Appeared> all = inbox().appeared(PROCESS, ELEMENT, Map.of(), 10);
    assertThat(all).extracting(Appeared::task).containsExactly(first, second);
    assertThat(all).extracting(Appeared::partition).containsOnly(1);

    Map<Integer, Long> place = Map.of(1, all.getFirst().position());
    assertThat(inbox().appeared(PROCESS, ELEMENT, place, 10))
        .extracting(Appeared::task)
        .containsExactly(second);
    assertThat(inbox().appeared(PROCESS, ELEMENT, Map.of(1, all.getLast().position()), 10))
        .isEmpty();
  }

  @Test
  void shouldReadEachPartitionByItsOwnPlace() {
    given(1, INSTANCE, ELEMENT, "medical-gb");
    Map<Integer, Long> place =
        Map.of(1, inbox().appeared(PROCESS, ELEMENT, Map.of(), 10).getFirst().position());
    UserTask ofANewPartition = given(2, partition(2) + 7, ELEMENT, "medical-de");

    assertThat(inbox().appeared(PROCESS, ELEMENT, place, 10))
        .extracting(Appeared::task)
        .containsExactly(ofANewPartition);
  }

  @Test
  void shouldShowPageByPage() {
    for (int i = 0; i < 7; i++) {
      given(1, INSTANCE, ELEMENT, "medical-gb");
    }

    List<Appeared> page = inbox().appeared(PROCESS, ELEMENT, Map.of(), 4);
    assertThat(page).hasSize(4);
    assertThat(inbox().appeared(PROCESS, ELEMENT, Map.of(1, page.getLast().position()), 4))
        .hasSize(3);
  }

  @Test
  void shouldKnowATaskOfAnInstanceAlsoAfterItWasCompleted() {
    UserTask first = given(1, INSTANCE, ELEMENT, "medical-gb");
    complete(PROCESS, 1, first);
    UserTask returned = given(1, INSTANCE, ELEMENT, "medical-gb");

    assertThat(inbox().ofInstance(INSTANCE, ELEMENT)).containsExactly(first, returned);
    assertThat(inbox().appeared(PROCESS, ELEMENT, Map.of(), 10))
        .extracting(Appeared::task)
        .contains(returned);
  }

  @Test
  void shouldFindTheNewestTaskOfAnInstanceBehindManyOlderOnes() {
    UserTask newest = given(1, INSTANCE, ELEMENT, "medical-gb");
    for (int i = 0; i < 130; i++) {
      newest = given(1, INSTANCE, ELEMENT, "medical-gb");
    }

    assertThat(inbox().ofInstance(INSTANCE, ELEMENT)).hasSize(131).endsWith(newest);
    assertThat(inbox().appeared(PROCESS, ELEMENT, Map.of(), 500)).hasSize(131);
  }

  @Test
  void shouldKeepEveryGroupOfATaskAndBearOneWithoutAny() {
    UserTask both =
        new UserTask(
            partition(1) + KEYS.incrementAndGet(),
            partition(1) + KEYS.incrementAndGet(),
            INSTANCE,
            ELEMENT,
            List.of("medical-gb", "medical-de"));
    open(PROCESS, 1, both);
    UserTask nobodys =
        new UserTask(
            partition(1) + KEYS.incrementAndGet(),
            partition(1) + KEYS.incrementAndGet(),
            INSTANCE,
            ELEMENT,
            List.of());
    open(PROCESS, 1, nobodys);

    assertThat(inbox().ofInstance(INSTANCE, ELEMENT)).containsExactly(both, nobodys);
  }

  @Test
  void shouldSayThatItCannotLookRatherThanThatNothingIsThere() {
    UserTaskInbox away = inboxOfAnAbsentStore();

    assertThatThrownBy(() -> away.ofInstance(INSTANCE, ELEMENT))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> away.appeared(PROCESS, ELEMENT, Map.of(), 10))
        .isInstanceOf(RuntimeException.class);
  }

  private UserTask given(int partition, long instance, String element, String group) {
    UserTask task = task(partition, instance, element, group);
    open(PROCESS, partition, task);
    return task;
  }

  private static UserTask task(int partition, long instance, String element, String group) {
    return new UserTask(
        partition(partition) + KEYS.incrementAndGet(),
        partition(partition) + KEYS.incrementAndGet(),
        instance,
        element,
        List.of(group));
  }

  private static long partition(int partition) {
    return (long) partition << 51;
  }
}
