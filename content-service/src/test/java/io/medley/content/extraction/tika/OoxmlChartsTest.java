package io.medley.content.extraction.tika;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.Details.Chart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OoxmlChartsTest {

  private static final String HEAD =
      "<c:chartSpace xmlns:c=\"c\" xmlns:a=\"a\"><c:chart><c:title><c:tx><a:t>Systolic pressure</a:t></c:tx></c:title><c:plotArea>";
  private static final String TAIL = "</c:plotArea></c:chart></c:chartSpace>";
  private static final String NAMED = "<c:title><c:tx><a:t>mmHg</a:t></c:tx></c:title>";

  @TempDir Path folder;

  @Test
  void shouldReadBarsWithACutAxisOnTheirSlide() throws IOException {
    List<Chart> charts =
        read(
            Map.of(
                "ppt/charts/chart3.xml",
                HEAD
                    + "<c:barChart/><c:catAx>"
                    + NAMED
                    + "</c:catAx><c:valAx><c:scaling><c:min val=\"110\"/></c:scaling>"
                    + NAMED
                    + "</c:valAx>"
                    + TAIL,
                "ppt/slides/_rels/slide2.xml.rels",
                "<Relationships><Relationship Target=\"../charts/chart3.xml\"/></Relationships>"));

    assertThat(charts).containsExactly(new Chart(2, "Systolic pressure", true, 110.0, true));
  }

  @Test
  void shouldMissTheNamesOfAxesThatAreShownOnly() throws IOException {
    List<Chart> charts =
        read(
            Map.of(
                "ppt/charts/chart1.xml",
                HEAD + "<c:lineChart/><c:catAx/><c:valAx>" + NAMED + "</c:valAx>" + TAIL,
                "ppt/charts/chart2.xml",
                HEAD
                    + "<c:lineChart/><c:catAx><c:delete val=\"1\"/></c:catAx><c:valAx>"
                    + NAMED
                    + "</c:valAx>"
                    + TAIL));

    assertThat(charts).extracting(Chart::axesNamed).containsExactly(false, true);
    assertThat(charts).extracting(Chart::axisFrom).containsOnlyNulls();
  }

  @Test
  void shouldLeaveADamagedChartOutAndKeepTheOthers() throws IOException {
    List<Chart> charts =
        read(
            Map.of(
                "word/charts/chart1.xml",
                HEAD + "<c:barChart>",
                "word/charts/chart2.xml",
                HEAD + "<c:pieChart/>" + TAIL));

    assertThat(charts).containsExactly(new Chart(1, "Systolic pressure", false, null, true));
  }

  private List<Chart> read(Map<String, String> entries) throws IOException {
    Path file = folder.resolve("charts.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    Reading reading = new Reading(ReadersTest.LIMITS, folder);
    OoxmlCharts.read(file, ContentFormat.PPTX, reading);
    return reading.as(ContentFormat.PPTX).details().charts();
  }
}
