package io.medley.campaign.touch;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** When the gate is asked for re-sends; every instance of the service does it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class ResendSchedule {

  private final Resending resending;

  ResendSchedule(Resending resending) {
    this.resending = resending;
  }

  @Scheduled(fixedDelay = 2_000)
  void resend() {
    resending.run();
  }
}
