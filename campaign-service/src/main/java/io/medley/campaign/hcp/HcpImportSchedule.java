package io.medley.campaign.hcp;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** When imports that broke off are gone on with; every instance of the service does it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class HcpImportSchedule {

  private final HcpImports imports;

  HcpImportSchedule(HcpImports imports) {
    this.imports = imports;
  }

  @Scheduled(initialDelay = 2_000, fixedDelay = 2_000)
  void resume() {
    imports.resume();
  }
}
