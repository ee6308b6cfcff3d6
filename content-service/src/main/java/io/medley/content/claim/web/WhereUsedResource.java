package io.medley.content.claim.web;

import io.medley.content.claim.WhereUsed;
import io.medley.content.claim.WhereUsed.Answer;
import io.medley.content.claim.WhereUsed.Subject;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a claim or a reference is used; one local question. */
@RestController
@Validated
@RequestMapping("/api/where-used")
class WhereUsedResource {

  private final WhereUsed whereUsed;
  private final CurrentActor actor;

  WhereUsedResource(WhereUsed whereUsed, CurrentActor actor) {
    this.whereUsed = whereUsed;
    this.actor = actor;
  }

  @GetMapping("/claims/{id}")
  Answer claim(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") @Min(0) int offset,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
    return whereUsed.of(new Subject.OfClaim(id), offset, limit, actor.require());
  }

  @GetMapping("/modules/{id}")
  Answer module(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") @Min(0) int offset,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
    return whereUsed.of(new Subject.OfModule(id), offset, limit, actor.require());
  }

  @GetMapping("/references/{id}")
  Answer reference(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") @Min(0) int offset,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
    return whereUsed.of(new Subject.OfReference(id), offset, limit, actor.require());
  }
}
