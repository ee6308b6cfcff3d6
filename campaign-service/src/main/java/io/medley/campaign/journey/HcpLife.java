package io.medley.campaign.journey;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.Condition;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.campaign.JourneyExits;
import io.medley.campaign.hcp.HcpChange;
import io.medley.campaign.hcp.HcpChangeListener;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What a change in an HCP's life means to their journeys, wherever it was recorded: who has died or
 * retired leaves all of them, who moved leaves those that are not for where they are now.
 */
@Component
class HcpLife implements HcpChangeListener {

  private final Enrolments enrolments;
  private final Campaigns campaigns;
  private final io.medley.campaign.audience.Audiences audiences;
  private final JourneyExits exits;
  private final Clock clock;

  HcpLife(
      Enrolments enrolments,
      Campaigns campaigns,
      io.medley.campaign.audience.Audiences audiences,
      JourneyExits exits,
      Clock clock) {
    this.enrolments = enrolments;
    this.campaigns = campaigns;
    this.audiences = audiences;
    this.exits = exits;
    this.clock = clock;
  }

  @Override
  public void changed(List<HcpChange> changes) {
    Instant now = clock.instant();
    for (HcpChange change : changes) {
      switch (change.status()) {
        case DECEASED -> exits.requestAll(change.hcp().value(), ExitReason.HCP_DECEASED, now);
        case RETIRED -> exits.requestAll(change.hcp().value(), ExitReason.HCP_RETIRED, now);
        case ACTIVE -> {
          if (change.moved()) {
            moved(change, now);
          }
        }
      }
    }
  }

  private void moved(HcpChange change, Instant now) {
    for (EnrolmentId id : enrolments.openOf(change.hcp().value(), now)) {
      Campaign campaign = campaigns.require(enrolments.require(id).campaignId());
      if (!campaign.plan().countries().contains(change.country())
          || !inTerritory(campaign, change, now)) {
        exits.request(id, ExitReason.HCP_MOVED);
      }
    }
  }

  /** Whether what the campaign's audience says of places still holds; of people it may not. */
  private boolean inTerritory(Campaign campaign, HcpChange change, Instant now) {
    List<Condition> places =
        audiences.of(campaign.id().value()).map(Audience::conditions).orElse(List.of()).stream()
            .filter(
                condition ->
                    condition.field() == Condition.Field.TERRITORY
                        || condition.field() == Condition.Field.COUNTRY)
            .toList();
    return places.isEmpty()
        || audiences.holds(places, change.hcp(), now).stream().allMatch(Boolean::booleanValue);
  }
}
