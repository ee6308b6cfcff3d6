package io.medley.content.annotation.web;

import io.medley.content.annotation.Annotating;
import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.AnnotationRefusal;
import io.medley.content.annotation.AnnotationTarget.PageBox;
import io.medley.content.annotation.AnnotationTarget.TimeSpan;
import io.medley.content.annotation.Annotations;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Annotations of a version. Who asks for {@code application/ld+json} gets W3C Web Annotations; the
 * paths without {@code /api} are for the desk's own script, whose reader signed in.
 */
@RestController
class AnnotationResource {

  private final Annotations annotations;
  private final Annotating annotating;
  private final AssetVersions versions;
  private final CurrentActor actor;

  AnnotationResource(
      Annotations annotations, Annotating annotating, AssetVersions versions, CurrentActor actor) {
    this.annotations = annotations;
    this.annotating = annotating;
    this.versions = versions;
    this.actor = actor;
  }

  record Found(List<AnnotationBody> annotations) {}

  @GetMapping(
      path = {"/api/versions/{id}/annotations", "/annotations/versions/{id}"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  Found ofVersion(@PathVariable UUID id) {
    return new Found(
        annotations.ofVersion(new VersionId(id), actor.require()).stream()
            .map(AnnotationBody::of)
            .toList());
  }

  @GetMapping(path = "/api/versions/{id}/annotations", produces = WebAnnotations.MEDIA_TYPE)
  Map<String, Object> webAnnotations(@PathVariable UUID id) {
    Actor person = actor.require();
    AssetVersion version = versions.requireVisible(new VersionId(id), person);
    return WebAnnotations.collection(version, annotations.ofVersion(version.id(), person));
  }

  @PostMapping({"/api/versions/{id}/annotations", "/annotations/versions/{id}"})
  ResponseEntity<AnnotationBody> annotate(
      @PathVariable UUID id, @RequestBody @Valid AnnotationBody.New body) {
    Annotation added =
        annotating.add(
            new VersionId(id),
            new Annotating.Remark(
                body.lane(),
                body.kind(),
                body.category(),
                body.body(),
                orEmpty(body.owner()),
                pointed(body)),
            actor.require());
    return ResponseEntity.created(URI.create("/api/annotations/" + added.id()))
        .body(AnnotationBody.of(added));
  }

  @GetMapping(path = "/api/annotations/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  AnnotationBody one(@PathVariable UUID id) {
    return AnnotationBody.of(annotations.require(id, actor.require()));
  }

  @GetMapping(path = "/api/annotations/{id}", produces = WebAnnotations.MEDIA_TYPE)
  Map<String, Object> webAnnotation(@PathVariable UUID id) {
    Annotation annotation = annotations.require(id, actor.require());
    return WebAnnotations.document(
        versions.require(annotation.version()), PlacedAnnotation.original(annotation));
  }

  @PatchMapping({"/api/annotations/{id}", "/annotations/{id}"})
  AnnotationBody change(@PathVariable UUID id, @RequestBody @Valid AnnotationBody.Change body) {
    return AnnotationBody.of(
        annotating.change(
            id,
            new Annotating.Change(
                body.state(),
                body.kind(),
                body.category(),
                body.body(),
                body.owner(),
                orEmpty(body.why()),
                Objects.requireNonNullElse(body.rowVersion(), 0L)),
            actor.require()));
  }

  @PostMapping({"/api/annotations/{id}/replies", "/annotations/{id}/replies"})
  ResponseEntity<AnnotationBody> reply(
      @PathVariable UUID id, @RequestBody @Valid AnnotationBody.NewReply body) {
    return ResponseEntity.status(201)
        .body(AnnotationBody.of(annotating.reply(id, body.body(), actor.require())));
  }

  private static Annotating.Pointed pointed(AnnotationBody.New body) {
    try {
      AnnotationBody.Box box = body.box();
      AnnotationBody.Time time = body.time();
      return new Annotating.Pointed(
          body.section(),
          body.start(),
          body.end(),
          orEmpty(body.quote()),
          orEmpty(body.prefix()),
          orEmpty(body.suffix()),
          box == null ? null : new PageBox(box.x(), box.y(), box.width(), box.height()),
          time == null ? null : new TimeSpan(time.from(), time.to()));
    } catch (IllegalArgumentException impossible) {
      throw new AnnotationRefusal.Invalid(
          Objects.requireNonNullElse(impossible.getMessage(), "The place is impossible.") + ".");
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
