package io.medley.campaign.consent.web;

import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentKeeping;
import io.medley.campaign.consent.ConsentRequest;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An HCP's consents: as of an instant, the whole ledger, new entries, requests. */
@RestController
@RequestMapping("/api/hcps/{id}")
class ConsentApi {

  private final Consents consents;
  private final ConsentKeeping keeping;
  private final OwnHcps own;
  private final CurrentActor actor;
  private final Clock clock;

  ConsentApi(
      Consents consents, ConsentKeeping keeping, OwnHcps own, CurrentActor actor, Clock clock) {
    this.consents = consents;
    this.keeping = keeping;
    this.own = own;
    this.actor = actor;
    this.clock = clock;
  }

  /** What counted at the instant; now if none is given. */
  @GetMapping("/consents")
  List<ConsentEntry> asOf(
      @PathVariable UUID id, @RequestParam(required = false) @Nullable Instant at) {
    HcpId hcp = new HcpId(id);
    own.require(actor.require(), hcp);
    return consents.allAsOf(hcp, at == null ? clock.instant() : at);
  }

  /** Every entry, newest first. */
  @GetMapping("/consents/ledger")
  List<ConsentEntry> ledger(@PathVariable UUID id) {
    HcpId hcp = new HcpId(id);
    own.require(actor.require(), hcp);
    return consents.history(hcp);
  }

  /**
   * A consent given or withdrawn outside of Medley.
   *
   * @param granted false = withdrawn
   * @param evidence what proves it
   */
  record EntryRequest(
      String channel,
      @Nullable String purpose,
      boolean granted,
      @Nullable String evidence,
      @Nullable Instant expiresAt) {}

  @PostMapping("/consents")
  @ResponseStatus(HttpStatus.CREATED)
  ConsentEntry record(@PathVariable UUID id, @RequestBody EntryRequest entry) {
    return keeping.record(
        new HcpId(id),
        entry.channel(),
        entry.purpose() == null ? Consents.PROMOTION : entry.purpose(),
        entry.granted(),
        entry.evidence() == null ? "" : entry.evidence(),
        entry.expiresAt(),
        actor.require());
  }

  /** What to ask the HCP for, by mail. */
  record AskRequest(String channel, @Nullable String purpose) {}

  @PostMapping("/consent-requests")
  @ResponseStatus(HttpStatus.CREATED)
  ConsentRequest ask(@PathVariable UUID id, @RequestBody AskRequest ask) {
    return keeping.ask(
        new HcpId(id),
        ask.channel(),
        ask.purpose() == null ? Consents.PROMOTION : ask.purpose(),
        actor.require());
  }
}
