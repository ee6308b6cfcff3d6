package io.medley.campaign.change;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignChanged;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.CampaignTopics;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.ReleasedJourneys;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.Sha256;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A release that altered a journey of this installation. The engine lets everybody go on by the
 * model they began with, and so do we: each campaign of that journey gets a next version of its
 * plan, by which whoever begins from now on goes; the version before it names the model it was.
 * Moving those under way is a change like any other, with its preview.
 */
@Service
public class JourneyReleases {

  private static final Actor ACTOR = Actor.system("release");
  private static final Pattern DIAGRAM =
      Pattern.compile("<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", Pattern.DOTALL);

  private final JourneyProcesses journeys;
  private final ReleasedJourneys released;
  private final Campaigns campaigns;
  private final EnrolmentMoves moves;
  private final AdvisoryLocks locks;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Clock clock;
  private final TransactionTemplate transactions;

  JourneyReleases(
      JourneyProcesses journeys,
      ReleasedJourneys released,
      Campaigns campaigns,
      EnrolmentMoves moves,
      AdvisoryLocks locks,
      AuditTrail audit,
      Outbox outbox,
      Clock clock,
      TransactionTemplate transactions) {
    this.journeys = journeys;
    this.released = released;
    this.campaigns = campaigns;
    this.moves = moves;
    this.locks = locks;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
    this.transactions = transactions;
  }

  /**
   * Compares the models of this installation with those it ran with before. Repeating it changes
   * nothing.
   *
   * @return how many campaigns got a next version
   */
  public int compare() {
    int next = 0;
    for (JourneyTemplate journey : journeys.templates()) {
      Integer concerned = transactions.execute(status -> compare(journey));
      next += concerned == null ? 0 : concerned;
    }
    return next;
  }

  private int compare(JourneyTemplate journey) {
    locks.xactExclusive("released-journey", journey.id());
    String sha256 = Sha256.hex(journey.bpmnXml());
    Optional<String> before = released.newest(journey.id());
    if (before.filter(sha256::equals).isPresent()
        || before
            .flatMap(hash -> released.find(journey.id(), hash))
            .filter(model -> onlyRedrawn(model, journey.bpmnXml()))
            .isPresent()) {
      return 0;
    }
    Instant now = clock.instant();
    released.released(journey.id(), sha256, journey.bpmnXml(), now);
    if (before.isEmpty()) {
      return 0;
    }
    campaigns.nameModel(journey.id(), before.get());
    List<Campaign> concerned =
        campaigns.launched(Integer.MAX_VALUE).stream()
            .filter(campaign -> campaign.plan().templateId().equals(journey.id()))
            .toList();
    concerned.forEach(campaign -> next(campaign, before.get(), sha256, now));
    return concerned.size();
  }

  /** Whether two models are the same journey, drawn otherwise: that concerns nobody under way. */
  static boolean onlyRedrawn(String before, String after) {
    return DIAGRAM.matcher(before).replaceAll("").equals(DIAGRAM.matcher(after).replaceAll(""));
  }

  private void next(Campaign seen, String before, String sha256, Instant now) {
    Campaign campaign = campaigns.lock(seen.id()).orElseThrow();
    if (campaign.state() != CampaignState.LAUNCHED) {
      return;
    }
    campaigns.replace(campaign.asReleased(before), campaign.plan(), now);
    int version = campaign.version() + 1;
    moves.begin(campaign.id(), version, 0);
    moves.redirect(campaign.id(), version);
    audit.append(
        new AuditEvent(
            "campaign",
            campaign.id().toString(),
            "journey-released",
            ACTOR,
            Map.of(
                "journey", campaign.plan().templateId(),
                "from", before,
                "to", sha256,
                "version", version)));
    outbox.append(
        CampaignTopics.CAMPAIGN_CHANGED,
        campaign.id().toString(),
        new CampaignChanged(campaign.id().value(), campaign.state()));
  }
}
