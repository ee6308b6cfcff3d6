package io.medley.campaign.hcp.file;

import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.Affiliation;
import io.medley.campaign.hcp.Basis;
import io.medley.campaign.hcp.FactDraft;
import io.medley.campaign.hcp.Hco;
import io.medley.campaign.hcp.HcpDraft;
import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.hcp.HcpStatus;
import io.medley.campaign.hcp.HcpType;
import io.medley.campaign.hcp.PersonalValues;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One checked row.
 *
 * @param consents status by channel, or by channel and purpose ({@code DATA:PROFILING}) where it is
 *     not promotion; only for those the row says something about
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
  private static final String BRAND_TIER = "tier_";

  /** Source of facts whose row names none. */
  private static final String IMPORTED = "import";

  // Deliberately narrower than RFC 5322: no quoted local parts, no comments, no address lists.
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  // ITU-T E.164; people write spaces, dots, dashes and brackets into it.
  private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Map<String, String> CONSENT_COLUMNS =
      Map.of(
          "consent_email", "EMAIL",
          "consent_rep_email", "REP_EMAIL",
          "consent_sms", "SMS",
          "consent_portal", "PORTAL",
          "consent_webhook", "WEBHOOK",
          "consent_profiling", Consents.DATA + ":PROFILING");
  private static final Map<String, String> AFFINITY_COLUMNS =
      Map.of("affinity_email", "EMAIL", "affinity_rep", "REP", "affinity_web", "WEB");

  /** What a row of any file has: values by column. */
  interface Fields {

    /** The value as it stands; null if the row has no such column. */
    @Nullable String get(String column);

    /** The columns the row has. */
    Set<String> columns();

    /** Facts given as a list; their members are named in {@link HcpImport#importJsonLines}. */
    default List<Fields> facts() {
      return List.of();
    }

    /** Affiliations given as a list. */
    default List<Fields> affiliations() {
      return List.of();
    }
  }

  static HcpRow from(Fields row, long line) throws Rejected {
    String country = required(row, "country").toUpperCase(Locale.ROOT);
    if (!COUNTRIES.contains(country)) {
      throw new Rejected("country is not an ISO 3166 two-letter code.");
    }
    String email = required(row, "email");
    if (email.length() > 254 || !EMAIL.matcher(email).matches()) {
      throw new Rejected("email is not an e-mail address.");
    }
    HcpDraft draft =
        new HcpDraft(
            required(row, "external_id"),
            new PersonalValues(
                required(row, "first_name"),
                required(row, "last_name"),
                email,
                phone(optional(row, "phone"))),
            country,
            language(required(row, "language")),
            zone(optional(row, "zone")),
            or(optional(row, "specialty"), "UNKNOWN"),
            type(optional(row, "type")).name(),
            tier("tier", optional(row, "tier")),
            affinities(row),
            optional(row, "territory"),
            affiliations(row, country),
            brandTiers(row),
            facts(row),
            status(optional(row, "status")));
    return new HcpRow(line, draft, consents(row));
  }

  private static @Nullable String phone(@Nullable String text) throws Rejected {
    if (text == null) {
      return null;
    }
    String number = text.replaceAll("[ ./()-]", "");
    if (!PHONE.matcher(number).matches()) {
      throw new Rejected("phone is not a number of E.164, e.g. +44 20 7946 0018.");
    }
    return number;
  }

  private static HcpType type(@Nullable String text) throws Rejected {
    if (text == null) {
      return HcpType.UNKNOWN;
    }
    return HcpType.parse(text)
        .orElseThrow(
            () -> new Rejected("type is none of MD, NP, PA, NURSE, PHARMACIST and OTHER."));
  }

  private static @Nullable HcpStatus status(@Nullable String text) throws Rejected {
    return text == null
        ? null
        : HcpStatus.parse(text)
            .orElseThrow(() -> new Rejected("status is none of ACTIVE, RETIRED and DECEASED."));
  }

  private static Map<String, Integer> brandTiers(Fields row) throws Rejected {
    Map<String, Integer> tiers = new HashMap<>();
    for (String column : row.columns()) {
      if (column.startsWith(BRAND_TIER)) {
        String text = optional(row, column);
        if (text != null) {
          tiers.put(column.substring(BRAND_TIER.length()), tier(column, text));
        }
      }
    }
    return tiers;
  }

  private static List<Affiliation> affiliations(Fields row, String country) throws Rejected {
    List<Affiliation> affiliations = new ArrayList<>();
    String id = optional(row, "hco_id");
    if (id != null) {
      affiliations.add(affiliation(row, "hco_", id, country));
    }
    for (Fields named : row.affiliations()) {
      affiliations.add(affiliation(named, "", required(named, "id"), country));
    }
    return affiliations;
  }

  private static Affiliation affiliation(Fields row, String prefix, String id, String country)
      throws Rejected {
    String kind = or(optional(row, prefix + "kind"), "OTHER");
    Hco.Kind known =
        Hco.Kind.parse(kind)
            .orElseThrow(
                () ->
                    new Rejected(
                        prefix
                            + "kind is none of HOSPITAL, CLINIC, PRACTICE, PHARMACY, NETWORK and"
                            + " OTHER."));
    return new Affiliation(
        new Hco(id, or(optional(row, prefix + "name"), id), known, country),
        or(optional(row, prefix + "role"), ""));
  }

  private static List<FactDraft> facts(Fields row) throws Rejected {
    List<FactDraft> facts = new ArrayList<>();
    for (String column : row.columns()) {
      for (Basis basis : Basis.values()) {
        String prefix = basis.name().toLowerCase(Locale.ROOT) + "_";
        boolean given = column.startsWith(prefix) && !column.equals("observed_at");
        String value = given ? optional(row, column) : null;
        if (value != null) {
          facts.add(fact(row, column.substring(prefix.length()), value, basis, "observed_at"));
        }
      }
    }
    for (Fields named : row.facts()) {
      String basis = or(optional(named, "basis"), "DECLARED").toUpperCase(Locale.ROOT);
      if (Stream.of(Basis.values()).noneMatch(known -> known.name().equals(basis))) {
        throw new Rejected("basis is none of DECLARED, OBSERVED, INFERRED and REP.");
      }
      facts.add(
          fact(
              named,
              required(named, "name"),
              required(named, "value"),
              Basis.valueOf(basis),
              "observedAt"));
    }
    return facts;
  }

  private static FactDraft fact(
      Fields row, String name, String value, Basis basis, String observedColumn) throws Rejected {
    String confidence = optional(row, "confidence");
    String scope = optional(row, "consent_scope");
    try {
      return new FactDraft(
          name,
          value,
          basis,
          or(optional(row, "source"), IMPORTED),
          confidence == null ? 1 : share("confidence", confidence),
          observedAt(observedColumn, optional(row, observedColumn)),
          scope == null ? optional(row, "consentScope") : scope);
    } catch (IllegalArgumentException wrong) {
      throw new Rejected(wrong.getMessage() + "");
    }
  }

  private static @Nullable Instant observedAt(String column, @Nullable String text)
      throws Rejected {
    if (text == null) {
      return null;
    }
    try {
      return text.length() == "2026-01-31".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException notAnInstant) {
      throw new Rejected(column + " is neither a day nor an instant of ISO 8601.");
    }
  }

  private static String required(Fields row, String column) throws Rejected {
    String value = optional(row, column);
    if (value == null) {
      throw new Rejected(column + " is empty.");
    }
    return value;
  }

  private static @Nullable String optional(Fields row, String column) throws Rejected {
    String given = row.get(column);
    if (given == null) {
      return null;
    }
    String value = given.strip();
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

  private static int tier(String column, @Nullable String text) throws Rejected {
    if (text == null) {
      return 4;
    }
    int tier = "1234ABCDabcd".indexOf(text);
    if (text.length() != 1 || tier < 0) {
      throw new Rejected(column + " is none of 1 to 4 or A to D.");
    }
    return tier % 4 + 1;
  }

  private static Map<String, Double> affinities(Fields row) throws Rejected {
    Map<String, Double> affinities = new HashMap<>();
    for (Map.Entry<String, String> column : AFFINITY_COLUMNS.entrySet()) {
      String text = optional(row, column.getKey());
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

  private static Map<String, ConsentStatus> consents(Fields row) throws Rejected {
    Map<String, ConsentStatus> consents = new HashMap<>();
    for (Map.Entry<String, String> column : CONSENT_COLUMNS.entrySet()) {
      String text = optional(row, column.getKey());
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
