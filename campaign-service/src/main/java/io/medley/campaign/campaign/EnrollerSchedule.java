package io.medley.campaign.campaign;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** When the enroller and the reconciler run; every instance of the service runs both. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class EnrollerSchedule {

  private final Enroller enroller;
  private final JourneyReconciler reconciler;

  EnrollerSchedule(Enroller enroller, JourneyReconciler reconciler) {
    this.enroller = enroller;
    this.reconciler = reconciler;
  }

  @Scheduled(fixedDelayString = "${medley.enroller.every:200ms}")
  void enrol() {
    enroller.run();
  }

  @Scheduled(
      initialDelayString = "${medley.enroller.reconcile-every:60s}",
      fixedDelayString = "${medley.enroller.reconcile-every:60s}")
  void reconcile() {
    reconciler.run();
  }
}
