package io.medley.content.annotation;

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
}
