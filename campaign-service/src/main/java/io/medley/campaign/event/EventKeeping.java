package io.medley.campaign.event;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.journey.HeardEvents;
import io.medley.campaign.journey.KeptEvents;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps events for journeys that do not wait for them yet, however long that takes: while they wait
 * to be started, are held at a touch, or were started again.
 */
@Component
class EventKeeping implements KeptEvents, HeardEvents {

  private final EventLedger ledger;
  private final Enrolments enrolments;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final JourneyProcesses journeys;
  private final Clock clock;

  EventKeeping(
      EventLedger ledger,
      Enrolments enrolments,
      Campaigns campaigns,
      CampaignPlanning planning,
      JourneyProcesses journeys,
      Clock clock) {
    this.ledger = ledger;
    this.enrolments = enrolments;
    this.campaigns = campaigns;
    this.planning = planning;
    this.journeys = journeys;
    this.clock = clock;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void arrived(EnrolmentId enrolment, String stepId, Set<String> awaited) {
    List<EventLedger.Given> given =
        ledger.givenTo(enrolment).stream()
            .filter(each -> each.outcome() != Delivery.Outcome.STARTED)
            .filter(each -> awaited.contains(each.event().type()))
            .toList();
    if (given.isEmpty()) {
      return;
    }
    Campaign campaign = campaigns.of(enrolments.require(enrolment));
    JourneyTemplate template = planning.template(campaign.plan().templateId());
    Map<UUID, String> claimed = ledger.claimed(enrolment);
    for (EventLedger.Given each : given) {
      HcpEvent event = each.event();
      boolean movedElsewhere =
          template.steps().stream()
              .filter(step -> !step.stepId().equals(stepId))
              .filter(step -> step.responses().contains(event.type()))
              .anyMatch(step -> claimed.containsKey(EventReceiving.id(event.id(), step.stepId())));
      if (!movedElsewhere) {
        journeys.respond(enrolment.value(), EventReceiving.id(event.id(), stepId), event.type());
        ledger.deliver(event.id(), enrolment, Delivery.Outcome.TOLD, clock.instant());
      }
    }
  }

  @Override
  public List<Heard> of(EnrolmentId enrolment) {
    return ledger.givenTo(enrolment).stream()
        .map(
            given ->
                new Heard(
                    given.event().id(),
                    given.event().type(),
                    given.event().topic(),
                    given.event().words(),
                    given.outcome() == Delivery.Outcome.STARTED))
        .toList();
  }
}
