package io.medley.content.annotation;

import io.medley.content.annotation.AnnotationTarget.TextSpan;
import io.medley.content.annotation.Placement.How;
import io.medley.content.asset.TextSection;
import java.util.List;

/** Gives annotations their places in a version other than their own. */
final class Placing {

  private final List<TextSection> sections;
  private final Anchoring anchoring;

  Placing(List<TextSection> sections) {
    this.sections = List.copyOf(sections);
    this.anchoring = new Anchoring(sections);
  }

  Placement of(AnnotationTarget target) {
    Integer section = target.section();
    TextSpan text = target.text();
    if (section != null && text != null) {
      return anchoring.locate(section, text);
    }
    if (target.time() != null) {
      return new Placement(How.SAME_TIME, null, null, null, "", 0);
    }
    if (section == null) {
      return new Placement(How.WHOLE_PIECE, null, null, null, "", 1);
    }
    int number = section;
    return sections.stream().anyMatch(one -> one.number() == number)
        ? new Placement(How.SAME_PAGE, number, null, null, "", 0)
        : Placement.NOT_FOUND;
  }

  /** Where it stands in the version it was written on. */
  static Placement original(AnnotationTarget target) {
    TextSpan text = target.text();
    return new Placement(
        target.equals(AnnotationTarget.WHOLE) ? How.WHOLE_PIECE : How.ORIGINAL,
        target.section(),
        text == null ? null : text.start(),
        text == null ? null : text.end(),
        text == null ? "" : text.quote(),
        1);
  }
}
