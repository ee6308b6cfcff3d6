package io.medley.content.module.web;

import io.medley.content.module.ModuleApproval;
import io.medley.content.module.ModuleApproving;
import io.medley.content.module.ModuleDraft;
import io.medley.content.module.ModuleKeeping;
import io.medley.content.module.ModuleKind;
import io.medley.content.module.ModuleRules;
import io.medley.content.module.ModuleState;
import io.medley.content.module.ModuleVersion;
import io.medley.content.signing.StatementRequest;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Modules. */
@RestController
@RequestMapping("/api/modules")
class ModuleResource {

  private final ModuleKeeping keeping;
  private final ModuleApproving approving;
  private final ReceivedPicture received;
  private final CurrentActor actor;

  ModuleResource(
      ModuleKeeping keeping,
      ModuleApproving approving,
      ReceivedPicture received,
      CurrentActor actor) {
    this.keeping = keeping;
    this.approving = approving;
    this.received = received;
    this.actor = actor;
  }

  @GetMapping
  List<ModuleVersion> search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String state) {
    return keeping.search(q, brand, kind, state, actor.require());
  }

  @GetMapping("/{id}")
  ModuleKeeping.Opened open(@PathVariable String id) {
    return keeping.open(id, actor.require());
  }

  @PostMapping
  ResponseEntity<ModuleVersion> draft(@RequestBody @Valid NewModule body) {
    ModuleVersion draft =
        keeping.draft(
            body.id(), body.brandId(), body.kind(), body.module().toDraft(), actor.require());
    return ResponseEntity.created(URI.create("/api/modules/" + draft.moduleId())).body(draft);
  }

  @PostMapping("/{id}/versions")
  ResponseEntity<ModuleVersion> next(@PathVariable String id, @RequestBody Body body) {
    return ResponseEntity.created(URI.create("/api/modules/" + id))
        .body(keeping.nextVersion(id, body.toDraft(), actor.require()));
  }

  /** Takes a picture in; a draft names it by its hash. */
  @PostMapping("/pictures")
  ModuleKeeping.Picture picture(@RequestParam MultipartFile file) {
    return received.take(file, actor.require());
  }

  @PostMapping("/{id}/versions/{number}/approvals")
  ResponseEntity<ToSign> approve(
      @PathVariable String id, @PathVariable int number, @RequestBody @Valid Approving body) {
    StatementRequest request = approving.ask(id, number, body.lane(), actor.require());
    return ResponseEntity.accepted()
        .location(URI.create(request.page()))
        .body(new ToSign(request.id(), request.page(), request.fields()));
  }

  @PostMapping("/{id}/versions/{number}/abandonment")
  ModuleVersion abandon(
      @PathVariable String id, @PathVariable int number, @RequestBody @Valid Reason body) {
    return keeping.abandon(id, number, body.reason(), actor.require());
  }

  @PostMapping("/{id}/state")
  ModuleVersion change(@PathVariable String id, @RequestBody @Valid Change body) {
    return keeping.change(id, body.state(), body.reason(), actor.require());
  }

  /**
   * An approval waits for its signature.
   *
   * @param signAt page at which the person reads the statement and types their password
   */
  record ToSign(UUID requestId, String signAt, Map<String, String> statement) {}

  record Approving(ModuleApproval.@NotNull Lane lane) {}

  record Reason(@NotBlank String reason) {}

  record Change(@NotNull ModuleState state, @NotBlank String reason) {}

  record Rules(
      @Nullable List<String> requires,
      @Nullable List<String> excludes,
      @Nullable List<String> after,
      @Nullable List<String> countries,
      @Nullable List<String> audiences,
      @Nullable List<String> channels,
      @Nullable Integer atMost) {

    ModuleRules toRules() {
      return new ModuleRules(
          or(requires),
          or(excludes),
          or(after),
          or(countries),
          or(audiences),
          or(channels),
          Objects.requireNonNullElse(atMost, 0));
    }

    private static List<String> or(@Nullable List<String> values) {
      return values == null ? List.of() : values;
    }
  }

  record Body(
      @Nullable String title,
      @Nullable String language,
      @Nullable String content,
      @Nullable String claimId,
      @Nullable String imageHash,
      @Nullable String imageType,
      @Nullable Rules rules,
      @Nullable Boolean safetyRelevant,
      @Nullable LocalDate validTo) {

    ModuleDraft toDraft() {
      return new ModuleDraft(
          or(title),
          or(language),
          or(content),
          claimId,
          imageHash,
          or(imageType),
          rules == null ? ModuleRules.none() : rules.toRules(),
          Boolean.TRUE.equals(safetyRelevant),
          validTo);
    }

    private static String or(@Nullable String value) {
      return value == null ? "" : value;
    }
  }

  record NewModule(
      @NotBlank String id,
      @NotBlank String brandId,
      @NotNull ModuleKind kind,
      @NotNull Body module) {}
}
