package io.medley.content.extraction.tika;

import io.medley.content.extraction.ContentFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which kind of package of web pages a zip is, by what it holds. */
final class WebPackage {

  private WebPackage() {}

  /**
   * One page and no scripts is an e-mail with its images; several pages, packed slides, or scripts
   * are a CLM presentation; no page at all is neither.
   */
  static Optional<ContentFormat> formatOf(List<String> entries) {
    List<String> pages = pages(entries);
    boolean nested =
        content(entries).stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith(".zip"));
    if (pages.isEmpty()) {
      return nested ? Optional.of(ContentFormat.CLM) : Optional.empty();
    }
    boolean scripts =
        content(entries).stream()
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).matches(".*\\.(js|mjs)"));
    return Optional.of(
        pages.size() > 1 || scripts || nested ? ContentFormat.CLM : ContentFormat.EMAIL_ZIP);
  }

  /** The HTML pages, in the order a presentation shows them. */
  static List<String> pages(List<String> entries) {
    return content(entries).stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).matches(".*\\.x?html?"))
        .sorted(
            Comparator.comparingLong((String name) -> name.chars().filter(c -> c == '/').count())
                .thenComparing(WebPackage::natural))
        .toList();
  }

  private static List<String> content(List<String> entries) {
    return entries.stream()
        .filter(name -> !name.startsWith("__MACOSX/") && !name.matches("(.*/)?\\._.*"))
        .toList();
  }

  /** Numbers count as numbers: slide 2 comes before slide 10, and index before all. */
  static String natural(String name) {
    StringBuilder key = new StringBuilder(name.matches("(?i)(.*/)?index\\.x?html?") ? "0" : "1");
    StringBuilder digits = new StringBuilder();
    String ended = name.toLowerCase(Locale.ROOT) + " ";
    for (int i = 0; i < ended.length(); i++) {
      char c = ended.charAt(i);
      if (Character.isDigit(c)) {
        digits.append(c);
      } else {
        if (!digits.isEmpty()) {
          key.append("0".repeat(Math.max(0, 12 - digits.length()))).append(digits);
          digits.setLength(0);
        }
        key.append(c);
      }
    }
    return key.toString();
  }
}
