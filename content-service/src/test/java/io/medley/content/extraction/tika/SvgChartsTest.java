package io.medley.content.extraction.tika;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.extraction.Details.Chart;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** Charts as the usual programs draw them. */
class SvgChartsTest {

  private static final String BARS =
      """
      <rect x="60" y="80" width="30" height="120"/><rect x="110" y="120" width="30" height="80"/>
      <text x="75" y="216">Zelvaro</text><text x="125" y="216">Placebo</text>
      """;

  @Test
  void shouldSeeWhereTheAxisOfBarsBegins() {
    Chart cut = chart(BARS + ticks(110, 10, 5)).orElseThrow();
    Chart whole = chart(BARS + ticks(0, 25, 5)).orElseThrow();

    assertThat(cut.bars()).isTrue();
    assertThat(cut.axisFrom()).isEqualTo(110);
    assertThat(whole.axisFrom()).isEqualTo(0);
  }

  @Test
  void shouldReckonWithAScaleThatStartsAboveTheBars() {
    String ticks =
        "<text x=\"30\" y=\"150\">120</text><text x=\"30\" y=\"125\">130</text><text x=\"30\""
            + " y=\"100\">140</text>";

    assertThat(chart(BARS + ticks).orElseThrow().axisFrom()).isEqualTo(100);
  }

  @Test
  void shouldSeeBarsThatLieAndBarsDrawnAsPathsInMovedGroups() {
    String lying =
        """
        <g transform="translate(50,0)"><path d="M0,10h120v20h-120Z"/><path d="M0,50h80v20h-80Z"/></g>
        <text x="50" y="110">5</text><text x="90" y="110">10</text><text x="130" y="110">15</text>
        """;

    Chart chart = chart(lying).orElseThrow();

    assertThat(chart.bars()).isTrue();
    assertThat(chart.axisFrom()).isEqualTo(5);
  }

  @Test
  void shouldAskForNamesOfBothAxes() {
    String across = "<text transform=\"rotate(-90)\" x=\"-120\" y=\"12\">mmHg</text>";
    String below = "<text x=\"90\" y=\"240\">Treatment</text>";
    String source = "<text x=\"60\" y=\"260\">Source: ZEAL-1</text>";
    String all = BARS + ticks(0, 25, 5);

    assertThat(chart(all + across + below).orElseThrow().axesNamed()).isTrue();
    assertThat(chart(all + across + source).orElseThrow().axesNamed()).isFalse();
    assertThat(chart(all + below).orElseThrow().axesNamed()).isFalse();
  }

  @Test
  void shouldSeeALineChartAndNoChartInOtherDrawings() {
    String line =
        "<polyline points=\"60,80 110,120\"/><text x=\"60\" y=\"216\">Week 4</text><text x=\"110\""
            + " y=\"216\">Week 8</text>"
            + ticks(110, 10, 4);
    assertThat(chart(line).orElseThrow().bars()).isFalse();

    assertThat(chart("<rect width=\"300\" height=\"200\"/><text x=\"9\" y=\"9\">Call us</text>"))
        .isEmpty();
    // A row of equal fields is a table or a legend.
    assertThat(
            chart(
                "<rect x=\"0\" y=\"0\" width=\"9\" height=\"9\"/><rect x=\"20\" y=\"0\" width=\"9\""
                    + " height=\"9\"/>"))
        .isEmpty();
  }

  @Test
  void shouldReadTheTopmostWordsForATitle() {
    assertThat(chart(BARS + "<text x=\"60\" y=\"20\">Systolic pressure</text>").orElseThrow())
        .extracting(Chart::title)
        .isEqualTo("Systolic pressure");
  }

  /** A column of values on the left, the first at the bars' foot. */
  private static String ticks(int from, int step, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "<text x=\"30\" y=\"%d\">%d</text>".formatted(203 - 25 * i, from + step * i))
        .collect(Collectors.joining());
  }

  private static Optional<Chart> chart(String inner) {
    return SvgCharts.of(
        Objects.requireNonNull(
            Jsoup.parse(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\">" + inner + "</svg>",
                    "",
                    Parser.xmlParser())
                .firstElementChild()),
        1,
        "");
  }
}
