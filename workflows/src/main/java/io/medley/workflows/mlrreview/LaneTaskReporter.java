package io.medley.workflows.mlrreview;

import io.medley.platform.time.RealTime;
import io.medley.workflows.usertask.ReadPlaces;
import io.medley.workflows.usertask.UserTask;
import io.medley.workflows.usertask.UserTaskInbox;
import io.medley.workflows.usertask.UserTaskInbox.Appeared;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the domain of lane tasks as they appear. What was told is told again after a restart for
 * the last minute, because records of one partition may become visible out of their order; the
 * domain keeps the newest key.
 */
final class LaneTaskReporter implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LaneTaskReporter.class);
  private static final int PAGE = 500;
  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final UserTaskInbox inbox;
  private final ReviewSteps steps;
  private final ReadPlaces places;
  private final RealTime time;
  private final Duration interval;

  private final Set<Long> told = new HashSet<>();
  private final Deque<Told> unsettled = new ArrayDeque<>();
  private @Nullable Map<Integer, Long> settled;
  private boolean failing;
  private volatile @Nullable Thread thread;

  LaneTaskReporter(
      UserTaskInbox inbox, ReviewSteps steps, ReadPlaces places, RealTime time, Duration interval) {
    this.inbox = inbox;
    this.steps = steps;
    this.places = places;
    this.time = time;
    this.interval = interval;
  }

  @Override
  public void start() {
    Thread reading = Thread.ofVirtual().name("lane-tasks").unstarted(this::run);
    thread = reading;
    reading.start();
  }

  private void run() {
    while (thread == Thread.currentThread()) {
      LockSupport.parkNanos((round() ? interval : AFTER_FAILURE).toNanos());
    }
  }

  private boolean round() {
    try {
      read();
      settle();
      failing = false;
      return true;
    } catch (RuntimeException failure) {
      if (!failing) {
        LOG.warn("New lane tasks cannot be read, trying on", failure);
      }
      failing = true;
      return false;
    }
  }

  private void read() {
    if (settled == null) {
      settled = places.of(Names.PROCESS);
    }
    Map<Integer, Long> after = new HashMap<>(settled);
    while (true) {
      List<Appeared> page = inbox.appeared(Names.PROCESS, Names.LANE_TASK, after, PAGE);
      for (Appeared appeared : page) {
        after.merge(appeared.partition(), appeared.position(), Math::max);
        if (!told.contains(appeared.task().taskKey())) {
          tell(appeared.task());
          told.add(appeared.task().taskKey());
          unsettled.add(new Told(appeared, time.nanoTime()));
        }
      }
      if (page.size() < PAGE) {
        return;
      }
    }
  }

  private void tell(UserTask task) {
    steps
        .reviewOf(task.processInstanceKey())
        .ifPresent(
            review ->
                task.candidateGroups().stream()
                    .map(LanePlan::laneOf)
                    .forEach(
                        lane ->
                            steps.laneTaskAppeared(
                                new LaneTask(
                                    review, lane, task.taskKey(), task.elementInstanceKey()))));
  }

  private void settle() {
    Map<Integer, Long> moved = new HashMap<>();
    long now = time.nanoTime();
    for (Told oldest = unsettled.peek();
        oldest != null && now - oldest.at() > SETTLES_WITHIN.toNanos();
        oldest = unsettled.peek()) {
      unsettled.remove();
      told.remove(oldest.appeared().task().taskKey());
      moved.merge(oldest.appeared().partition(), oldest.appeared().position(), Math::max);
    }
    moved.forEach(
        (partition, position) -> {
          places.advance(Names.PROCESS, partition, position);
          if (settled != null) {
            settled.merge(partition, position, Math::max);
          }
        });
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      LockSupport.unpark(running);
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private record Told(Appeared appeared, long at) {}
}
