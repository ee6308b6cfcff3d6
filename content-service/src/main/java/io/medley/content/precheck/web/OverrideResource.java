package io.medley.content.precheck.web;

import io.medley.content.asset.VersionId;
import io.medley.content.precheck.BlockOverride;
import io.medley.content.precheck.Overriding;
import io.medley.content.signing.StatementRequest;
import io.medley.platform.security.CurrentActor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Decisions against blocking findings. */
@RestController
@RequestMapping("/api/versions/{id}/overrides")
class OverrideResource {

  private final Overriding overriding;
  private final CurrentActor actor;

  OverrideResource(Overriding overriding, CurrentActor actor) {
    this.overriding = overriding;
    this.actor = actor;
  }

  /**
   * What is decided.
   *
   * @param findingKey the finding's key
   * @param reason 20 to 2000 characters
   */
  record Decision(@Nullable String findingKey, @Nullable String reason) {}

  /**
   * A decision waits for its signature.
   *
   * @param signAt page at which the person reads the statement and types their password
   */
  record ToSign(UUID requestId, String signAt, Map<String, String> statement) {}

  @GetMapping
  List<BlockOverride> all(@PathVariable UUID id) {
    return overriding.of(new VersionId(id), actor.require());
  }

  @PostMapping
  ResponseEntity<ToSign> decide(@PathVariable UUID id, @RequestBody Decision decision) {
    String key = decision.findingKey();
    String reason = decision.reason();
    StatementRequest request =
        overriding.ask(
            new VersionId(id),
            key == null ? "" : key,
            reason == null ? "" : reason,
            actor.require());
    return ResponseEntity.accepted()
        .location(URI.create(request.page()))
        .body(new ToSign(request.id(), request.page(), request.fields()));
  }
}
