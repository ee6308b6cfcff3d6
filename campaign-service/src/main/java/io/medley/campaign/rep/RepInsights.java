package io.medley.campaign.rep;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.measure.SafetyReport;
import io.medley.campaign.measure.SafetyScreening;
import io.medley.campaign.touch.RestPeriods;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What representatives learn of their HCPs and write down, and what marketing does about it. */
@Service
public class RepInsights {

  private static final int LONGEST = 2_000;
  private static final int LONGEST_TOPIC = 100;
  private static final int MOST_PER_DAY = 50;

  private final RepLedger ledger;
  private final RestPeriods rests;
  private final SafetyScreening safety;
  private final Hcps hcps;
  private final OwnHcps own;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  RepInsights(
      RepLedger ledger,
      RestPeriods rests,
      SafetyScreening safety,
      Hcps hcps,
      OwnHcps own,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.ledger = ledger;
    this.rests = rests;
    this.safety = safety;
    this.hcps = hcps;
    this.own = own;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Keeps what somebody learned; drug safety hears of it if the words demand it.
   *
   * @return whether drug safety was told
   * @throws RepRefusal.AnswerUnusable without a topic or words
   * @throws HcpUnknown if there is no such HCP for this actor, or the person was erased
   */
  @Transactional
  public boolean note(HcpId hcp, String topic, String words, Actor by) {
    HcpProfile profile = known(hcp, by);
    String about = topic.strip();
    String text = words.strip();
    if (about.isEmpty()
        || about.length() > LONGEST_TOPIC
        || text.isEmpty()
        || text.length() > LONGEST) {
      throw new RepRefusal.AnswerUnusable(
          "An insight has a topic of at most 100 and 1 to 2,000 characters of your own words.");
    }
    Insight insight =
        new Insight(UUID.randomUUID(), hcp, by.id(), about, text, null, clock.instant());
    ledger.add(insight);
    audit.append(
        new AuditEvent(
            "hcp",
            profile.pseudonym(),
            "insight-noted",
            by,
            Map.of("insight", insight.id().toString())));
    return safety
        .screen(
            "insight/" + insight.id(),
            hcp,
            SafetyReport.Source.REP_NOTE,
            about + ": " + text,
            insight.at(),
            by)
        .isPresent();
  }

  /**
   * The HCP wants to be heard and written to again.
   *
   * @param why how that is known
   * @throws RepRefusal.AnswerUnusable without a reason, or if there is no rest period
   */
  @Transactional
  public void endRest(HcpId hcp, String why, Actor by) {
    known(hcp, by);
    if (why.isBlank() || why.length() > LONGEST) {
      throw new RepRefusal.AnswerUnusable("Say how you know that the HCP wants to hear again.");
    }
    if (!rests.end(hcp, why.strip(), by)) {
      throw new RepRefusal.AnswerUnusable("This HCP has no rest period.");
    }
  }

  /**
   * A wrong value was mended at its source.
   *
   * @throws RepRefusal.CorrectionUnknown if it is not open
   * @throws io.medley.platform.security.AuthorityMissing unless the actor campaigns somewhere
   */
  @Transactional
  public void mended(UUID correction, Actor by) {
    authorities.requireAnywhere(by, Authority.CAMPAIGN);
    HcpId hcp =
        ledger
            .close(correction, by.id(), clock.instant())
            .orElseThrow(() -> new RepRefusal.CorrectionUnknown(correction));
    HcpProfile profile = hcps.profile(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    audit.append(
        new AuditEvent(
            "hcp",
            profile.pseudonym(),
            "correction-closed",
            by,
            Map.of("correction", correction.toString())));
  }

  /**
   * Sets how many new suggestions a person gets in 24 hours.
   *
   * @throws RepRefusal.AnswerUnusable unless it is 0 to 50
   * @throws io.medley.platform.security.AuthorityMissing unless the actor campaigns somewhere
   */
  @Transactional
  public void capacity(String person, int perDay, Actor by) {
    authorities.requireAnywhere(by, Authority.CAMPAIGN);
    if (perDay < 0 || perDay > MOST_PER_DAY || person.isBlank()) {
      throw new RepRefusal.AnswerUnusable("A person gets 0 to 50 new suggestions in 24 hours.");
    }
    ledger.capacity(person.strip(), perDay, by.id(), clock.instant());
    audit.append(
        new AuditEvent("rep-capacity", person.strip(), "set", by, Map.of("perDay", perDay)));
  }

  private HcpProfile known(HcpId hcp, Actor by) {
    own.require(by, hcp);
    return hcps.lock(hcp)
        .filter(profile -> !profile.erased())
        .orElseThrow(() -> new HcpUnknown(hcp));
  }
}
