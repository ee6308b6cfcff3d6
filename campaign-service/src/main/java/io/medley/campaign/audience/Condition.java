package io.medley.campaign.audience;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be so of a member. All conditions of an audience have to hold.
 *
 * @param field what is looked at
 * @param not true if it must not be so
 * @param values any of these; empty for fields without values
 * @param days how far back to look, 1 to 730; null for fields that do not look back
 */
public record Condition(Field field, boolean not, List<String> values, @Nullable Integer days) {

  private static final int LONGEST_BACK = 730;
  private static final int MOST_VALUES = 500;

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException in one sentence, if the condition means nothing
   */
  public Condition {
    values = values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
    if (values.size() > MOST_VALUES) {
      throw new IllegalArgumentException(
          "%s has more than %d values.".formatted(field.label(), MOST_VALUES));
    }
    if (field.looksBack()) {
      if (days == null || days < 1 || days > LONGEST_BACK) {
        throw new IllegalArgumentException(
            "%s needs a number of days from 1 to %d.".formatted(field.label(), LONGEST_BACK));
      }
    } else {
      days = null;
      if (values.isEmpty()) {
        throw new IllegalArgumentException(field.label() + " has no values.");
      }
    }
    for (String value : values) {
      if (!field.accepts(value)) {
        throw new IllegalArgumentException(
            "%s cannot be \"%s\": %s".formatted(field.label(), value, field.hint()));
      }
    }
  }

  /** The condition as people say it. */
  public String sentence() {
    if (days != null) {
      String what = not ? "Not " + field.label().toLowerCase(Locale.ROOT) : field.label();
      return "%s within %d %s".formatted(what, days, days == 1 ? "day" : "days");
    }
    String any = String.join(" or ", values);
    return switch (field) {
      case CONSENT -> (not ? "Does not agree to " : "Agrees to ") + any.replace(":", " for ");
      case AFFINITY -> (not ? "Does not like " : "Likes ") + any.replace(">=", " with at least ");
      case BRAND_TIER ->
          "%s %s %s".formatted(field.label(), not ? "is not" : "is", any.replace(":", " "));
      default -> "%s %s %s".formatted(field.label(), not ? "is not" : "is", any);
    };
  }

  /** What can be asked of an HCP. */
  public enum Field {
    /** ISO 3166 alpha-2. */
    COUNTRY("Country", "[A-Z]{2}", "use a code like GB."),
    /** BCP 47. */
    LANGUAGE("Language", "[A-Za-z0-9-]{2,35}", "use a tag like en-GB."),
    /** Medical specialty, as imported. */
    SPECIALTY("Specialty", ".{1,200}", "use the word of the import."),
    /** Profession. */
    TYPE("Type", "MD|NP|PA|NURSE|PHARMACIST|OTHER|UNKNOWN", "use MD, NP, PA, NURSE, …"),
    /** Tier over all brands. */
    TIER("Tier", "[1-4]", "use 1 to 4."),
    /** Tier for one brand. */
    BRAND_TIER("Tier for a brand", "[^:]{1,100}:[1-4]", "use brand:tier, e.g. zelvaro:1."),
    /** Code of the territory. */
    TERRITORY("Territory", ".{1,200}", "use its code."),
    /** Organisation the HCP works at, by its external id. */
    HCO("Organisation", ".{1,200}", "use its external id."),
    /** A fact that is known and was not set aside. */
    FACT("Fact", "[a-z][a-z0-9_]*(:[A-Za-z0-9_.-]+)?=.{1,200}", "use name=value."),
    /** Liking of a channel: what was imported, moved by what they do. */
    AFFINITY("Liking", "[A-Z_]{1,30}>=(0(\\.\\d{1,3})?|1)", "use e.g. EMAIL>=0.5."),
    /** Agreement to a channel and purpose, valid now. */
    CONSENT("Consent", "[A-Z_]{1,30}:[A-Z_]{1,30}", "use e.g. EMAIL:PROMOTION."),
    /** Received this version, by message or from a representative. */
    RECEIVED(
        "Received", "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "use a version's id."),
    /** Opened a message. */
    OPENED("Opened"),
    /** Followed a link. */
    CLICKED("Clicked"),
    /** Was contacted, by whichever campaign. */
    TOUCHED("Touched"),
    /** Was contacted {@link #FATIGUE} times or more, and opened and followed nothing. */
    SILENT("Silent to %d contacts or more".formatted(Field.FATIGUE));

    /** So many contacts without an answer are a sign that somebody hears too much. */
    public static final int FATIGUE = 4;

    private final String label;
    private final @Nullable String form;
    private final String hint;

    Field(String label) {
      this.label = label;
      this.form = null;
      this.hint = "it has no values.";
    }

    Field(String label, String form, String hint) {
      this.label = label;
      this.form = form;
      this.hint = hint;
    }

    /** As people name it. */
    public String label() {
      return label;
    }

    /** Whether it looks at a time span instead of values. */
    public boolean looksBack() {
      return form == null;
    }

    String hint() {
      return hint;
    }

    boolean accepts(String value) {
      return form != null && value.matches(form);
    }
  }
}
