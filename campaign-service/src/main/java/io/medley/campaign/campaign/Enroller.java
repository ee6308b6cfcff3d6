package io.medley.campaign.campaign;

import io.medley.platform.time.RealTime;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyStart;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts journeys of launched campaigns, oldest enrolment first, at the pace it finds the engine to
 * take, slower while the engine lags behind, and not at all while it lags far behind. A start
 * leaves through the outbox in the transaction that marks the row, so a crash in between loses
 * nothing.
 */
@Service
public class Enroller {

  private record Version(CampaignId campaign, int version) {}

  /** Pause reason: the engine does not claim what was started. */
  public static final String ENGINE_LAGS = "ENGINE_LAGS";

  private final Enrolments enrolments;
  private final Campaigns campaigns;
  private final EnrollerPace pace;
  private final JourneyProcesses journeys;
  private final EnrollerSettings settings;
  private final RealTime realTime;
  private final TransactionTemplate transactions;

  Enroller(
      Enrolments enrolments,
      Campaigns campaigns,
      EnrollerPace pace,
      JourneyProcesses journeys,
      EnrollerSettings settings,
      RealTime realTime,
      TransactionTemplate transactions) {
    this.enrolments = enrolments;
    this.campaigns = campaigns;
    this.pace = pace;
    this.journeys = journeys;
    this.settings = settings;
    this.realTime = realTime;
    this.transactions = transactions;
  }

  /**
   * Starts as many journeys as the pace allows now.
   *
   * @return how many were started
   */
  public int run() {
    if (!enrolments.anyToStart() && pace.pausedReason().isEmpty()) {
      return 0;
    }
    // Asked before the transaction: it may be a call to the engine.
    Duration oldest = journeys.oldestClaimJobAge().orElse(Duration.ZERO);
    Integer started = transactions.execute(status -> start(oldest));
    return started == null ? 0 : started;
  }

  private int start(Duration oldest) {
    Instant now = realTime.now();
    EnrollerPace.Bucket bucket =
        pace.lock()
            .adapted(engine(oldest), now, settings.rate(), settings.mostRate())
            .refilled(now);
    if (oldest.compareTo(settings.claimPatience()) > 0) {
      pace.save(bucket.paused(now, ENGINE_LAGS));
      return 0;
    }
    List<Enrolment> next =
        bucket.tokens() < 1 ? List.of() : enrolments.lockNextToStart((int) bucket.tokens());
    Map<Version, CampaignPlan> plans = new HashMap<>();
    for (Enrolment enrolment : next) {
      CampaignPlan plan =
          plans.computeIfAbsent(
              new Version(enrolment.campaignId(), enrolment.version()),
              version -> campaigns.of(enrolment).plan());
      if (!CampaignPlan.released(plan.templateId()).isEmpty()) {
        // The engine begins by the model of today, whatever model an earlier attempt went by.
        enrolments.goByNewest(enrolment.id(), plan.processId());
      }
      journeys.start(
          new JourneyStart(
              enrolment.id().value(),
              enrolment.campaignId().value(),
              plan.processId(),
              enrolment.attempt()));
      enrolments.published(enrolment.id(), now);
    }
    pace.save(bucket.less(next.size()));
    return next.size();
  }

  private EnrollerPace.Engine engine(Duration oldest) {
    if (oldest.compareTo(settings.slowsFrom()) > 0) {
      return EnrollerPace.Engine.LAGS;
    }
    return oldest.compareTo(settings.calmUntil()) > 0
        ? EnrollerPace.Engine.BUSY
        : EnrollerPace.Engine.CALM;
  }
}
