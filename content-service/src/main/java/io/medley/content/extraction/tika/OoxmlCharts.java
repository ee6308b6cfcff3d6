package io.medley.content.extraction.tika;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.Details.Chart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads what charts of Office files say of themselves: kind, where the axis begins, names. */
final class OoxmlCharts {

  private static final int MOST_CHARTS = 200;
  private static final Pattern CHART = Pattern.compile("(?:^|.*/)charts/chart\\d*\\.xml");
  private static final Pattern SLIDE_RELATIONS =
      Pattern.compile("ppt/slides/_rels/slide(\\d+)\\.xml\\.rels");
  private static final Pattern TARGET = Pattern.compile("charts/(chart\\d*\\.xml)");
  private static final Set<String> AXES = Set.of("catAx", "valAx", "dateAx", "serAx");

  private OoxmlCharts() {}

  static void read(Path file, ContentFormat format, Reading reading) throws IOException {
    switch (format) {
      case DOCX, PPTX, XLSX -> {
        try (ZipFile zip = new ZipFile(file.toFile())) {
          Map<String, Integer> slides = slides(zip);
          List<? extends ZipEntry> charts =
              zip.stream()
                  .filter(entry -> CHART.matcher(entry.getName()).matches())
                  .sorted(java.util.Comparator.comparing(ZipEntry::getName))
                  .limit(MOST_CHARTS)
                  .collect(Collectors.toList());
          for (ZipEntry entry : charts) {
            String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
            try (InputStream in = zip.getInputStream(entry)) {
              reading.chart(chart(in, slides.getOrDefault(name, 1)));
            } catch (XMLStreamException damaged) {
              // One chart that cannot be read leaves the document as it is.
              System.err.println("Chart not read: " + damaged.getMessage());
            }
          }
        }
      }
      case PDF, HTML, EMAIL_ZIP, CLM, SVG, PNG, JPEG, MP4, WEBVTT, TEXT -> {}
    }
  }

  /** Charts by file name, and the slide each stands on. */
  private static Map<String, Integer> slides(ZipFile zip) throws IOException {
    Map<String, Integer> slides = new TreeMap<>();
    for (Iterator<? extends ZipEntry> all = zip.stream().iterator(); all.hasNext(); ) {
      ZipEntry entry = all.next();
      Matcher slide = SLIDE_RELATIONS.matcher(entry.getName());
      if (slide.matches()) {
        try (InputStream in = zip.getInputStream(entry)) {
          String relations =
              new String(in.readNBytes(1_000_000), java.nio.charset.StandardCharsets.UTF_8);
          Matcher target = TARGET.matcher(relations);
          while (target.find()) {
            slides.put(target.group(1), Integer.parseInt(slide.group(1)));
          }
        }
      }
    }
    return slides;
  }

  private static Chart chart(InputStream in, int section) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    Deque<String> open = new ArrayDeque<>();
    StringBuilder title = new StringBuilder();
    boolean bars = false;
    Double from = null;
    int axes = 0;
    int named = 0;
    int deleted = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamReader.START_ELEMENT -> {
          String name = xml.getLocalName();
          bars |= name.equals("barChart") || name.equals("bar3DChart");
          if (AXES.contains(name)) {
            axes++;
          } else if (name.equals("title") && AXES.contains(String.valueOf(open.peek()))) {
            named++;
          } else if (name.equals("delete")
              && AXES.contains(String.valueOf(open.peek()))
              && !"0".equals(value(xml))) {
            deleted++;
          } else if (name.equals("min")
              && open.contains("valAx")
              && "scaling".equals(open.peek())) {
            from = number(value(xml), from);
          }
          open.push(name);
        }
        case XMLStreamReader.CHARACTERS -> {
          boolean ofChart =
              "t".equals(open.peek())
                  && open.contains("title")
                  && open.stream().noneMatch(AXES::contains);
          if (ofChart && title.length() < 500) {
            title.append(xml.getText());
          }
        }
        case XMLStreamReader.END_ELEMENT -> open.pop();
        default -> {}
      }
    }
    return new Chart(
        section, Reading.clean(title.toString().strip()), bars, from, named + deleted >= axes);
  }

  private static @Nullable String value(XMLStreamReader xml) {
    return xml.getAttributeValue(null, "val");
  }

  private static @Nullable Double number(@Nullable String digits, @Nullable Double otherwise) {
    try {
      return digits == null ? otherwise : Double.valueOf(digits);
    } catch (NumberFormatException none) {
      return otherwise;
    }
  }
}
