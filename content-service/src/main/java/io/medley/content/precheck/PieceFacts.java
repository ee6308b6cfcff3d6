package io.medley.content.precheck;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What extraction found beside text, in the rules' own words.
 *
 * @param looks how stretches of text look
 * @param pictures pictures the reader sees
 * @param charts charts whose data the file carries
 * @param codes QR codes on its pages
 */
record PieceFacts(List<Look> looks, List<Picture> pictures, List<Chart> charts, List<Code> codes) {

  PieceFacts {
    looks = List.copyOf(looks);
    pictures = List.copyOf(pictures);
    charts = List.copyOf(charts);
    codes = List.copyOf(codes);
  }

  static PieceFacts none() {
    return new PieceFacts(List.of(), List.of(), List.of(), List.of());
  }

  /**
   * How a stretch of text looks.
   *
   * @param points size of its letters, 0 if unknown
   * @param contrast of letters and ground as WCAG 2 measures it, 1 to 21; 0 if unknown
   */
  record Look(int section, int start, int end, double points, double contrast) {}

  /**
   * A picture.
   *
   * @param position in the section's text, where it is known
   * @param sha256 of its bytes; empty where nobody knows them apart
   */
  record Picture(int section, int position, String name, String alternative, String sha256) {

    /** A picture whose bytes are not known. */
    Picture(int section, int position, String name, String alternative) {
      this(section, position, name, alternative, "");
    }
  }

  /**
   * A chart.
   *
   * @param bars whether lengths are compared
   * @param axisFrom where the value axis begins, {@code null} where it is left to the program
   * @param axesNamed whether both axes bear titles; charts without axes count as named
   */
  record Chart(
      int section, String title, boolean bars, @Nullable Double axisFrom, boolean axesNamed) {}

  /**
   * A QR code.
   *
   * @param text what it says
   * @param x its middle as a share of the page's width
   * @param y its middle as a share of the page's height
   */
  record Code(int section, String text, double x, double y) {}
}
