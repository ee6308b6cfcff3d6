package io.medley.campaign.hcp.csv;

import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.hcp.HcpDraft;
import io.medley.campaign.hcp.PersonalValues;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * One checked row.
 *
 * @param consents status by channel, only for channels the row says something about
 */
record HcpRow(long line, HcpDraft draft, Map<String, ConsentStatus> consents) {

  /** Why a row cannot be imported; never quotes a personal value. */
  static final class Rejected extends Exception {
    private final String reason;

    Rejected(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
  private static final int LONGEST = 200;
  // Deliberately narrower than RFC 5322: no quoted local parts, no comments, no address lists.
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final Map<String, String> CONSENT_COLUMNS =
      Map.of("consent_email", "EMAIL", "consent_rep_email", "REP_EMAIL");
  private static final Map<String, String> AFFINITY_COLUMNS =
      Map.of("affinity_email", "EMAIL", "affinity_rep", "REP", "affinity_web", "WEB");

  static HcpRow from(CSVRecord record, long line) throws Rejected {
    String country = required(record, "country").toUpperCase(Locale.ROOT);
    if (!COUNTRIES.contains(country)) {
      throw new Rejected("country is not an ISO 3166 two-letter code.");
    }
    String email = required(record, "email");
    if (email.length() > 254 || !EMAIL.matcher(email).matches()) {
      throw new Rejected("email is not an e-mail address.");
    }
    HcpDraft draft =
        new HcpDraft(
            required(record, "external_id"),
            new PersonalValues(
                required(record, "first_name"), required(record, "last_name"), email),
            country,
            language(required(record, "language")),
            zone(optional(record, "zone")),
            or(optional(record, "specialty"), "UNKNOWN"),
            or(optional(record, "type"), "UNKNOWN"),
            tier(optional(record, "tier")),
            affinities(record));
    return new HcpRow(line, draft, consents(record));
  }

  private static String required(CSVRecord record, String column) throws Rejected {
    String value = optional(record, column);
    if (value == null) {
      throw new Rejected(column + " is empty.");
    }
    return value;
  }

  private static @Nullable String optional(CSVRecord record, String column) throws Rejected {
    if (!record.isSet(column)) {
      return null;
    }
    String value = record.get(column).strip();
    if (value.isEmpty()) {
      return null;
    }
    if (value.length() > LONGEST) {
      throw new Rejected("%s is longer than %d characters.".formatted(column, LONGEST));
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new Rejected(column + " holds control characters.");
    }
    return value;
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  private static String language(String text) throws Rejected {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(text).build();
      if (!locale.getLanguage().isEmpty()) {
        return locale.toLanguageTag();
      }
    } catch (IllformedLocaleException notATag) {
      // Told below, in the same words.
    }
    throw new Rejected("language is not a BCP 47 tag.");
  }

  private static @Nullable ZoneId zone(@Nullable String text) throws Rejected {
    if (text == null) {
      return null;
    }
    try {
      if (ZONES.contains(text)) {
        return ZoneId.of(text);
      }
    } catch (DateTimeException notAZone) {
      // Told below, in the same words.
    }
    throw new Rejected("zone is not a time zone of the IANA list.");
  }

  private static int tier(@Nullable String text) throws Rejected {
    if (text == null) {
      return 4;
    }
    int tier = "1234ABCDabcd".indexOf(text);
    if (text.length() != 1 || tier < 0) {
      throw new Rejected("tier is none of 1 to 4 or A to D.");
    }
    return tier % 4 + 1;
  }

  private static Map<String, Double> affinities(CSVRecord record) throws Rejected {
    Map<String, Double> affinities = new HashMap<>();
    for (Map.Entry<String, String> column : AFFINITY_COLUMNS.entrySet()) {
      String text = optional(record, column.getKey());
      if (text != null) {
        affinities.put(column.getValue(), share(column.getKey(), text));
      }
    }
    return affinities;
  }

  private static double share(String column, String text) throws Rejected {
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, in the same words.
    }
    throw new Rejected(column + " is not a number from 0 to 1.");
  }

  private static Map<String, ConsentStatus> consents(CSVRecord record) throws Rejected {
    Map<String, ConsentStatus> consents = new HashMap<>();
    for (Map.Entry<String, String> column : CONSENT_COLUMNS.entrySet()) {
      String text = optional(record, column.getKey());
      if (text != null) {
        consents.put(column.getValue(), consent(column.getKey(), text));
      }
    }
    return consents;
  }

  private static ConsentStatus consent(String column, String text) throws Rejected {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "GRANTED", "YES", "TRUE" -> ConsentStatus.GRANTED;
      case "WITHDRAWN", "NO", "FALSE" -> ConsentStatus.WITHDRAWN;
      default -> throw new Rejected(column + " is neither GRANTED nor WITHDRAWN.");
    };
  }
}
