package io.medley.campaign.change;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for altered journeys as soon as the service starts: before the engine gets their models and
 * before the first job is taken, so that no step is looked up in the wrong one.
 */
@Component
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class JourneyReleaseCheck implements SmartLifecycle {

  private final JourneyReleases releases;
  private volatile boolean running;

  JourneyReleaseCheck(JourneyReleases releases) {
    this.releases = releases;
  }

  @Override
  public void start() {
    releases.compare();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The engine's client starts in the last phase. */
  @Override
  public int getPhase() {
    return 0;
  }
}
