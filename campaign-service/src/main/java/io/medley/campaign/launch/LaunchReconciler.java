package io.medley.campaign.launch;

import io.medley.platform.time.RealTime;
import io.medley.workflows.campaignlaunch.LaunchProcesses;
import io.medley.workflows.engine.Reconciling;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Every minute: launches are compared with what the engine did of them. */
@Component
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class LaunchReconciler {

  private final Launches launches;
  private final LaunchProcesses processes;
  private final Clock clock;
  private final Reconciling reconciling;

  LaunchReconciler(
      Launches launches,
      LaunchProcesses processes,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.launches = launches;
    this.processes = processes;
    this.clock = clock;
    this.reconciling = new Reconciling(clock, realTime, transaction);
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void reconcile() {
    reconciling.askAgain(
        launches::unclaimedSince,
        (launch, now) -> {
          processes.start(launch.id(), launch.attempt());
          launches.startRequested(launch.id(), now);
        });
    reconciling.followEnded(
        launches::endedUndone,
        (ended, now) -> {
          Launch launch = launches.lock(ended.id()).orElseThrow();
          if (launch.endedAt() != null && !launch.stage().over()) {
            launches.nextAttempt(launch.id(), launch.attempt(), now);
            processes.start(launch.id(), launch.attempt() + 1);
          }
        });
    reconciling.askAgain(
        (before, limit) -> launches.silentSince(before, clock.instant(), limit), this::tellAgain);
  }

  private void tellAgain(Launch silent, Instant now) {
    // It may still wait for approvals that were decided while the engine was away.
    launches.approvals(silent.id()).stream()
        .filter(approval -> approval.round() == silent.round())
        .filter(approval -> approval.state() != Approval.State.OPEN)
        .forEach(approval -> processes.approvalDecided(approval.id()));
    if (silent.stage() != Stage.PREPARING) {
      processes.changed(silent.id());
    }
    launches.told(silent.id(), now);
  }
}
