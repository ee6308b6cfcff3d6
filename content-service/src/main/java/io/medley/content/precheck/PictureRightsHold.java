package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.PictureRights.PictureRight;
import io.medley.content.precheck.PieceFacts.Picture;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** C34: the rights in every picture cover the markets and the time of the piece. */
final class PictureRightsHold implements Rule {

  @Override
  public String id() {
    return "C34";
  }

  @Override
  public Kind kind() {
    return Kind.RIGHTS;
  }

  @Override
  public Set<String> cases() {
    return Set.of("territory", "ends", "consent", "unknown");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    Optional<List<PictureRight>> kept = piece.around().rights();
    if (kept.isEmpty()) {
      // Nobody keeps rights here: a rule without facts says nothing.
      return;
    }
    if (kept.get().isEmpty() && !piece.facts().pictures().isEmpty()) {
      Picture first = piece.facts().pictures().getFirst();
      inspection.inSection(
          "unknown",
          first.section(),
          first.alternative().isBlank() ? first.name() : first.alternative(),
          Map.of("found", String.valueOf(piece.facts().pictures().size())));
      return;
    }
    for (PictureRight right : kept.get()) {
      boolean covered =
          right.territories().isEmpty()
              || right.territories().contains("*")
              || inspection.market().equals("*")
              || right.territories().contains(inspection.market());
      if (!covered) {
        inspection.missing(
            "territory",
            Map.of("found", right.picture(), "expected", String.join(", ", right.territories())));
      }
      LocalDate end = right.end();
      if (end != null && end.isBefore(piece.lastDay())) {
        inspection.missing("ends", Map.of("found", right.picture(), "expected", end.toString()));
      }
      if (right.people() && right.consentId().isBlank()) {
        inspection.missing("consent", Map.of("found", right.picture()));
      }
    }
  }
}
