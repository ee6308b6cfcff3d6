package io.medley.seed.document;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What is printed on one piece to identify it.
 *
 * @param jobCode the piece's own code, printed on it
 * @param prepared the month the piece was prepared in
 */
public record Imprint(String jobCode, YearMonth prepared) {

  String line(String market) {
    return switch (market) {
      case "DE" -> jobCode + " | Stand: " + month(Locale.GERMANY);
      case "US" -> jobCode + " | Date of preparation: " + month(Locale.US);
      default -> jobCode + " | Date of preparation: " + month(Locale.UK);
    };
  }

  private String month(Locale locale) {
    return DateTimeFormatter.ofPattern("MMMM yyyy", locale).format(prepared);
  }
}
