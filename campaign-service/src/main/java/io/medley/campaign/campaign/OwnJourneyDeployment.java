package io.medley.campaign.campaign;

import io.medley.workflows.journey.JourneyProcesses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Deploys own journeys again when the service starts: the engine may be another one. */
@Component
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class OwnJourneyDeployment {

  private static final Logger LOG = LoggerFactory.getLogger(OwnJourneyDeployment.class);

  private final OwnJourneys journeys;
  private final JourneyProcesses processes;

  OwnJourneyDeployment(OwnJourneys journeys, JourneyProcesses processes) {
    this.journeys = journeys;
    this.processes = processes;
  }

  @EventListener(ApplicationReadyEvent.class)
  void deploy() {
    for (OwnJourney journey : journeys.all()) {
      try {
        processes.deploy(processes.read(journey.bpmnXml()));
      } catch (RuntimeException failure) {
        // Those deployed earlier go on; a campaign that needs this one is told when it starts.
        LOG.warn("Journey {} was not deployed", journey.processId(), failure);
      }
    }
  }
}
