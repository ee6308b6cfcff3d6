package io.medley.campaign.privacy;

import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.campaign.JourneyExits;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * From a person's request to be erased to its end. Erasing destroys the key of everything personal;
 * what was decided and sent stays under the pseudonym, so that audit and caps remain sound, and an
 * import does not bring the person back.
 */
@Service
public class ErasureHandling {

  private final ErasureRequests requests;
  private final Hcps hcps;
  private final JourneyExits exits;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  ErasureHandling(
      ErasureRequests requests,
      Hcps hcps,
      JourneyExits exits,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.requests = requests;
    this.hcps = hcps;
    this.exits = exits;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Every request, open ones first.
   *
   * @throws io.medley.platform.security.AuthorityMissing unless the actor handles privacy anywhere
   */
  public List<ErasureRequest> all(Actor by) {
    authorities.requireAnywhere(by, Authority.PRIVACY);
    return requests.all();
  }

  /** Whether the actor handles privacy anywhere. */
  public boolean mayHandle(Actor by) {
    return !authorities.markets(by.id(), Authority.PRIVACY).isEmpty();
  }

  /**
   * Records a request.
   *
   * @param evidence how the person asked, and how they were recognised
   * @throws HcpUnknown if there is no such HCP
   * @throws ErasureRefusal.RequestedAlready if there is an open request, or the person was erased
   * @throws ErasureRefusal.WordsMissing without evidence
   * @throws io.medley.platform.security.AuthorityMissing unless the actor handles privacy in the
   *     person's country
   */
  @Transactional
  public ErasureRequest receive(HcpId hcp, String evidence, Actor by) {
    HcpProfile profile = hcps.lock(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    authorities.require(by, Authority.PRIVACY, profile.country());
    if (evidence.isBlank()) {
      throw new ErasureRefusal.WordsMissing(
          "Say how the person asked and how you know it was them, e.g. \"letter of 3 March, identity"
              + " checked by call-back\".");
    }
    Instant now = clock.instant();
    ErasureRequest request =
        new ErasureRequest(
            UUID.randomUUID(),
            hcp,
            profile.pseudonym(),
            profile.country(),
            now,
            now.atZone(ZoneOffset.UTC).plusMonths(1).toInstant(),
            evidence.strip(),
            by.id(),
            ErasureRequest.State.OPEN,
            null,
            null,
            null);
    if (profile.erased() || !requests.add(request)) {
      throw new ErasureRefusal.RequestedAlready(profile.pseudonym());
    }
    note(request, "erasure-requested", by);
    return request;
  }

  /**
   * Erases the person for good and asks running journeys to end.
   *
   * @param typed the pseudonym, typed by hand: nobody erases the wrong person by a slip
   */
  @Transactional
  public void erase(UUID id, String typed, Actor by) {
    ErasureRequest request = open(id, by);
    if (!typed.strip().equals(request.pseudonym())) {
      throw new ErasureRefusal.WordsMissing(
          "Type the pseudonym %s to confirm.".formatted(request.pseudonym()));
    }
    Instant now = clock.instant();
    exits.requestAll(request.hcp().value(), ExitReason.HCP_ERASED, now);
    hcps.erase(request.hcp(), by);
    requests.close(id, ErasureRequest.State.ERASED, null, by.id(), now);
    note(request, "erasure-carried-out", by);
  }

  /**
   * Refuses the request.
   *
   * @param why the law that demands it, as the person is told
   */
  @Transactional
  public void refuse(UUID id, String why, Actor by) {
    ErasureRequest request = open(id, by);
    if (why.isBlank()) {
      throw new ErasureRefusal.WordsMissing("Say which duty demands that the data stay.");
    }
    requests.close(id, ErasureRequest.State.REFUSED, why.strip(), by.id(), clock.instant());
    note(request, "erasure-refused", by);
  }

  private ErasureRequest open(UUID id, Actor by) {
    ErasureRequest request =
        requests.lock(id).orElseThrow(() -> new ErasureRefusal.RequestUnknown(id));
    authorities.require(by, Authority.PRIVACY, request.country());
    if (request.state() != ErasureRequest.State.OPEN) {
      throw new ErasureRefusal.RequestClosed(request);
    }
    return request;
  }

  private void note(ErasureRequest request, String action, Actor by) {
    audit.append(
        new AuditEvent(
            "hcp",
            request.pseudonym(),
            action,
            by,
            Map.of("request", request.id().toString(), "due", request.dueAt().toString())));
  }
}
