package io.medley.campaign.event;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Notices consents that run out soon, once each, so that a journey can ask to renew them while they
 * still hold. Without a running campaign that begins with it nothing is noticed: whoever launches
 * one later still finds them.
 */
@Service
class ConsentRunningOut {

  /** So long before it ends a consent counts as running out. */
  static final Duration SOON = Duration.ofDays(60);

  private static final int AT_ONCE = 500;
  private static final Logger LOG = LoggerFactory.getLogger(ConsentRunningOut.class);
  private static final Actor ACTOR = Actor.system("consent-ledger");

  private final EventLedger ledger;
  private final EventReceiving events;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final Clock clock;

  ConsentRunningOut(
      EventLedger ledger,
      EventReceiving events,
      Campaigns campaigns,
      CampaignPlanning planning,
      Clock clock) {
    this.ledger = ledger;
    this.events = events;
    this.campaigns = campaigns;
    this.planning = planning;
    this.clock = clock;
  }

  /** Looks once; returns how many were noticed. */
  int look() {
    if (campaigns.all().stream().noneMatch(this::beginsWithIt)) {
      return 0;
    }
    Instant now = clock.instant();
    int noticed = 0;
    List<EventLedger.RunningOut> some;
    do {
      some = ledger.runningOut(now, now.plus(SOON), AT_ONCE);
      int before = noticed;
      for (EventLedger.RunningOut consent : some) {
        noticed += notice(consent) ? 1 : 0;
      }
      if (noticed == before) {
        break;
      }
    } while (some.size() == AT_ONCE);
    return noticed;
  }

  private boolean beginsWithIt(Campaign campaign) {
    return campaign.state() == CampaignState.LAUNCHED
        && planning
            .template(campaign.plan().templateId())
            .entryEvents()
            .contains(EventTypes.CONSENT_EXPIRING);
  }

  private boolean notice(EventLedger.RunningOut consent) {
    try {
      return !events
          .notice(
              new EventDraft(
                  EventLedger.CONSENT_LEDGER,
                  consent.sourceId(),
                  consent.hcp(),
                  EventTypes.CONSENT_EXPIRING,
                  null,
                  null,
                  consent.channel() + "/" + consent.purpose(),
                  null,
                  null,
                  ""),
              ACTOR)
          .repeated();
    } catch (HcpUnknown erased) {
      LOG.info("A consent that runs out is of an HCP who was erased since");
      return false;
    }
  }

  /** When it looks: every instance of the service may, an event is stored once. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
  static class Schedule {

    private final ConsentRunningOut consents;

    Schedule(ConsentRunningOut consents) {
      this.consents = consents;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
    void look() {
      consents.look();
    }
  }
}
