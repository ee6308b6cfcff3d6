package io.medley.content.precheck;

import io.medley.content.precheck.ClaimWords.Figure;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.LibraryClaim.Anchor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** C19: every figure of a claim stands in the reference's own words, save for rounding. */
final class NumbersAgree implements Rule {

  @Override
  public String id() {
    return "C19";
  }

  @Override
  public Kind kind() {
    return Kind.CLAIM;
  }

  @Override
  public Set<String> cases() {
    return Set.of("differs");
  }

  @Override
  public void check(Inspection inspection) {
    for (Sentence sentence : inspection.piece().sentences()) {
      Optional<ClaimMatch> match = inspection.piece().claimMatch(sentence);
      if (match.isEmpty()) {
        continue;
      }
      List<Figure> unsupported = match.get().unsupportedFigures();
      if (!unsupported.isEmpty()) {
        inspection.found(
            "differs",
            sentence.span(),
            Map.of(
                "found",
                unsupported.stream().map(Figure::shown).collect(Collectors.joining(", ")),
                "expected",
                match.get().claim().references().stream()
                    .map(Anchor::quote)
                    .collect(Collectors.joining(" "))));
      }
    }
  }
}
