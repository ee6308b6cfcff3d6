package io.medley.campaign.hcp.web;

import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.ImportReport;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
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
  private final CurrentActor currentActor;
  private final Authorities authorities;

  HcpController(
      HcpImport hcpImport, Hcps hcps, CurrentActor currentActor, Authorities authorities) {
    this.hcpImport = hcpImport;
    this.hcps = hcps;
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
      boolean erased) {

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
          hcp.erased());
    }
  }

  @PostMapping(path = "/import", consumes = "text/csv")
  ImportReport importCsv(InputStream body) throws IOException {
    return hcpImport.importCsv(body, authorised());
  }

  @GetMapping
  List<HcpResponse> list(
      @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "100") int limit) {
    authorised();
    return hcps.page(Math.max(0, offset), Math.clamp(limit, 1, MOST)).stream()
        .map(HcpResponse::from)
        .toList();
  }

  private Actor authorised() {
    Actor actor = currentActor.require();
    authorities.requireAnywhere(actor, Authority.CAMPAIGN);
    return actor;
  }
}
