package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignDates;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Plans waiting journeys anew when an event of their campaign is moved. Who arrives at a wait from
 * now on reads the new date; telling somebody twice changes nothing.
 */
@Component
class MovedEvents implements OutboxHandler {

  private static final int PAGE = 500;

  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final Enrolments enrolments;
  private final JourneyVisits visits;
  private final JourneyProcesses journeys;
  private final Clock clock;
  private final TransactionTemplate transactions;

  MovedEvents(
      Campaigns campaigns,
      CampaignPlanning planning,
      Enrolments enrolments,
      JourneyVisits visits,
      JourneyProcesses journeys,
      Clock clock,
      TransactionTemplate transactions) {
    this.campaigns = campaigns;
    this.planning = planning;
    this.enrolments = enrolments;
    this.visits = visits;
    this.journeys = journeys;
    this.clock = clock;
    this.transactions = transactions;
  }

  @Override
  public Set<String> topics() {
    return Set.of(CampaignDates.MOVED);
  }

  @Override
  public void handle(SequencedMessage message) {
    JsonNode moved = message.message().payload();
    CampaignId campaign = new CampaignId(UUID.fromString(moved.path("campaignId").asString()));
    String event = moved.path("event").asString();
    @Nullable EnrolmentId last = null;
    List<EnrolmentId> page;
    do {
      page = visits.waiting(campaign, last, PAGE);
      List<EnrolmentId> some = page;
      transactions.executeWithoutResult(status -> some.forEach(id -> plan(id, event)));
      last = page.isEmpty() ? last : page.getLast();
    } while (page.size() == PAGE);
  }

  private void plan(EnrolmentId id, String event) {
    Enrolment enrolment = enrolments.lock(id).orElseThrow();
    String stepId = visits.openStep(id).orElse(null);
    if (enrolment.state() != EnrolmentState.RUNNING
        || enrolment.exitReason() != null
        || stepId == null) {
      return;
    }
    Campaign campaign = campaigns.of(enrolment);
    JourneyTemplate.WaitRule rule =
        planning
            .template(campaign.plan().templateId())
            .step(stepId)
            .map(JourneyTemplate.Step::rule)
            .orElse(JourneyTemplate.WaitRule.PLAIN);
    if (!event.equals(rule.event()) || !campaign.plan().dates().containsKey(event)) {
      return;
    }
    Instant due =
        JourneyWaits.around(campaign.plan().dates().get(event), rule.offset(), id.value(), stepId);
    if (visits.dueAt(id, stepId).filter(due::equals).isEmpty()) {
      visits.replanned(enrolment, stepId, due, clock.instant());
      UUID change =
          UUID.nameUUIDFromBytes(
              ("replanned/" + id + "/" + stepId + "/" + due).getBytes(StandardCharsets.UTF_8));
      journeys.replanned(id.value(), change, due);
    }
  }
}
