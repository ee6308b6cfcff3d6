package io.medley.campaign.rep;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks for suggestions made during a pause, and for what an instance that died left undone. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class SuggestionClockSchedule {

  private final SuggestionClocks clocks;

  SuggestionClockSchedule(SuggestionClocks clocks) {
    this.clocks = clocks;
  }

  @Scheduled(fixedDelay = 5_000)
  void look() {
    clocks.changed();
  }
}
