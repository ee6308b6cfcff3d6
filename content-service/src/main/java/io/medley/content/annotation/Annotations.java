package io.medley.content.annotation;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionId;
import io.medley.platform.security.Actor;
import java.util.List;
import java.util.UUID;

/** Reading annotations. Methods without an actor are for steps of ours and ask nobody's leave. */
public interface Annotations {

  /**
   * Those written on the version and the ones brought forward to it, withdrawn ones included; in
   * reading order, those about the whole piece first and those without a place last.
   */
  List<PlacedAnnotation> ofVersion(VersionId version);

  /**
   * The must-fix ones that still block: written on the version or brought forward to it, neither
   * verified nor withdrawn; in reading order.
   */
  List<PlacedAnnotation> mustFix(VersionId version);

  /**
   * {@link #ofVersion} as this person may see it: those who review see all; an agency sees those of
   * its own versions once the reviewers let them go, so that it gets one list from all lanes.
   *
   * @throws io.medley.content.asset.AssetRefusal.VersionUnknown if the version is not theirs to see
   */
  List<PlacedAnnotation> ofVersion(VersionId version, Actor actor);

  /**
   * One annotation.
   *
   * @throws AnnotationRefusal.Unknown if there is none or it is not for this person
   */
  Annotation require(UUID id, Actor actor);

  /** Whether this person may see annotations of the version at all. */
  boolean mayRead(AssetVersion version, Actor actor);
}
