package io.medley.campaign.hcp.web;

import io.medley.campaign.hcp.Territories;
import io.medley.campaign.hcp.Territory;
import io.medley.campaign.hcp.TerritoryKeeping;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Territories over HTTP. */
@RestController
@RequestMapping("/api/territories")
class TerritoryController {

  private final TerritoryKeeping keeping;
  private final CurrentActor actor;

  TerritoryController(TerritoryKeeping keeping, CurrentActor actor) {
    this.keeping = keeping;
    this.actor = actor;
  }

  /** A territory without its code. */
  record TerritoryRequest(
      String name,
      String country,
      @Nullable String rep,
      @Nullable String msl,
      @Nullable String kam) {}

  @GetMapping
  List<Territories.Line> all() {
    return keeping.all(actor.require());
  }

  @PutMapping("/{code}")
  Territory put(@PathVariable String code, @RequestBody TerritoryRequest request) {
    return keeping.put(
        new Territory(
            code, request.name(), request.country(), request.rep(), request.msl(), request.kam()),
        actor.require());
  }
}
