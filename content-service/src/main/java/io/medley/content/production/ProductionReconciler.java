package io.medley.content.production;

import io.medley.platform.time.RealTime;
import io.medley.workflows.engine.Reconciling;
import io.medley.workflows.production.ProductionProcesses;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Every minute: productions are compared with what the engine did of them. */
@Component
class ProductionReconciler {

  private final Productions productions;
  private final ProductionProcesses processes;
  private final Reconciling reconciling;

  ProductionReconciler(
      Productions productions,
      ProductionProcesses processes,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.productions = productions;
    this.processes = processes;
    this.reconciling = new Reconciling(clock, realTime, transaction);
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void reconcile() {
    reconciling.askAgain(
        productions::unclaimedSince,
        (production, now) -> {
          processes.start(production.id(), production.attempt());
          productions.startRequested(production.id(), now);
        });
    reconciling.followEnded(
        productions::endedUndone,
        (ended, now) -> {
          Production production = productions.lock(ended.id()).orElseThrow();
          if (production.endedAt() != null && production.doneAt() == null) {
            productions.nextAttempt(production.id(), production.attempt(), now);
            processes.start(production.id(), production.attempt() + 1);
          }
        });
    reconciling.askAgain(
        productions::waitingForTheEngine,
        (waiting, now) -> {
          processes.changed(waiting.id());
          productions.told(waiting.id(), now);
        });
  }
}
