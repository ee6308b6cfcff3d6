package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.campaign.JourneyExits;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whoever looks after an HCP ends one of their journeys: the rest of the campaign goes on. Why is
 * chosen from a list, so that no word about a person is kept with the act.
 */
@Service
public class JourneyEnding {

  private final Enrolments enrolments;
  private final Campaigns campaigns;
  private final JourneyExits exits;
  private final OwnHcps own;
  private final Hcps hcps;
  private final AuditTrail audit;
  private final Clock clock;

  JourneyEnding(
      Enrolments enrolments,
      Campaigns campaigns,
      JourneyExits exits,
      OwnHcps own,
      Hcps hcps,
      AuditTrail audit,
      Clock clock) {
    this.enrolments = enrolments;
    this.campaigns = campaigns;
    this.exits = exits;
    this.own = own;
    this.hcps = hcps;
    this.audit = audit;
    this.clock = clock;
  }

  /** Why somebody ends a journey, as they choose it from a list. */
  public enum Why {
    /** The HCP wants no more of it. */
    HCP_ASKED_TO_END("The HCP asked to be spared it", ExitReason.HCP_ASKED_TO_END),
    /** Somebody does in person what the journey was for. */
    HANDLED_IN_PERSON("I do it in person", ExitReason.HANDLED_IN_PERSON),
    /** The HCP does not treat such patients, left, or the like. */
    NOT_FOR_THIS_HCP("It is not for this HCP", ExitReason.NOT_FOR_THIS_HCP);

    private final String words;
    private final ExitReason reason;

    Why(String words, ExitReason reason) {
      this.words = words;
      this.reason = reason;
    }

    /** For the list to choose from. */
    public String words() {
      return words;
    }
  }

  /** A journey that goes on. */
  public record Open(EnrolmentId id, Campaign campaign, Instant since) {}

  /** The journeys of an HCP that are not over and not asked to end. */
  @Transactional(readOnly = true)
  public List<Open> open(HcpId hcp) {
    return enrolments.openOf(hcp.value(), clock.instant()).stream()
        .map(enrolments::require)
        .filter(enrolment -> enrolment.exitReason() == null)
        .map(enrolment -> new Open(enrolment.id(), campaigns.of(enrolment), enrolment.enrolledAt()))
        .toList();
  }

  /**
   * Ends one of them. Ending it again changes nothing.
   *
   * @return the campaign
   * @throws io.medley.campaign.hcp.HcpUnknown if the actor does not look after the HCP, or the
   *     journey is not theirs
   */
  @Transactional
  public Campaign end(HcpId hcp, EnrolmentId id, Why why, Actor by) {
    own.require(by, hcp);
    Enrolment enrolment =
        enrolments
            .find(id)
            .filter(known -> known.hcpId().equals(hcp.value()))
            .orElseThrow(() -> new io.medley.campaign.hcp.HcpUnknown(hcp));
    exits.request(id, why.reason);
    audit.append(
        new AuditEvent(
            "hcp",
            hcps.profile(hcp).orElseThrow().pseudonym(),
            "journey-ended",
            by,
            Map.of(
                "enrolment", id.toString(),
                "campaign", enrolment.campaignId().toString(),
                "why", why.name())));
    return campaigns.require(enrolment.campaignId());
  }
}
