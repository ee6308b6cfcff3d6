package io.medley.content.review;

import io.medley.content.annotation.Annotating;
import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.Annotations;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.annotation.Placement;
import io.medley.content.asset.VersionId;
import io.medley.platform.security.Actor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Annotations as rounds read them: where they stand in this version, and what they count as. */
@Component
class AnnotatedRemarks implements Remarks {

  private final Annotations annotations;
  private final Annotating annotating;

  AnnotatedRemarks(Annotations annotations, Annotating annotating) {
    this.annotations = annotations;
    this.annotating = annotating;
  }

  @Override
  public List<Remark> ofVersion(VersionId version) {
    return annotations.ofVersion(version).stream().map(AnnotatedRemarks::remark).toList();
  }

  @Override
  public void verified(UUID remark, String why, Actor person) {
    // Somebody of the lane may have verified or withdrawn it on the desk already.
    if (annotations
        .require(remark, person)
        .state()
        .successors()
        .contains(Annotation.State.VERIFIED)) {
      annotating.change(remark, Annotating.Change.to(Annotation.State.VERIFIED, why), person);
    }
  }

  private static Remark remark(PlacedAnnotation placed) {
    Annotation annotation = placed.annotation();
    return new Remark(
        annotation.id(),
        annotation.lane(),
        annotation.kind() == Annotation.Kind.MUST_FIX,
        annotation.category().title(),
        cause(annotation.category()),
        annotation.author(),
        annotation.printedName(),
        placed.placement().section(),
        span(placed.placement()),
        placed.placement().words(),
        placed.said(),
        annotation.state().open(),
        !placed.broughtForward());
  }

  private static TextChange.@Nullable Span span(Placement placement) {
    Integer section = placement.section();
    Integer start = placement.start();
    Integer end = placement.end();
    return section == null || start == null || end == null || start >= end
        ? null
        : new TextChange.Span(section, start, end);
  }

  static CauseCode cause(Annotation.Category category) {
    return switch (category) {
      case CLAIM_WORDING, LEGAL_RIGHTS, PERSONAL_DATA, OTHER -> CauseCode.CLAIM_WORDING;
      case MISSING_REFERENCE -> CauseCode.MISSING_ANCHOR;
      case BALANCE_SAFETY, SAFETY_REPORTING, LABEL -> CauseCode.BALANCE;
      case BRAND, GRAMMAR, LAYOUT -> CauseCode.BRAND;
    };
  }
}
