package io.medley.platform.audit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Positions and roots the audit at its beat; instances take turns through the database's locks. */
final class AuditRooting implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(AuditRooting.class);

  private final Duration every;
  private final AuditSequencer sequencer;
  private final AuditRoots roots;
  private final AuditJournal journal;
  private @Nullable ScheduledExecutorService beat;

  AuditRooting(Duration every, AuditSequencer sequencer, AuditRoots roots, AuditJournal journal) {
    this.every = every;
    this.sequencer = sequencer;
    this.roots = roots;
    this.journal = journal;
  }

  @Override
  public synchronized void start() {
    if (beat == null) {
      beat =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("audit-roots").factory());
      var _ =
          beat.scheduleWithFixedDelay(
              this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void run() {
    try {
      sequencer.run();
      roots.run();
      journal.forgetRooted();
    } catch (RuntimeException outage) {
      LOG.warn("No audit root this time, next try in {}: {}", every, outage.toString());
    }
  }

  @Override
  public synchronized void stop() {
    if (beat != null) {
      beat.shutdown();
      try {
        if (!beat.awaitTermination(10, TimeUnit.SECONDS)) {
          LOG.warn("An audit root was still being written at shutdown");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      beat = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return beat != null;
  }
}
