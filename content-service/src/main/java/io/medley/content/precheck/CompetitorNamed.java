package io.medley.content.precheck;

import io.medley.content.precheck.Finding.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** C29: somebody else's medicine or company is named. */
final class CompetitorNamed implements Rule {

  @Override
  public String id() {
    return "C29";
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_PATTERN;
  }

  @Override
  public Set<String> cases() {
    return Set.of("named");
  }

  @Override
  public Set<String> settings() {
    return Set.of("names");
  }

  @Override
  public void check(Inspection inspection) {
    Set<String> own =
        inspection
            .piece()
            .brand()
            .map(brand -> Set.of(lower(brand.name()), lower(brand.inn())))
            .orElse(Set.of());
    for (String name : inspection.settings().list("names")) {
      if (own.contains(lower(name))) {
        continue;
      }
      Pattern pattern =
          RuleSettings.pattern(
              "(?<![\\p{L}\\d])"
                  + Pattern.quote(
                      lower(name)) // The sign of a trade mark becomes letters in the normal form.
                  + "(?:tm|sm)?(?![\\p{L}\\d])");
      for (Sentence sentence : inspection.piece().sentences()) {
        sentence
            .find(pattern)
            .forEach(span -> inspection.found("named", span, Map.of("found", span.quote())));
      }
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
