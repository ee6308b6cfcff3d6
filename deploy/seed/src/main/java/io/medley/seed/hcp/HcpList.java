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
          + "consent_rep_email,affinity_email,affinity_rep,affinity_web";

  private static final List<Country> COUNTRIES =
      List.of(
          new Country("GB", "en-GB", List.of("Europe/London"), 4),
          new Country("DE", "de-DE", List.of("Europe/Berlin"), 4),
          new Country(
              "US",
              "en-US",
              List.of("America/New_York", "America/Chicago", "America/Los_Angeles"),
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

  private HcpList() {}

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
              random.nextInt(10) < 9 ? "PRESCRIBER" : "NURSE",
              String.valueOf(1 + random.nextInt(3)),
              yesNo(random.nextInt(100) < 80),
              yesNo(random.nextInt(100) < 66),
              share(random),
              share(random),
              share(random)));
      csv.append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
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

  private static String pick(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }

  private static String share(Random random) {
    return String.format(Locale.ROOT, "%.2f", random.nextDouble());
  }

  private record Country(String code, String language, List<String> zones, int tenths) {}
}
