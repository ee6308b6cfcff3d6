package io.medley.campaign.privacy.web;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.privacy.ErasureHandling;
import io.medley.campaign.privacy.ErasureRequest;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Requests to be erased, for programs. */
@RestController
@RequestMapping("/api/erasure-requests")
class ErasureApi {

  private final ErasureHandling handling;
  private final CurrentActor actor;

  ErasureApi(ErasureHandling handling, CurrentActor actor) {
    this.handling = handling;
    this.actor = actor;
  }

  /** A new request; see {@link ErasureHandling#receive}. */
  record Received(UUID hcp, String evidence) {}

  /** The pseudonym that confirms it. */
  record Confirmed(String pseudonym) {}

  /** The reason the person is told. */
  record Refused(String why) {}

  @GetMapping
  List<ErasureRequest> all() {
    return handling.all(actor.require());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ErasureRequest receive(@RequestBody Received request) {
    return handling.receive(new HcpId(request.hcp()), request.evidence(), actor.require());
  }

  @PostMapping("/{id}/erase")
  void erase(@PathVariable UUID id, @RequestBody Confirmed confirmed) {
    handling.erase(id, confirmed.pseudonym(), actor.require());
  }

  @PostMapping("/{id}/refuse")
  void refuse(@PathVariable UUID id, @RequestBody Refused refused) {
    handling.refuse(id, refused.why(), actor.require());
  }
}
