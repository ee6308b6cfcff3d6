package io.medley.content.similarity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sketches, after the start, the pieces that were stored before sketches were kept. */
@Component
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class CatchingUp {

  private static final Logger LOG = LoggerFactory.getLogger(CatchingUp.class);

  private final Fingerprinting fingerprinting;

  CatchingUp(Fingerprinting fingerprinting) {
    this.fingerprinting = fingerprinting;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    Thread.ofVirtual().name("fingerprints").start(this::catchUp);
  }

  private void catchUp() {
    int done = 0;
    try {
      for (int left = fingerprinting.catchUp(); left > 0; left = fingerprinting.catchUp()) {
        done += left;
      }
    } catch (RuntimeException outage) {
      LOG.warn("Sketching older pieces stopped after {}; the next start goes on", done, outage);
    }
  }
}
