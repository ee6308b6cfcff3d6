package io.medley.content.precheck;

import io.medley.content.asset.TextSection;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import io.medley.content.product.ProductMasterDocument.Brand;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** C03: on every page the brand's first mention has the generic name beside it. */
final class GenericName implements Rule {

  @Override
  public String id() {
    return "C03";
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_PATTERN;
  }

  @Override
  public Set<String> cases() {
    return Set.of("missing");
  }

  @Override
  public Set<String> settings() {
    return Set.of("distance");
  }

  @Override
  public void check(Inspection inspection) {
    Optional<Brand> brand = inspection.piece().brand();
    if (brand.isEmpty()) {
      return;
    }
    int distance = (int) inspection.settings().number("distance");
    String inn = brand.get().inn().toLowerCase(Locale.ROOT);
    for (TextSection section : inspection.piece().sections()) {
      Optional<Span> mention = inspection.piece().firstMention(section);
      if (mention.isPresent() && !near(section.text(), mention.get(), inn, distance)) {
        inspection.found("missing", mention.get(), Map.of());
      }
    }
  }

  private static boolean near(String text, Span mention, String inn, int distance) {
    int from = Math.max(0, mention.start() - distance);
    int to = Math.min(text.length(), mention.end() + distance + inn.length());
    return text.substring(from, to).toLowerCase(Locale.ROOT).contains(inn);
  }
}
