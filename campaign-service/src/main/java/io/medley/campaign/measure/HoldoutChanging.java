package io.medley.campaign.measure;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.touch.Holdouts;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Setting who is held out. Of a brand whoever leads one decides. Of everything it concerns every
 * campaign of the house: somebody who campaigns or leads a brand asks for it, and somebody else who
 * leads brands wherever a campaign runs confirms it.
 */
@Service
public class HoldoutChanging {

  /** More than half cannot be held out. */
  private static final double MOST = 50;

  private static final int LONGEST_REASON = 1_000;
  private static final Duration FURTHEST = Duration.ofDays(365);
  private static final String AGGREGATE = "holdout";
  private static final String EVERYTHING = Holdouts.Scope.EVERYTHING + ":" + Holdouts.EVERYTHING;

  private final Holdouts holdouts;
  private final HoldoutProposals proposals;
  private final Campaigns campaigns;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  HoldoutChanging(
      Holdouts holdouts,
      HoldoutProposals proposals,
      Campaigns campaigns,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.holdouts = holdouts;
    this.proposals = proposals;
    this.campaigns = campaigns;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Sets a brand's share; it counts from the next touch on.
   *
   * @param percent 0 to 50
   * @throws HoldoutRefusal.Unusable if the share or the reason cannot be, or no campaign is for the
   *     brand
   * @throws io.medley.platform.security.AuthorityMissing unless the actor leads a brand
   */
  @Transactional
  public void setBrand(String brand, double percent, String reason, Actor by) {
    authorities.requireAnywhere(by, Authority.LEAD_BRAND);
    int share = share(percent);
    String why = reason(reason);
    if (campaigns.all().stream().noneMatch(known -> known.plan().brandId().equals(brand))
        && holdouts.share(Holdouts.Scope.BRAND, brand) == 0) {
      throw new HoldoutRefusal.Unusable(
          "No campaign is for the brand “%s”; plan one first.".formatted(brand));
    }
    holdouts.set(Holdouts.Scope.BRAND, brand, share, why, by);
  }

  /**
   * Asks for a share held out of everything.
   *
   * @param percent 0 to 50
   * @param countsFrom when it is to count, at most a year ahead; null = from its confirmation on
   * @throws HoldoutRefusal.Unusable if share, reason or day cannot be, or nothing would change
   * @throws HoldoutRefusal.Conflict if another one waits
   * @throws io.medley.platform.security.AuthorityMissing unless the actor campaigns or leads a
   *     brand
   */
  @Transactional
  public HoldoutProposal propose(
      double percent, @Nullable Instant countsFrom, String reason, Actor by) {
    if (!mayPropose(by)) {
      authorities.requireAnywhere(by, Authority.LEAD_BRAND);
    }
    Instant now = clock.instant();
    int share = share(percent);
    if (countsFrom != null
        && (countsFrom.isBefore(now) || countsFrom.isAfter(now.plus(FURTHEST)))) {
      throw new HoldoutRefusal.Unusable(
          "It counts from a day that is still to come, within a year; leave it empty for at once.");
    }
    if (share == holdouts.share(Holdouts.Scope.EVERYTHING, Holdouts.EVERYTHING)) {
      throw new HoldoutRefusal.Unusable("So many are held out already; nothing would change.");
    }
    HoldoutProposal proposal =
        new HoldoutProposal(
            UUID.randomUUID(),
            share,
            countsFrom,
            reason(reason),
            HoldoutProposal.State.PROPOSED,
            by.id(),
            now);
    if (!proposals.add(proposal)) {
      throw new HoldoutRefusal.Conflict(
          "Another share waits to be confirmed. Have it confirmed or taken back first.");
    }
    note(proposal, "proposed", by);
    return proposal;
  }

  /**
   * Confirms a share; from then on, or from its day on, it counts.
   *
   * @throws HoldoutRefusal.OwnProposal if it is who asked for it
   * @throws HoldoutRefusal.Conflict if it does not wait any more
   * @throws io.medley.platform.security.AuthorityMissing unless the actor leads brands wherever a
   *     campaign runs
   */
  @Transactional
  public void confirm(UUID id, Actor by) {
    HoldoutProposal proposal = require(id);
    authorities.requireAnywhere(by, Authority.LEAD_BRAND);
    running().forEach(country -> authorities.require(by, Authority.LEAD_BRAND, country));
    if (by.id().equals(proposal.proposedBy())) {
      throw new HoldoutRefusal.OwnProposal();
    }
    Instant now = clock.instant();
    decide(proposal, HoldoutProposal.State.CONFIRMED, by, now);
    Instant from = proposal.countsFrom();
    holdouts.setEverything(
        proposal.perTenThousand(),
        from == null || from.isBefore(now) ? now : from,
        proposal.reason(),
        proposal.proposedBy(),
        by);
  }

  /**
   * Takes a proposal back, or refuses it.
   *
   * @throws HoldoutRefusal.Conflict if it does not wait any more
   * @throws io.medley.platform.security.AuthorityMissing unless it is the actor's, or they lead a
   *     brand
   */
  @Transactional
  public void withdraw(UUID id, Actor by) {
    HoldoutProposal proposal = require(id);
    if (!by.id().equals(proposal.proposedBy())) {
      authorities.requireAnywhere(by, Authority.LEAD_BRAND);
    }
    decide(proposal, HoldoutProposal.State.WITHDRAWN, by, clock.instant());
    note(proposal, "withdrawn", by);
  }

  /** Whether this person may ask for a share of everything. */
  public boolean mayPropose(Actor actor) {
    return Stream.of(Authority.CAMPAIGN, Authority.LEAD_BRAND)
        .anyMatch(authority -> !authorities.markets(actor.id(), authority).isEmpty());
  }

  /** Whether this person may confirm it. */
  public boolean mayConfirm(HoldoutProposal proposal, Actor actor) {
    return !actor.id().equals(proposal.proposedBy())
        && !authorities.markets(actor.id(), Authority.LEAD_BRAND).isEmpty()
        && running().stream()
            .allMatch(country -> authorities.has(actor.id(), Authority.LEAD_BRAND, country));
  }

  /** Whether this person may take it back or refuse it. */
  public boolean mayWithdraw(HoldoutProposal proposal, Actor actor) {
    return actor.id().equals(proposal.proposedBy())
        || !authorities.markets(actor.id(), Authority.LEAD_BRAND).isEmpty();
  }

  private List<String> running() {
    return campaigns.all().stream()
        .filter(campaign -> campaign.state() == CampaignState.LAUNCHED)
        .map(Campaign::plan)
        .flatMap(plan -> plan.countries().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static int share(double percent) {
    if (!(percent >= 0 && percent <= MOST)) {
      throw new HoldoutRefusal.Unusable("Hold out between 0 and 50 percent.");
    }
    return (int) Math.round(percent * 100);
  }

  private static String reason(String reason) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw new HoldoutRefusal.Unusable(
          "Say why in at most 1,000 characters: HCPs change arms, and results are read by it.");
    }
    return why;
  }

  private void decide(HoldoutProposal proposal, HoldoutProposal.State state, Actor by, Instant at) {
    if (!proposals.decided(proposal.id(), state, by.id(), at)) {
      throw new HoldoutRefusal.Conflict("This share does not wait to be confirmed any more.");
    }
  }

  private HoldoutProposal require(UUID id) {
    return proposals.find(id).orElseThrow(() -> new HoldoutRefusal.ProposalUnknown(id));
  }

  private void note(HoldoutProposal proposal, String action, Actor by) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("proposal", proposal.id().toString());
    facts.put("perTenThousand", proposal.perTenThousand());
    facts.put("reason", proposal.reason());
    if (proposal.countsFrom() != null) {
      facts.put("countsFrom", proposal.countsFrom().toString());
    }
    audit.append(new AuditEvent(AGGREGATE, EVERYTHING, action, by, facts));
  }
}
