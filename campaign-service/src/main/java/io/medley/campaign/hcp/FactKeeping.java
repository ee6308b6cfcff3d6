package io.medley.campaign.hcp;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people tell us of an HCP, and what they tell us is wrong. */
@Service
public class FactKeeping {

  private final Hcps hcps;
  private final OwnHcps own;
  private final Facts facts;
  private final AuditTrail audit;

  FactKeeping(Hcps hcps, OwnHcps own, Facts facts, AuditTrail audit) {
    this.hcps = hcps;
    this.own = own;
    this.facts = facts;
    this.audit = audit;
  }

  /**
   * Records a fact.
   *
   * @return false if it says nothing new
   * @throws HcpUnknown if there is no such HCP for this actor, or the person was erased
   */
  @Transactional
  public boolean record(HcpId hcp, FactDraft fact, Actor by) {
    own.require(by, hcp);
    HcpProfile profile =
        hcps.lock(hcp).filter(known -> !known.erased()).orElseThrow(() -> new HcpUnknown(hcp));
    boolean news = facts.record(hcp, List.of(fact), by);
    if (news) {
      audit.append(
          new AuditEvent(
              "hcp",
              profile.pseudonym(),
              "fact-recorded",
              by,
              Map.of(
                  "name", fact.name(),
                  "basis", fact.basis().name(),
                  "source", fact.source())));
    }
    return news;
  }

  /**
   * Sets a fact aside.
   *
   * @param why in the person's words
   * @throws FactRefusal.FactUnknown if there is no such fact
   * @throws HcpUnknown if it is about somebody the actor may not see
   */
  @Transactional
  public void mute(long id, String why, Actor by) {
    Facts.Owned owned = facts.find(id).orElseThrow(() -> new FactRefusal.FactUnknown(id));
    own.require(by, owned.hcp());
    if (why.isBlank()) {
      throw new FactRefusal.FactUnusable("Say what is wrong with it; others will read it.");
    }
    facts.mute(id, why.strip(), by);
  }
}
