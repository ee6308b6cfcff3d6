package io.medley.campaign.hcp;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whoever looks after an HCP says that they have retired or died, or that this was a mistake. */
@Service
public class HcpStatusKeeping {

  private final Hcps hcps;
  private final OwnHcps own;
  private final ObjectProvider<HcpChangeListener> listeners;
  private final AuditTrail audit;

  HcpStatusKeeping(
      Hcps hcps, OwnHcps own, ObjectProvider<HcpChangeListener> listeners, AuditTrail audit) {
    this.hcps = hcps;
    this.own = own;
    this.listeners = listeners;
    this.audit = audit;
  }

  /**
   * Records whether the HCP still practises. Who does not leaves every journey and is not contacted
   * again; journeys that ended stay ended when it is taken back.
   *
   * @return false if it was so already
   * @throws HcpUnknown if there is no such HCP for this actor, or the person was erased
   */
  @Transactional
  public boolean record(HcpId hcp, HcpStatus status, Actor by) {
    own.require(by, hcp);
    HcpProfile before =
        hcps.lock(hcp).filter(known -> !known.erased()).orElseThrow(() -> new HcpUnknown(hcp));
    if (before.status() == status) {
      return false;
    }
    hcps.status(hcp, status);
    audit.append(
        new AuditEvent(
            "hcp",
            before.pseudonym(),
            "status-recorded",
            by,
            Map.of("status", status.name(), "before", before.status().name())));
    List<HcpChange> change = List.of(new HcpChange(hcp, status, before.country(), false));
    listeners.forEach(listener -> listener.changed(change));
    return true;
  }
}
