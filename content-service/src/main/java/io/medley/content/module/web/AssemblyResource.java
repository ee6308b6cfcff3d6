package io.medley.content.module.web;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.module.Assemblies;
import io.medley.content.module.Assembling;
import io.medley.content.module.AssemblyPlan;
import io.medley.content.module.ModuleRefusal;
import io.medley.platform.security.CurrentActor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Pieces made of modules. */
@RestController
class AssemblyResource {

  private static final String INERT =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

  private final Assembling assembling;
  private final CurrentActor actor;

  AssemblyResource(Assembling assembling, CurrentActor actor) {
    this.assembling = assembling;
    this.actor = actor;
  }

  /**
   * What is to be made.
   *
   * @param asset whose next version it becomes; without one it is a new asset
   */
  record Plan(
      @Nullable String title,
      @Nullable String brandId,
      @Nullable String language,
      @Nullable List<String> countries,
      @Nullable List<String> audiences,
      @Nullable List<String> channels,
      @Nullable String template,
      @Nullable Map<String, List<String>> slots,
      @Nullable UUID asset) {

    AssemblyPlan toPlan() {
      return new AssemblyPlan(
          or(title),
          or(brandId),
          or(language),
          or(countries),
          or(audiences),
          or(channels),
          or(template),
          slots == null ? Map.of() : slots);
    }

    private static String or(@Nullable String value) {
      return value == null ? "" : value;
    }

    private static List<String> or(@Nullable List<String> values) {
      return values == null ? List.of() : values;
    }
  }

  /** The version that was made. */
  record Made(UUID versionId) {}

  /** Says at once whether a plan is allowed, and in how many forms it would be sent. */
  @PostMapping("/api/assemblies/outlook")
  Assembling.Outlook look(@RequestBody Plan plan) {
    return assembling.look(plan.toPlan(), actor.require());
  }

  @PostMapping("/api/assemblies")
  ResponseEntity<Made> assemble(@RequestBody Plan plan) {
    UUID asset = plan.asset();
    VersionId made =
        assembling.assemble(
            plan.toPlan(), asset == null ? null : new AssetId(asset), actor.require());
    return ResponseEntity.created(URI.create("/api/versions/" + made)).body(new Made(made.value()));
  }

  @GetMapping("/api/versions/{id}/assembly")
  Assemblies.Assembly assembly(@PathVariable UUID id) {
    return assembling
        .assembly(new VersionId(id), actor.require())
        .orElseThrow(
            () -> new ModuleRefusal.ModuleUnknown("assembly of this version; it is one file"));
  }

  /** A form's HTML, which can neither run anything nor load anything. */
  @GetMapping({"/api/versions/{id}/forms/{ordinal}", "/assets/versions/{id}/forms/{ordinal}"})
  ResponseEntity<String> form(@PathVariable UUID id, @PathVariable int ordinal) {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header("Content-Security-Policy", INERT)
        .body(assembling.form(new VersionId(id), ordinal, actor.require()));
  }
}
