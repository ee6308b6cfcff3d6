package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.asset.TextSection;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import io.medley.content.product.ProductMasterDocument.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * C13: the black triangle stands beside the brand's first mention where it must, and only there.
 */
final class BlackTriangle implements Rule {

  @Override
  public String id() {
    return "C13";
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_PATTERN;
  }

  @Override
  public Set<String> cases() {
    return Set.of("missing", "notListed");
  }

  @Override
  public Set<String> settings() {
    return Set.of("distance", "glyphs");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    Optional<Label> label = inspection.label();
    if (label.isEmpty()) {
      return;
    }
    int distance = (int) inspection.settings().number("distance");
    for (TextSection section : piece.sections()) {
      Optional<Span> mention = piece.firstMention(section);
      if (mention.isPresent()) {
        boolean there =
            near(
                section.text(),
                mention.get(),
                distance,
                inspection.settings().words("glyphs", inspection.language()));
        if (label.get().additionalMonitoring()) {
          if (!there) {
            inspection.found("missing", mention.get(), Map.of());
          }
          return;
        }
        if (there) {
          inspection.found("notListed", mention.get(), Map.of());
          return;
        }
      }
    }
  }

  private static boolean near(String text, Span mention, int distance, List<String> glyphs) {
    int from = Math.max(0, mention.start() - distance);
    int to = Math.min(text.length(), mention.end() + distance);
    String around = NormalText.normal(text.substring(from, to));
    return glyphs.stream().anyMatch(around::contains);
  }
}
