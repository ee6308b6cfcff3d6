package io.medley.campaign.rep;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.event.EventDraft;
import io.medley.campaign.event.EventReceiving;
import io.medley.campaign.event.MessageAnswers;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.touch.ContentRequests;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Making something of what representatives learned, once each, with where it came from. */
@Service
public class InsightPromoting {

  private static final int BRIEF_DAYS = 28;
  private static final int LONGEST_TITLE = 200;

  private final RepLedger ledger;
  private final EventReceiving events;
  private final ContentRequests requests;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final Hcps hcps;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;
  private final TransactionTemplate transactions;

  InsightPromoting(
      RepLedger ledger,
      EventReceiving events,
      ContentRequests requests,
      Campaigns campaigns,
      CampaignPlanning planning,
      Hcps hcps,
      Authorities authorities,
      AuditTrail audit,
      Clock clock,
      TransactionTemplate transactions) {
    this.ledger = ledger;
    this.events = events;
    this.requests = requests;
    this.campaigns = campaigns;
    this.planning = planning;
    this.hcps = hcps;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
    this.transactions = transactions;
  }

  /**
   * The HCP has a question: journeys of the brand that wait for one hear it, others begin with it
   * and put it before whoever answers.
   *
   * @throws RepRefusal.AnswerUnusable if there is no such insight, or it was made one before
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in the HCP's
   *     country
   */
  public Promotion question(UUID insightId, String brandId, Actor by) {
    Insight insight = require(insightId);
    if (brandId.isBlank()) {
      throw new RepRefusal.AnswerUnusable("Say which brand the question is about.");
    }
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              HcpProfile hcp = mayCampaign(insight, by);
              EventReceiving.Received received =
                  events.notice(
                      new EventDraft(
                          "insight",
                          insight.id().toString(),
                          insight.hcp(),
                          MessageAnswers.QUESTION,
                          null,
                          null,
                          insight.topic(),
                          brandId.strip(),
                          null,
                          insight.words()),
                      by);
              return keep(
                  insight,
                  hcp,
                  Promotion.Kind.QUESTION,
                  received.id(),
                  received.told() + received.kept() + received.started(),
                  by);
            }));
  }

  /**
   * A piece is missing: content-service gets a brief for it. Calls another service: never in a
   * transaction.
   *
   * @param slot for which slot of the campaign's journey
   * @throws RepRefusal.AnswerUnusable if there is no such insight or slot, one was opened before,
   *     or content-service does not take it
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in the HCP's
   *     country
   */
  public Promotion brief(UUID insightId, CampaignId campaignId, String slot, Actor by) {
    Insight insight = require(insightId);
    HcpProfile hcp = mayCampaign(insight, by);
    Campaign campaign = campaigns.require(campaignId);
    String channel =
        planning.template(campaign.plan().templateId()).steps().stream()
            .filter(step -> slot.equals(step.slot()))
            .map(JourneyTemplate.Step::channel)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow(
                () ->
                    new RepRefusal.AnswerUnusable(
                        "\"%s\" is not a slot of that campaign's journey.".formatted(slot)));
    if (ledger.promotions().stream()
        .anyMatch(one -> one.insightId().equals(insightId) && one.kind() == Promotion.Kind.BRIEF)) {
      throw new RepRefusal.AnswerUnusable("A brief was opened for this before.");
    }
    String title = "%s: %s".formatted(insight.topic(), campaign.plan().name());
    UUID brief;
    try {
      brief =
          requests.open(
              new ContentRequests.Gap(
                  title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE),
                  campaign.plan().brandId(),
                  hcp.country(),
                  hcp.language(),
                  channel.split(",")[0],
                  slot,
                  campaign.id().value(),
                  "Representatives hear this: " + insight.words(),
                  LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(BRIEF_DAYS)));
    } catch (ContentRequests.NotTaken notTaken) {
      throw new RepRefusal.AnswerUnusable(
          Objects.requireNonNullElse(notTaken.getMessage(), "The brief was not opened."));
    }
    return Objects.requireNonNull(
        transactions.execute(status -> keep(insight, hcp, Promotion.Kind.BRIEF, brief, 0, by)));
  }

  private Promotion keep(
      Insight insight, HcpProfile hcp, Promotion.Kind kind, UUID target, int journeys, Actor by) {
    Instant now = clock.instant();
    Promotion promotion = new Promotion(insight.id(), kind, target, journeys, by.id(), now);
    if (!ledger.promoted(promotion)) {
      throw new RepRefusal.AnswerUnusable("That was made of it before.");
    }
    audit.append(
        new AuditEvent(
            "hcp",
            hcp.pseudonym(),
            "insight-promoted",
            by,
            Map.of(
                "insight", insight.id().toString(),
                "to", kind.name(),
                "target", target.toString())));
    return promotion;
  }

  private Insight require(UUID id) {
    return ledger
        .insight(id)
        .orElseThrow(() -> new RepRefusal.AnswerUnusable("There is no such insight."));
  }

  private HcpProfile mayCampaign(Insight insight, Actor by) {
    HcpProfile hcp = hcps.profile(insight.hcp()).orElseThrow(() -> new HcpUnknown(insight.hcp()));
    authorities.require(by, Authority.CAMPAIGN, hcp.country());
    return hcp;
  }
}
