package io.medley.campaign.recall;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** When recalled versions get their audience. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class RecallSchedule {

  private final Recalling recalling;

  RecallSchedule(Recalling recalling) {
    this.recalling = recalling;
  }

  @Scheduled(fixedDelay = 15_000, initialDelay = 10_000)
  void audiences() {
    recalling.audiences();
  }
}
