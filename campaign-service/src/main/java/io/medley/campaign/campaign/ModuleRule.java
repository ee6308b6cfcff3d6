package io.medley.campaign.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.medley.campaign.hcp.HcpProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which module stands in a place of a piece, for whom. Written {@code announce: opening =
 * renal-dosing when specialty NEPHROLOGY and tier 1}; without {@code when} it is for everybody. Of
 * several rules for one place the first that fits the HCP counts.
 *
 * @param slot content slot of the template
 * @param place the place in the piece
 * @param module key of the module
 * @param conditions what is to be so of the HCP: {@code country language specialty tier type}
 */
public record ModuleRule(String slot, String place, String module, Map<String, String> conditions) {

  private static final Pattern RULE =
      Pattern.compile(
          "\\s*(?<slot>[\\w-]+)\\s*:\\s*(?<place>[\\w-]+)\\s*=\\s*(?<module>[\\w.-]+)"
              + "(?:\\s+when\\s+(?<when>.+?))?\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AND = Pattern.compile("\\s+and\\s+", Pattern.CASE_INSENSITIVE);
  private static final Set<String> FACTS =
      new TreeSet<>(List.of("country", "language", "specialty", "tier", "type"));

  /** Keeps the conditions in their order. */
  public ModuleRule {
    conditions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException saying what cannot be read
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ModuleRule parse(String text) {
    Matcher rule = RULE.matcher(text);
    if (!rule.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no rule like \"announce: opening = renal-dosing when tier 1\"."
              .formatted(text.strip()));
    }
    Map<String, String> conditions = new LinkedHashMap<>();
    String when = rule.group("when");
    if (when != null) {
      for (String part : AND.split(when)) {
        String[] words = part.strip().split("\\s+", 2);
        String fact = words[0].toLowerCase(Locale.ROOT);
        if (words.length < 2 || !FACTS.contains(fact)) {
          throw new IllegalArgumentException(
              "\"%s\" is no condition; say one of %s and a value, e.g. \"tier 1\"."
                  .formatted(part.strip(), String.join(", ", FACTS)));
        }
        conditions.put(fact, words[1].strip());
      }
    }
    return new ModuleRule(
        rule.group("slot"), rule.group("place"), rule.group("module"), conditions);
  }

  /** The rule as it is read. */
  @JsonValue
  public String written() {
    StringBuilder text = new StringBuilder(slot + ": " + place + " = " + module);
    String joint = " when ";
    for (Map.Entry<String, String> condition : conditions.entrySet()) {
      text.append(joint).append(condition.getKey()).append(' ').append(condition.getValue());
      joint = " and ";
    }
    return text.toString();
  }

  /** Whether it may be for HCPs of a country and language. */
  boolean concerns(String country, String language) {
    return holds("country", country) && holdsLanguage(language);
  }

  /**
   * Whether it is for this HCP.
   *
   * @param tier the HCP's for the campaign's brand; without one, the tier over all brands
   */
  boolean fits(HcpProfile hcp, int tier) {
    return concerns(hcp.country(), hcp.language())
        && holds("specialty", hcp.specialty())
        && holds("tier", String.valueOf(tier))
        && holds("type", hcp.type());
  }

  private boolean holds(String fact, String value) {
    String wanted = conditions.get(fact);
    return wanted == null || wanted.equalsIgnoreCase(value);
  }

  /** Of {@code en} also those of {@code en-GB}. */
  private boolean holdsLanguage(String language) {
    return holds("language", language)
        || holds("language", Locale.forLanguageTag(language).getLanguage());
  }
}
