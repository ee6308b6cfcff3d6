package io.medley.campaign.consent;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Double opt-in: an HCP who is asked gets a mail, and only the link in it makes the consent count.
 * Until then the ledger says PENDING, which allows nothing.
 */
@Service
public class ConsentAsking {

  /** Topic of the outbox message that has the mail sent. */
  static final String TOPIC = "consent.asked";

  private static final Actor HCP = Actor.system("double-opt-in");

  private final Consents consents;
  private final ConsentTexts texts;
  private final ConsentRequests requests;
  private final ConsentSettings settings;
  private final Hcps hcps;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Clock clock;

  ConsentAsking(
      Consents consents,
      ConsentTexts texts,
      ConsentRequests requests,
      ConsentSettings settings,
      Hcps hcps,
      AuditTrail audit,
      Outbox outbox,
      Clock clock) {
    this.consents = consents;
    this.texts = texts;
    this.requests = requests;
    this.settings = settings;
    this.hcps = hcps;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Asks for consent, or for its renewal; what is granted stays so meanwhile.
   *
   * @throws HcpUnknown if there is no such HCP, or the person was erased
   * @throws ConsentRefusal.NothingToAgreeTo if no words are on record for it
   * @throws ConsentRefusal.AskedLately if the same was asked a short time ago
   */
  // Nothing is written before it, and whoever saves several choices keeps the others.
  @Transactional(noRollbackFor = ConsentRefusal.AskedLately.class)
  public ConsentRequest ask(
      HcpId hcp, String channel, String purpose, ConsentSource source, Actor by) {
    HcpProfile profile =
        hcps.lock(hcp).filter(known -> !known.erased()).orElseThrow(() -> new HcpUnknown(hcp));
    ConsentText text =
        texts.current().stream()
            .filter(known -> known.channel().equals(channel) && known.purpose().equals(purpose))
            .findFirst()
            .orElseThrow(() -> new ConsentRefusal.NothingToAgreeTo(channel, purpose));
    Instant now = clock.instant();
    requests.of(hcp).stream()
        .filter(made -> made.channel().equals(channel) && made.purpose().equals(purpose))
        .map(made -> made.requestedAt().plus(settings.again()))
        .filter(again -> again.isAfter(now))
        .findFirst()
        .ifPresent(
            again -> {
              throw new ConsentRefusal.AskedLately(again);
            });
    ConsentRequest request =
        new ConsentRequest(
            UUID.randomUUID(),
            hcp,
            channel,
            purpose,
            text.version(),
            now,
            by.id(),
            now.plus(settings.lapse()),
            null,
            null,
            null);
    requests.add(request);
    // Asked to renew what still holds: it holds until it is confirmed anew or runs out.
    if (!granted(hcp, channel, purpose, now)) {
      consents.record(
          new Consents.Draft(
              hcp,
              channel,
              purpose,
              ConsentStatus.PENDING,
              now,
              source,
              "Asked by mail, request " + request.id(),
              null,
              text.version()),
          by);
    }
    audit.append(
        new AuditEvent(
            "hcp",
            profile.pseudonym(),
            "consent-asked",
            by,
            Map.of(
                "request",
                request.id().toString(),
                "channel",
                channel,
                "purpose",
                purpose,
                "textVersion",
                text.version())));
    outbox.append(TOPIC, request.id().toString(), Map.of("request", request.id().toString()));
    return request;
  }

  private boolean granted(HcpId hcp, String channel, String purpose, Instant now) {
    return consents
        .asOf(hcp, channel, purpose, now)
        .filter(entry -> entry.status() == ConsentStatus.GRANTED)
        .isPresent();
  }

  /** A request as the HCP sees it. */
  public record Open(ConsentRequest request, ConsentText text, String language) {}

  /**
   * What the HCP is about to confirm.
   *
   * @throws ConsentRefusal.LinkNotOurs if there is no such request, or the person was erased
   * @throws ConsentRefusal.RequestLapsed if it is too old
   */
  @Transactional(readOnly = true)
  public Open open(UUID id) {
    ConsentRequest request = requests.find(id).orElseThrow(ConsentRefusal.LinkNotOurs::new);
    HcpProfile profile =
        hcps.profile(request.hcp())
            .filter(known -> !known.erased())
            .orElseThrow(ConsentRefusal.LinkNotOurs::new);
    if (request.state(clock.instant()) == ConsentRequest.State.LAPSED) {
      throw new ConsentRefusal.RequestLapsed();
    }
    return new Open(request, texts.find(request.textVersion()).orElseThrow(), profile.language());
  }

  /**
   * The HCP confirms: from now on the consent counts, until it expires. Confirming again changes
   * nothing, also when the HCP withdrew in between.
   *
   * @throws ConsentRefusal.LinkNotOurs if there is no such request, or the person was erased
   * @throws ConsentRefusal.RequestLapsed if it is too old
   */
  @Transactional
  public Open confirm(UUID id) {
    Open open = open(id);
    HcpId hcp = open.request().hcp();
    hcps.lock(hcp);
    Instant now = clock.instant();
    if (requests.confirmed(id, now) && !withdrawnSince(open.request(), now)) {
      consents.record(
          new Consents.Draft(
              hcp,
              open.request().channel(),
              open.request().purpose(),
              ConsentStatus.GRANTED,
              now,
              ConsentSource.HCP,
              "Double opt-in confirmed, request " + id,
              now.plus(settings.validity()),
              open.text().version()),
          HCP);
    }
    return open;
  }

  /** Who said no after the mail was sent is not turned by an old link. */
  private boolean withdrawnSince(ConsentRequest request, Instant now) {
    Optional<ConsentEntry> latest =
        consents.asOf(request.hcp(), request.channel(), request.purpose(), now);
    return latest
        .filter(entry -> entry.status() == ConsentStatus.WITHDRAWN)
        .filter(entry -> entry.at().isAfter(request.requestedAt()))
        .isPresent();
  }
}
