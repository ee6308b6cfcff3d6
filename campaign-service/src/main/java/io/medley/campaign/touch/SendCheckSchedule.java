package io.medley.campaign.touch;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** When pieces are checked again; asking twice about the same piece does no harm. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class SendCheckSchedule {

  private final SendChecking checking;

  SendCheckSchedule(SendChecking checking) {
    this.checking = checking;
  }

  @Scheduled(fixedDelay = 30_000, initialDelay = 20_000)
  void again() {
    checking.again();
  }
}
