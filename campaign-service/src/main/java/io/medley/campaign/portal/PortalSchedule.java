package io.medley.campaign.portal;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** When answers that were not shown are looked for; every instance of the service does it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class PortalSchedule {

  private final PortalPulling pulling;

  PortalSchedule(PortalPulling pulling) {
    this.pulling = pulling;
  }

  @Scheduled(initialDelay = 30_000, fixedDelay = 30_000)
  void giveUp() {
    pulling.giveUp();
  }
}
