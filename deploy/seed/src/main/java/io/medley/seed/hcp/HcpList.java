package io.medley.seed.hcp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A list of healthcare professionals that never existed, as the CSV that campaign-service imports.
 * The same seed always gives the same list; every address ends in {@code .example}, a domain nobody
 * can own.
 */
public final class HcpList {

  /** The header line that the import expects. */
  public static final String HEADER =
      "external_id,first_name,last_name,email,country,language,zone,specialty,type,tier,consent_email,"
          + "consent_rep_email,affinity_email,affinity_rep,affinity_web,territory,hco_id,hco_name,"
          + "hco_kind,hco_role,tier_zelvaro,source,confidence,observed_at,declared_preferred_channel,"
          + "observed_preferred_channel,inferred_topic_of_interest,rep_preferred_format,phone,"
          + "consent_sms,consent_portal,consent_profiling";

  /** Organisations per country; each of a list has an id like {@code GB-<list>-HCO-01}. */
  public static final int HCOS = 12;

  private static final List<Country> COUNTRIES =
      List.of(
          new Country(
              "GB",
              "en-GB",
              List.of("Europe/London"),
              List.of(
                  new Territory("GB-LON", "London", "GB"),
                  new Territory("GB-NOR", "North of England", "GB"),
                  new Territory("GB-SCO", "Scotland", "GB")),
              4),
          new Country(
              "DE",
              "de-DE",
              List.of("Europe/Berlin"),
              List.of(
                  new Territory("DE-NORD", "Norddeutschland", "DE"),
                  new Territory("DE-SUED", "Süddeutschland", "DE")),
              4),
          new Country(
              "US",
              "en-US",
              List.of("America/New_York", "America/Chicago", "America/Los_Angeles"),
              List.of(new Territory("US-ALL", "United States", "US")),
              2));

  // Invented so that nobody's name is used: none of these is a given or family name in the three
  // countries.
  private static final List<String> GIVEN_PARTS =
      List.of(
          "Al", "Bre", "Cor", "Del", "Eri", "Fa", "Gwe", "Hal", "Isa", "Jor", "Kel", "Lum", "Mar",
          "Nel", "Ori", "Per");
  private static final List<String> GIVEN_ENDS =
      List.of("dan", "wyn", "via", "sto", "na", "lio", "mir", "ra", "thea", "vin");
  private static final List<String> FAMILY_PARTS =
      List.of(
          "Quill", "Wend", "Marl", "Thist", "Ober", "Fenn", "Hask", "Lind", "Pell", "Grav", "Sten",
          "Vosk", "Yarr", "Zimm", "Ash", "Bram");
  private static final List<String> FAMILY_ENDS =
      List.of(
          "worthy", "erby", "ington", "ström", "inger", "ovale", "hurst", "elmann", "adale",
          "isko");
  private static final List<String> SPECIALTIES =
      List.of("CARDIOLOGY", "GENERAL_PRACTICE", "INTERNAL_MEDICINE", "NEPHROLOGY");

  private static final List<String> TYPES =
      List.of("MD", "MD", "MD", "MD", "MD", "MD", "MD", "NP", "PA", "NURSE");
  private static final List<String> TOPICS =
      List.of("dosing", "safety", "renal", "adherence", "cost");
  private static final List<String> FORMATS = List.of("PDF", "VIDEO", "INFOGRAPHIC", "PAPER");
  private static final List<String> CHANNELS = List.of("EMAIL", "REP", "WEB");
  private static final List<String> HCO_KINDS = List.of("HOSPITAL", "CLINIC", "PRACTICE");

  private HcpList() {}

  /** A territory of the list. */
  public record Territory(String code, String name, String country) {}

  /** The territories the list names. */
  public static List<Territory> territories() {
    return COUNTRIES.stream().flatMap(country -> country.territories().stream()).toList();
  }

  /**
   * The list as CSV in UTF-8, header included. About four in five consent to e-mail, two in three
   * to e-mail by a rep.
   *
   * @param count how many healthcare professionals
   * @param list digits of this list, part of every id: another list names other people
   * @param seed the same seed gives the same bytes
   */
  public static byte[] csv(int count, String list, long seed) {
    Random random = new Random(seed);
    // What surrounds an HCP is drawn apart, so that the people stay the same.
    Random around = new Random(seed + 1);
    Random reach = new Random(seed + 2);
    StringBuilder csv = new StringBuilder(count * 120).append(HEADER).append('\n');
    for (int number = 1; number <= count; number++) {
      Country country = country(random.nextInt(10));
      String given = pick(GIVEN_PARTS, random) + pick(GIVEN_ENDS, random);
      String family = pick(FAMILY_PARTS, random) + pick(FAMILY_ENDS, random);
      String id = "%s-%s-%05d".formatted(country.code(), list, number);
      csv.append(
          String.join(
              ",",
              id,
              given,
              family,
              id.toLowerCase(Locale.ROOT) + "@practice.example",
              country.code(),
              country.language(),
              pick(country.zones(), random),
              pick(SPECIALTIES, random),
              pick(TYPES, random),
              String.valueOf(1 + random.nextInt(3)),
              yesNo(random.nextInt(100) < 80),
              yesNo(random.nextInt(100) < 66),
              share(random),
              share(random),
              share(random),
              surroundings(country, list, around),
              phone(country, number),
              yesNo(reach.nextInt(100) < 40),
              yesNo(reach.nextInt(100) < 70),
              yesNo(reach.nextInt(100) < 75)));
      csv.append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A number the regulators keep for stories: it will never be anybody's. */
  private static String phone(Country country, int number) {
    return switch (country.code()) {
      case "GB" -> "+447700900%03d".formatted(number % 1_000);
      case "DE" -> "+493023125%03d".formatted(number % 1_000);
      default -> "+1%d55501%02d".formatted(201 + number / 100 % 700, number % 100);
    };
  }

  private static String surroundings(Country country, String list, Random random) {
    int hco = 1 + random.nextInt(HCOS);
    String kind = HCO_KINDS.get(hco % HCO_KINDS.size());
    String place = FAMILY_PARTS.get(hco) + FAMILY_ENDS.get(hco % FAMILY_ENDS.size());
    return String.join(
        ",",
        pick(country.territories(), random).code(),
        "%s-%s-HCO-%02d".formatted(country.code(), list, hco),
        place + " " + kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT),
        kind,
        random.nextBoolean() ? "Consultant" : "",
        String.valueOf(1 + random.nextInt(3)),
        "demo CRM",
        "0.9",
        "",
        random.nextInt(2) == 0 ? pick(CHANNELS, random) : "",
        random.nextInt(3) == 0 ? pick(CHANNELS, random) : "",
        random.nextInt(2) == 0 ? pick(TOPICS, random) : "",
        random.nextInt(4) == 0 ? pick(FORMATS, random) : "");
  }

  private static Country country(int draw) {
    int left = draw;
    for (Country country : COUNTRIES) {
      left -= country.tenths();
      if (left < 0) {
        return country;
      }
    }
    throw new IllegalStateException("The countries' shares do not add up to ten tenths");
  }

  private static <T> T pick(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }

  private static String share(Random random) {
    return String.format(Locale.ROOT, "%.2f", random.nextDouble());
  }

  private record Country(
      String code, String language, List<String> zones, List<Territory> territories, int tenths) {}
}
