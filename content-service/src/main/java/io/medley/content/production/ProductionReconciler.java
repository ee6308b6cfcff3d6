package io.medley.content.production;

import io.medley.platform.time.RealTime;
import io.medley.workflows.production.ProductionProcesses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every minute: what was asked of the engine and did not happen is asked again, from our rows.
 * Asking twice is harmless, so several instances may do it side by side.
 */
@Component
class ProductionReconciler {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 100;

  private final Productions productions;
  private final ProductionProcesses processes;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transaction;

  ProductionReconciler(
      Productions productions,
      ProductionProcesses processes,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.productions = productions;
    this.processes = processes;
    this.clock = clock;
    this.realTime = realTime;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void reconcile() {
    Instant now = realTime.now();
    for (Production production : productions.unclaimedSince(now.minus(PATIENCE), AT_ONCE)) {
      transaction.executeWithoutResult(
          status -> {
            processes.start(production.id(), production.attempt());
            productions.startRequested(production.id(), now);
          });
    }
    for (Production ended : productions.endedUndone(clock.instant().minus(PATIENCE), AT_ONCE)) {
      transaction.executeWithoutResult(
          status -> {
            Production production = productions.lock(ended.id()).orElseThrow();
            if (production.endedAt() != null && production.doneAt() == null) {
              productions.nextAttempt(production.id(), production.attempt(), now);
              processes.start(production.id(), production.attempt() + 1);
            }
          });
    }
    for (Production waiting : productions.waitingForTheEngine(now.minus(PATIENCE), AT_ONCE)) {
      transaction.executeWithoutResult(
          status -> {
            processes.changed(waiting.id());
            productions.told(waiting.id(), now);
          });
    }
  }
}
