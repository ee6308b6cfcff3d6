package io.medley.content.annotation.web;

import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.AnnotationTarget;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.annotation.Placement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An annotation as the API answers it.
 *
 * @param versionId the version it was written on
 * @param placement where it stands in the version that was asked for
 */
record AnnotationBody(
    UUID id,
    UUID versionId,
    String lane,
    String kind,
    String category,
    String state,
    String body,
    String owner,
    String author,
    String printedName,
    AnnotationTarget target,
    Placement placement,
    boolean broughtForward,
    Instant writtenAt,
    Instant changedAt,
    long rowVersion,
    List<Annotation.Reply> replies) {

  static AnnotationBody of(PlacedAnnotation placed) {
    Annotation annotation = placed.annotation();
    return new AnnotationBody(
        annotation.id(),
        annotation.version().value(),
        annotation.lane().name(),
        annotation.kind().name(),
        annotation.category().name(),
        annotation.state().name(),
        annotation.body(),
        annotation.owner(),
        annotation.author(),
        annotation.printedName(),
        annotation.target(),
        placed.placement(),
        placed.broughtForward(),
        annotation.writtenAt(),
        annotation.changedAt(),
        annotation.rowVersion(),
        annotation.replies());
  }

  static AnnotationBody of(Annotation annotation) {
    return of(PlacedAnnotation.original(annotation));
  }

  /** What is sent to annotate; {@code start} and {@code end} count UTF-16 units of the section. */
  record New(
      io.medley.content.signing.@jakarta.validation.constraints.NotNull Lane lane,
      Annotation.@jakarta.validation.constraints.NotNull Kind kind,
      Annotation.@jakarta.validation.constraints.NotNull Category category,
      @jakarta.validation.constraints.NotBlank String body,
      @Nullable String owner,
      @Nullable Integer section,
      @Nullable Integer start,
      @Nullable Integer end,
      @Nullable String quote,
      @Nullable String prefix,
      @Nullable String suffix,
      @Nullable Box box,
      @Nullable Time time) {}

  /** Shares of the page, 0 to 1, from the top left. */
  record Box(double x, double y, double width, double height) {}

  /** Milliseconds from the film's beginning. */
  record Time(long from, long to) {}

  /** What is sent to change; what is absent stays. */
  record Change(
      Annotation.@Nullable State state,
      Annotation.@Nullable Kind kind,
      Annotation.@Nullable Category category,
      @Nullable String body,
      @Nullable String owner,
      @Nullable String why,
      @Nullable Long rowVersion) {}

  /** What is sent to answer. */
  record NewReply(@jakarta.validation.constraints.NotBlank String body) {}
}
