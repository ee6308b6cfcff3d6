package io.medley.campaign.hcp.web;

import io.medley.campaign.hcp.Basis;
import io.medley.campaign.hcp.FactDraft;
import io.medley.campaign.hcp.FactKeeping;
import io.medley.campaign.hcp.FactRefusal;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.hcp.HcpPortrait;
import io.medley.campaign.hcp.HcpPortraits;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpStatus;
import io.medley.campaign.hcp.HcpStatusKeeping;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.ImportReport;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** HCPs over HTTP: import, and a list without personal values. */
@RestController
@RequestMapping("/api/hcps")
class HcpController {

  private static final int MOST = 500;

  private final HcpImport hcpImport;
  private final Hcps hcps;
  private final HcpPortraits portraits;
  private final FactKeeping keeping;
  private final HcpStatusKeeping statuses;
  private final OwnHcps own;
  private final CurrentActor currentActor;
  private final Authorities authorities;

  HcpController(
      HcpImport hcpImport,
      Hcps hcps,
      HcpPortraits portraits,
      FactKeeping keeping,
      HcpStatusKeeping statuses,
      OwnHcps own,
      CurrentActor currentActor,
      Authorities authorities) {
    this.hcpImport = hcpImport;
    this.hcps = hcps;
    this.portraits = portraits;
    this.keeping = keeping;
    this.statuses = statuses;
    this.own = own;
    this.currentActor = currentActor;
    this.authorities = authorities;
  }

  record HcpResponse(
      UUID id,
      String externalId,
      String pseudonym,
      String country,
      String language,
      @Nullable String zone,
      String specialty,
      String type,
      int tier,
      boolean erased,
      HcpStatus status) {

    static HcpResponse from(HcpProfile hcp) {
      return new HcpResponse(
          hcp.id().value(),
          hcp.externalId(),
          hcp.pseudonym(),
          hcp.country(),
          hcp.language(),
          hcp.zone() == null ? null : hcp.zone().getId(),
          hcp.specialty(),
          hcp.type(),
          hcp.tier(),
          hcp.erased(),
          hcp.status());
    }
  }

  @PostMapping(path = "/import", consumes = "text/csv")
  ImportReport importCsv(InputStream body) throws IOException {
    return hcpImport.importCsv(body, authorised());
  }

  @PostMapping(
      path = "/import",
      consumes = {"application/x-ndjson", "application/jsonl"})
  ImportReport importJsonLines(InputStream body) throws IOException {
    return hcpImport.importJsonLines(body, authorised());
  }

  @PostMapping(path = "/import", consumes = "application/json")
  ImportReport importJson(InputStream body) throws IOException {
    return hcpImport.importJson(body, authorised());
  }

  /** One HCP with everything known beside personal values. */
  record PortraitResponse(HcpResponse hcp, HcpPortrait portrait) {}

  @GetMapping("/{id}")
  PortraitResponse portrait(@PathVariable UUID id) {
    Actor actor = reader();
    HcpId hcp = new HcpId(id);
    HcpProfile profile = hcps.profile(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    own.require(actor, hcp);
    return new PortraitResponse(HcpResponse.from(profile), portraits.of(hcp));
  }

  /**
   * A fact as a client gives it.
   *
   * @param basis absent = declared
   * @param confidence absent = 1
   */
  record FactRequest(
      String name,
      String value,
      @Nullable Basis basis,
      @Nullable String source,
      @Nullable Double confidence,
      @Nullable Instant observedAt,
      @Nullable String consentScope) {

    FactDraft draft(Actor by) {
      try {
        return new FactDraft(
            name,
            value,
            basis == null ? Basis.DECLARED : basis,
            source == null ? by.id() : source,
            confidence == null ? 1 : confidence,
            observedAt,
            consentScope);
      } catch (IllegalArgumentException wrong) {
        throw new FactRefusal.FactUnusable(wrong.getMessage() + "");
      }
    }
  }

  /** Whether a fact was news. */
  record FactResponse(boolean news) {}

  @PostMapping("/{id}/facts")
  FactResponse record(@PathVariable UUID id, @RequestBody FactRequest fact) {
    Actor actor = reader();
    return new FactResponse(keeping.record(new HcpId(id), fact.draft(actor), actor));
  }

  /** Why a fact is wrong. */
  record MuteRequest(String why) {}

  /** Whether an HCP still practises. */
  record StatusRequest(HcpStatus status) {}

  /** Whether that was news. */
  record StatusNoted(boolean news) {}

  @PostMapping("/{id}/status")
  StatusNoted status(@PathVariable UUID id, @RequestBody StatusRequest request) {
    return new StatusNoted(statuses.record(new HcpId(id), request.status(), reader()));
  }

  @PostMapping("/facts/{fact}/mute")
  void mute(@PathVariable long fact, @RequestBody MuteRequest mute) {
    keeping.mute(fact, mute.why(), reader());
  }

  @GetMapping
  List<HcpResponse> list(
      @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "100") int limit) {
    authorised();
    return hcps.page(Math.max(0, offset), Math.clamp(limit, 1, MOST)).stream()
        .map(HcpResponse::from)
        .toList();
  }

  /** Who campaigns, administers or represents; {@link OwnHcps} says whose HCPs. */
  private Actor reader() {
    Actor actor = currentActor.require();
    if (authorities.markets(actor.id(), Authority.ACT_AS_REP).isEmpty()
        && authorities.markets(actor.id(), Authority.ADMINISTER).isEmpty()) {
      authorities.requireAnywhere(actor, Authority.CAMPAIGN);
    }
    return actor;
  }

  private Actor authorised() {
    Actor actor = currentActor.require();
    authorities.requireAnywhere(actor, Authority.CAMPAIGN);
    return actor;
  }
}
