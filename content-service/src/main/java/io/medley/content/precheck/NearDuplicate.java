package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.NearPieces.NearPiece;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** C38: a piece that says nearly the same was approved, or refused, before. */
final class NearDuplicate implements Rule {

  @Override
  public String id() {
    return "C38";
  }

  @Override
  public Kind kind() {
    return Kind.METADATA;
  }

  @Override
  public Set<String> cases() {
    return Set.of("approved", "refused");
  }

  @Override
  public Set<String> settings() {
    return Set.of("similarity");
  }

  @Override
  public void check(Inspection inspection) {
    double least = inspection.settings().number("similarity");
    for (NearPiece near : inspection.piece().around().near()) {
      if (near.similarity() < least) {
        continue;
      }
      Map<String, String> words =
          Map.of(
              "found",
              near.title() + ", version " + near.number(),
              "expected",
              Math.round(near.similarity() * 100) + " %",
              "state",
              near.state().name().toLowerCase(Locale.ROOT));
      switch (near.state()) {
        case REJECTED, WITHDRAWN, WITHDRAWING -> inspection.missing("refused", words);
        case APPROVED, FINAL_FORM, SUBMISSION_PENDING, LIVE, SUSPENDED, SUPERSEDED, EXPIRED ->
            inspection.missing("approved", words);
        case DRAFT, SUBMITTED, QC, IN_REVIEW, CONDITIONS_OPEN, REVISE, CANCELLED -> {}
      }
    }
  }
}
