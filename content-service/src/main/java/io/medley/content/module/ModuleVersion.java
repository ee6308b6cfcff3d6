package io.medley.content.module;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One version of a module; never edited.
 *
 * @param content see {@link ModuleDraft}
 * @param validTo last day of use; {@code null} = without end
 */
public record ModuleVersion(
    String moduleId,
    int number,
    String brandId,
    ModuleKind kind,
    ModuleState state,
    String title,
    String language,
    String content,
    @Nullable String claimId,
    @Nullable String imageHash,
    String imageType,
    ModuleRules rules,
    boolean safetyRelevant,
    @Nullable LocalDate validTo,
    String author) {

  private static final Pattern PLACE = Pattern.compile("\\{\\{module\\.([a-z0-9-]{1,40})}}");

  /** Names of the places of a template, in the order of its text. */
  public List<String> places() {
    Set<String> places = new LinkedHashSet<>();
    Matcher matcher = PLACE.matcher(content);
    while (kind == ModuleKind.TEMPLATE && matcher.find()) {
      places.add(matcher.group(1));
    }
    return List.copyOf(places);
  }

  /** How a place is written in a template. */
  public static String token(String place) {
    return "{{module." + place + "}}";
  }
}
