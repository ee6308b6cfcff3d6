package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.campaign.JourneyExits;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is left of a journey whose HCP no longer agrees to a channel. The gate skips that channel's
 * touches; the journey goes on as long as one of the steps ahead can reach the HCP another way, and
 * ends when none can.
 */
@Service
public class ChannelsLeft {

  /** A representative in person: nobody's consent on record stands for it. */
  private static final String IN_PERSON = "REP";

  private static final String REP_EMAIL = "REP_EMAIL";
  private static final String SEND_EMAIL = "SEND_EMAIL";

  private final Enrolments enrolments;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final JourneyVisits visits;
  private final Consents consents;
  private final JourneyExits exits;
  private final Clock clock;

  ChannelsLeft(
      Enrolments enrolments,
      Campaigns campaigns,
      CampaignPlanning planning,
      JourneyVisits visits,
      Consents consents,
      JourneyExits exits,
      Clock clock) {
    this.enrolments = enrolments;
    this.campaigns = campaigns;
    this.planning = planning;
    this.visits = visits;
    this.consents = consents;
    this.exits = exits;
    this.clock = clock;
  }

  /**
   * Looks at every open journey of an HCP who no longer agrees to a channel, inside the caller's
   * transaction. Repeating it changes nothing.
   *
   * @param channel e.g. {@code EMAIL}
   * @param reason why a journey ends that has no way left
   * @param since when consent was withdrawn, business time: a later enrolment knew of it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void withdrawn(HcpId hcp, String channel, ExitReason reason, Instant since) {
    for (EnrolmentId id : enrolments.openOf(hcp.value(), since)) {
      Enrolment enrolment = enrolments.lock(id).orElseThrow();
      if (enrolment.exitReason() != null || enrolment.state().over()) {
        continue;
      }
      Campaign campaign = campaigns.of(enrolment);
      JourneyTemplate template = planning.template(campaign.plan().templateId());
      Collection<JourneyTemplate.Step> ahead = template.ahead(visits.openStep(id).orElse(null));
      if (ahead.stream().noneMatch(step -> step.channels().contains(channel))) {
        continue;
      }
      Set<String> ways = new TreeSet<>();
      ahead.forEach(step -> ways.addAll(open(step, hcp)));
      if (ways.isEmpty()) {
        exits.request(id, reason);
      } else {
        visits.channelLost(enrolment, channel, ways, clock.instant());
      }
    }
  }

  /** By which channels a step can still reach the HCP. */
  private Set<String> open(JourneyTemplate.Step step, HcpId hcp) {
    Set<String> open = new TreeSet<>();
    switch (step.kind()) {
      case TOUCH ->
          step.channels().stream()
              .filter(channel -> consents.validAt(hcp, channel, clock.instant()))
              .forEach(open::add);
      case SUGGEST -> {
        boolean mail = Objects.equals(step.action(), SEND_EMAIL);
        if (!mail || consents.validAt(hcp, REP_EMAIL, clock.instant())) {
          open.add(mail ? REP_EMAIL : IN_PERSON);
        }
      }
      case WAIT, WAIT_FOR, SPLIT -> {
        // Reaches nobody.
      }
    }
    return open;
  }
}
