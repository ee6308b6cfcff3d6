package io.medley.content.annotation;

import io.medley.content.annotation.AnnotationTarget.TimeSpan;

/**
 * An annotation as it stands in one version.
 *
 * @param broughtForward whether it was written on an earlier version
 */
public record PlacedAnnotation(Annotation annotation, Placement placement, boolean broughtForward) {

  /** As it stands in the version it was written on. */
  public static PlacedAnnotation original(Annotation annotation) {
    return new PlacedAnnotation(annotation, Placing.original(annotation.target()), false);
  }

  /** What it says, led by the moment of the film it is about: a list has no player to point at. */
  public String said() {
    TimeSpan moment = annotation.target().time();
    return moment == null
        ? annotation.body()
        : "At %s: %s".formatted(moment.shown(), annotation.body());
  }
}
