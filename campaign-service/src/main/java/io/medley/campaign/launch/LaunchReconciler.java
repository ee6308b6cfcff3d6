package io.medley.campaign.launch;

import io.medley.platform.time.RealTime;
import io.medley.workflows.campaignlaunch.LaunchProcesses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every minute: what was asked of the engine and did not happen is asked again, from our rows.
 * Asking twice is harmless, so several instances may do it side by side.
 */
@Component
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class LaunchReconciler {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 100;

  private final Launches launches;
  private final LaunchProcesses processes;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transaction;

  LaunchReconciler(
      Launches launches,
      LaunchProcesses processes,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.launches = launches;
    this.processes = processes;
    this.clock = clock;
    this.realTime = realTime;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void reconcile() {
    Instant now = realTime.now();
    for (Launch launch : launches.unclaimedSince(now.minus(PATIENCE), AT_ONCE)) {
      transaction.executeWithoutResult(
          status -> {
            processes.start(launch.id(), launch.attempt());
            launches.startRequested(launch.id(), now);
          });
    }
    for (Launch ended : launches.endedUndone(clock.instant().minus(PATIENCE), AT_ONCE)) {
      transaction.executeWithoutResult(
          status -> {
            Launch launch = launches.lock(ended.id()).orElseThrow();
            if (launch.endedAt() != null && !launch.stage().over()) {
              launches.nextAttempt(launch.id(), launch.attempt(), now);
              processes.start(launch.id(), launch.attempt() + 1);
            }
          });
    }
    for (Launch silent : launches.silentSince(now.minus(PATIENCE), clock.instant(), AT_ONCE)) {
      transaction.executeWithoutResult(
          status -> {
            // It may still wait for approvals that were decided while the engine was away.
            launches.approvals(silent.id()).stream()
                .filter(approval -> approval.round() == silent.round())
                .filter(approval -> approval.state() != Approval.State.OPEN)
                .forEach(approval -> processes.approvalDecided(approval.id()));
            if (silent.stage() != Stage.PREPARING) {
              processes.changed(silent.id());
            }
            launches.told(silent.id(), now);
          });
    }
  }
}
