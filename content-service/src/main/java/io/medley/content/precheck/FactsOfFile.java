package io.medley.content.precheck;

import io.medley.content.extraction.Details;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.precheck.PieceFacts.Chart;
import io.medley.content.precheck.PieceFacts.Code;
import io.medley.content.precheck.PieceFacts.Look;
import io.medley.content.precheck.PieceFacts.Picture;
import java.util.List;
import java.util.stream.Stream;

/** What extraction found, in the rules' own words. */
final class FactsOfFile {

  private FactsOfFile() {}

  static PieceFacts of(ExtractedFile file) {
    Details details = file.details();
    return new PieceFacts(
        details.styles().stream()
            .map(
                style ->
                    new Look(
                        style.section(),
                        style.start(),
                        style.end(),
                        style.points(),
                        contrast(style.colour(), style.background())))
            .toList(),
        details.pictures().stream()
            .map(
                picture ->
                    new Picture(
                        picture.section(),
                        picture.position(),
                        picture.name(),
                        picture.alternative(),
                        picture.sha256()))
            .toList(),
        details.charts().stream()
            .map(
                chart ->
                    new Chart(
                        chart.section(),
                        chart.title(),
                        chart.bars(),
                        chart.axisFrom(),
                        chart.axesNamed()))
            .toList(),
        details.codes().stream()
            .map(code -> new Code(code.section(), code.text(), code.x(), code.y()))
            .toList());
  }

  /** Where a file leads: its links, and the addresses its QR codes say. */
  static List<Link> targets(ExtractedFile file) {
    return Stream.concat(
            file.links().stream(),
            file.details().codes().stream()
                .filter(code -> code.text().matches("(?i)(?:https?://|www\\.).*"))
                .map(code -> new Link(code.section(), 0, 0, "QR code", address(code.text()))))
        .toList();
  }

  /** What telephones make of a code without a scheme. */
  private static String address(String text) {
    return text.regionMatches(true, 0, "www.", 0, 4) ? "https://" + text : text;
  }

  /** WCAG 2 contrast of two colours, 1 to 21; 0 if one of them is unknown. */
  static double contrast(String letters, String ground) {
    if (!letters.matches("#[0-9a-fA-F]{6}") || !ground.matches("#[0-9a-fA-F]{6}")) {
      return 0;
    }
    double one = luminance(letters);
    double other = luminance(ground);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
  }

  private static double channel(String colour, int at) {
    double share = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
