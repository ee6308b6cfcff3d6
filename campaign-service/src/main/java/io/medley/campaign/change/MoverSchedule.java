package io.medley.campaign.change;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** When those under way are moved; every instance of the service does it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class MoverSchedule {

  private final JourneyMover mover;

  MoverSchedule(JourneyMover mover) {
    this.mover = mover;
  }

  @Scheduled(fixedDelay = 1_000)
  void move() {
    mover.run();
  }
}
