package io.medley.workflows.campaignlaunch;

import io.medley.workflows.OnTheEngine.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Launch steps that record what the model asks and answer as each test says. */
public class RecordedLaunches implements LaunchSteps {

  private final Map<UUID, Work> works = new ConcurrentHashMap<>();
  private final Map<UUID, Work> byApproval = new ConcurrentHashMap<>();

  /** A launch that stands there. */
  Work at(LaunchStand.Place place) {
    Work work = new Work(place);
    works.put(work.id, work);
    List.of("BRAND", "MEDICAL")
        .forEach(
            kind -> {
              UUID approval = UUID.randomUUID();
              work.approvals.put(approval, kind);
              byApproval.put(approval, work);
            });
    return work;
  }

  /** One launch: its row, its answers and what was asked. */
  static final class Work {
    final UUID id = UUID.randomUUID();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Map<UUID, String> approvals = new ConcurrentHashMap<>();
    final List<UUID> decided = new CopyOnWriteArrayList<>();
    volatile LaunchStand.Place place;
    volatile Instant dueAt = Time.now().plus(Duration.ofDays(14));
    volatile int attempt = 1;
    volatile long instance;

    Work(LaunchStand.Place place) {
      this.place = place;
    }

    UUID approval(String kind) {
      return approvals.entrySet().stream()
          .filter(entry -> entry.getValue().equals(kind))
          .findFirst()
          .orElseThrow()
          .getKey();
    }
  }

  private Work row(UUID id) {
    Work work = works.get(id);
    if (work == null) {
      throw new IllegalStateException("No such launch");
    }
    return work;
  }

  @Override
  public boolean claim(UUID launchId, int attempt, long processInstanceKey) {
    Work work = row(launchId);
    work.asked.add("claim");
    if (attempt != work.attempt || (work.instance != 0 && work.instance != processInstanceKey)) {
      return false;
    }
    work.instance = processInstanceKey;
    return true;
  }

  @Override
  public LaunchStand look(UUID launchId) {
    Work work = row(launchId);
    work.asked.add("look " + work.place);
    return switch (work.place) {
      case PREPARE -> LaunchStand.asks(work.place, task(null, "marketer-gb"));
      case DECIDE -> LaunchStand.asks(work.place, task(null, "brand-gb"));
      case APPROVE ->
          LaunchStand.approvals(
              work.approvals.entrySet().stream()
                  .map(
                      approval ->
                          task(
                              approval.getKey().toString(),
                              approval.getValue().toLowerCase(java.util.Locale.ROOT) + "-gb"))
                  .toList());
      case WAIT -> LaunchStand.waits(work.dueAt);
      case PILOT, WAVE, READOUT, OVER -> LaunchStand.at(work.place);
    };
  }

  private static LaunchTask task(
      @org.jspecify.annotations.Nullable String approvalId, String group) {
    return new LaunchTask(
        approvalId,
        group,
        Time.now().plus(Duration.ofDays(2)),
        "Approval",
        "Autumn launch",
        "GB",
        "500 HCPs",
        "http://localhost/campaigns/1/launch",
        null);
  }

  @Override
  public ApprovalCheck recordApproval(UUID approvalId) {
    Work work = Objects.requireNonNull(byApproval.get(approvalId), "an approval of a test");
    boolean decided = work.decided.contains(approvalId);
    work.asked.add("record " + work.approvals.get(approvalId) + " " + decided);
    return decided ? ApprovalCheck.over() : ApprovalCheck.open("Nobody has decided.");
  }

  @Override
  public void release(UUID launchId) {
    Work work = row(launchId);
    work.asked.add("release");
    work.place = LaunchStand.Place.WAIT;
  }

  @Override
  public void readout(UUID launchId) {
    Work work = row(launchId);
    work.asked.add("readout");
    work.place = LaunchStand.Place.WAIT;
  }

  @Override
  public void ended(UUID launchId, int attempt, long processInstanceKey) {
    row(launchId).asked.add("ended");
  }
}
