package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Picture;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.extraction.FileRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Reads XLSX sheet by sheet as it is seen: numbers in their formats, one line per row. Hidden
 * sheets, rows and columns are remarks. Read as a stream: a workbook may be far larger than memory.
 */
final class XlsxReader implements DocumentReader {

  private final DataFormatter formatter = new DataFormatter(Locale.UK);
  private final List<String> shared = new ArrayList<>();
  private final List<Integer> cellFormats = new ArrayList<>();
  private final Map<Integer, String> formats = new HashMap<>();

  @Override
  public void read(Path file, Reading reading) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry workbook = zip.getEntry("xl/workbook.xml");
      if (workbook == null) {
        throw new IOException("no workbook");
      }
      long characters = sharedStrings(zip, reading.limits().characters());
      if (characters > reading.limits().characters()) {
        throw new Refused(
            Reason.EXTRACTION_LIMIT,
            "The workbook holds more than %,d characters of text; split it into pieces."
                .formatted(reading.limits().characters()));
      }
      styles(zip);
      Map<String, String> parts = targets(zip, "xl/_rels/workbook.xml.rels");
      List<Sheet> sheets = sheets(zip, workbook);
      reading.pageCount(sheets.size());
      int number = 1;
      for (Sheet sheet : sheets) {
        String path = path("xl/", Objects.requireNonNullElse(parts.get(sheet.relation()), ""));
        ZipEntry part = zip.getEntry(path);
        if (part == null) {
          // Charts on sheets of their own hold no cells.
          continue;
        }
        sheet(zip, part, sheet, number, reading);
        number++;
      }
      remarks(zip, reading);
    }
  }

  private record Sheet(String name, String relation, boolean hidden) {}

  private static List<Sheet> sheets(ZipFile zip, ZipEntry workbook) throws IOException {
    List<Sheet> sheets = new ArrayList<>();
    DocxReader.parse(
        zip,
        workbook,
        new DocxReader.Handler() {
          @Override
          public void start(XMLStreamReader xml) {
            if (xml.getLocalName().equals("sheet")) {
              String state = attribute(xml, "state");
              sheets.add(
                  new Sheet(attribute(xml, "name"), attribute(xml, "id"), state.contains("idden")));
            }
          }
        });
    return sheets;
  }

  private long sharedStrings(ZipFile zip, long atMost) throws IOException {
    ZipEntry part = zip.getEntry("xl/sharedStrings.xml");
    if (part == null) {
      return 0;
    }
    long[] characters = new long[1];
    DocxReader.parse(
        zip,
        part,
        new DocxReader.Handler() {
          private final StringBuilder text = new StringBuilder();
          private boolean inText;
          private int phonetic;

          @Override
          public void start(XMLStreamReader xml) {
            switch (xml.getLocalName()) {
              case "si" -> text.setLength(0);
              case "rPh" -> phonetic++;
              case "t" -> inText = phonetic == 0;
              default -> {}
            }
          }

          @Override
          public void text(String words) {
            if (inText && characters[0] <= atMost) {
              text.append(words);
              characters[0] += words.length();
            }
          }

          @Override
          public void end(String element) {
            switch (element) {
              case "si" -> shared.add(text.toString());
              case "rPh" -> phonetic--;
              case "t" -> inText = false;
              default -> {}
            }
          }
        });
    return characters[0];
  }

  private void styles(ZipFile zip) throws IOException {
    ZipEntry part = zip.getEntry("xl/styles.xml");
    if (part == null) {
      return;
    }
    DocxReader.parse(
        zip,
        part,
        new DocxReader.Handler() {
          private boolean inCells;

          @Override
          public void start(XMLStreamReader xml) {
            switch (xml.getLocalName()) {
              case "numFmt" ->
                  formats.put(number(attribute(xml, "numFmtId")), attribute(xml, "formatCode"));
              case "cellXfs" -> inCells = true;
              case "xf" -> {
                if (inCells) {
                  cellFormats.add(number(attribute(xml, "numFmtId")));
                }
              }
              default -> {}
            }
          }

          @Override
          public void end(String element) {
            inCells &= !element.equals("cellXfs");
          }
        });
  }

  private void sheet(ZipFile zip, ZipEntry part, Sheet sheet, int number, Reading reading)
      throws IOException {
    String folder = part.getName().substring(0, part.getName().lastIndexOf('/') + 1);
    String file = part.getName().substring(folder.length());
    Map<String, String> targets = targets(zip, folder + "_rels/" + file + ".rels");
    Cells cells = new Cells(number, targets, reading);
    DocxReader.parse(zip, part, cells);
    String text = cells.text.toString();
    if (sheet.hidden()) {
      reading.remark(
          RemarkKind.HIDDEN_TEXT,
          number,
          "Sheet “%s” is hidden: %s".formatted(sheet.name(), text.strip()));
      reading.section(SectionKind.SECTION, number, sheet.name(), "", List.of());
    } else {
      reading.section(SectionKind.SECTION, number, sheet.name(), text, List.of());
      cells.links.forEach(reading::link);
    }
    if (!cells.hidden.isEmpty()) {
      reading.remark(RemarkKind.HIDDEN_TEXT, number, cells.hidden.toString());
    }
    pictures(zip, folder, targets, number, reading);
  }

  private void pictures(
      ZipFile zip, String folder, Map<String, String> targets, int number, Reading reading)
      throws IOException {
    for (String target : targets.values()) {
      ZipEntry drawing = zip.getEntry(path(folder, target));
      if (drawing != null && target.contains("drawing") && target.endsWith(".xml")) {
        DocxReader.parse(
            zip,
            drawing,
            new DocxReader.Handler() {
              @Override
              public void start(XMLStreamReader xml) {
                if (xml.getLocalName().equals("cNvPr")) {
                  reading.picture(
                      new Picture(number, 0, attribute(xml, "name"), attribute(xml, "descr")));
                }
              }
            });
      }
    }
  }

  private static void remarks(ZipFile zip, Reading reading) throws IOException {
    EmbeddedFiles embedded = new EmbeddedFiles(reading);
    for (ZipEntry part : zip.stream().toList()) {
      String name = part.getName();
      if (name.matches("xl/(threadedC|c)omments/?\\w*\\d*\\.xml")) {
        DocxReader.parse(zip, part, new Comments(reading));
      } else if (name.startsWith("xl/embeddings/")) {
        try (InputStream in = zip.getInputStream(part)) {
          embedded.add(name.substring("xl/embeddings/".length()), 0, in);
        }
      } else if (name.matches("xl/externalLinks/externalLink\\d+\\.xml")) {
        reading.remark(RemarkKind.EMBEDDED_FILE, 0, "The workbook takes values from another file.");
      }
    }
  }

  private static Map<String, String> targets(ZipFile zip, String part) throws IOException {
    Map<String, String> targets = new HashMap<>();
    ZipEntry entry = zip.getEntry(part);
    if (entry != null) {
      DocxReader.parse(
          zip,
          entry,
          new DocxReader.Handler() {
            @Override
            public void start(XMLStreamReader xml) {
              if (xml.getLocalName().equals("Relationship")) {
                targets.put(attribute(xml, "Id"), attribute(xml, "Target"));
              }
            }
          });
    }
    return targets;
  }

  private static String path(String folder, String target) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    return Path.of("/" + folder + target).normalize().toString().substring(1);
  }

  private static String attribute(XMLStreamReader xml, String name) {
    return Objects.requireNonNullElse(DocxReader.Body.attribute(xml, name), "");
  }

  private static int number(String value) {
    return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
  }

  private static final class Comments implements DocxReader.Handler {
    private final Reading reading;
    private final StringBuilder words = new StringBuilder();
    private boolean inText;

    Comments(Reading reading) {
      this.reading = reading;
    }

    @Override
    public void start(XMLStreamReader xml) {
      inText = xml.getLocalName().equals("t") || xml.getLocalName().equals("text");
    }

    @Override
    public void text(String text) {
      if (inText) {
        words.append(text);
      }
    }

    @Override
    public void end(String element) {
      inText = false;
      if (element.equals("comment") || element.equals("threadedComment")) {
        reading.remark(RemarkKind.COMMENT, 0, words.toString());
        words.setLength(0);
      }
    }
  }

  /** The cells of one sheet, row by row. */
  private final class Cells implements DocxReader.Handler {
    private final int section;
    private final Map<String, String> targets;
    private final Reading reading;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder hidden = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private final List<Link> links = new ArrayList<>();
    private final Map<String, int[]> places = new HashMap<>();
    private final Set<Integer> hiddenColumns = new HashSet<>();
    private String cell = "";
    private String type = "";
    private int style;
    private boolean inValue;
    private boolean hiddenRow;
    private boolean lineBegun;

    Cells(int section, Map<String, String> targets, Reading reading) {
      this.section = section;
      this.targets = targets;
      this.reading = reading;
    }

    @Override
    public void start(XMLStreamReader xml) {
      switch (xml.getLocalName()) {
        case "col" -> {
          if (attribute(xml, "hidden").matches("1|true")) {
            for (int column = number(attribute(xml, "min"));
                column <= Math.min(number(attribute(xml, "max")), 20_000);
                column++) {
              hiddenColumns.add(column);
            }
          }
        }
        case "row" -> {
          hiddenRow = attribute(xml, "hidden").matches("1|true");
          lineBegun = false;
        }
        case "c" -> {
          cell = attribute(xml, "r");
          type = attribute(xml, "t");
          style = number(attribute(xml, "s"));
          value.setLength(0);
        }
        case "v", "t" -> inValue = true;
        case "hyperlink" -> {
          String target = targets.get(attribute(xml, "id"));
          int[] place = places.getOrDefault(attribute(xml, "ref"), new int[] {0, 0});
          if (target != null) {
            links.add(
                new Link(section, place[0], place[1], text.substring(place[0], place[1]), target));
          }
        }
        default -> {}
      }
    }

    @Override
    public void text(String words) {
      if (inValue) {
        value.append(words);
      }
    }

    @Override
    public void end(String element) {
      switch (element) {
        case "v", "t" -> inValue = false;
        case "c" -> cell();
        case "row" -> {
          if (lineBegun) {
            text.append('\n');
          }
        }
        default -> {}
      }
    }

    private void cell() {
      String shown = shown();
      if (shown.isBlank()) {
        return;
      }
      if (hiddenRow || hiddenColumns.contains(column(cell))) {
        if (hidden.length() < 2_000) {
          hidden.append(cell).append(": ").append(shown).append('\n');
        }
        return;
      }
      if (text.length() > reading.limits().characters()) {
        throw new Refused(
            Reason.EXTRACTION_LIMIT,
            "The workbook holds more than %,d characters of text; split it into pieces."
                .formatted(reading.limits().characters()));
      }
      if (lineBegun) {
        text.append('\t');
      }
      lineBegun = true;
      int start = text.length();
      text.append(shown.replace('\n', ' '));
      if (places.size() < 20_000) {
        places.put(cell, new int[] {start, text.length()});
      }
    }

    private String shown() {
      String raw = value.toString();
      return switch (type) {
        case "s" -> {
          int index = number(raw.strip());
          yield index < shared.size() ? shared.get(index) : "";
        }
        case "str", "inlineStr", "e", "d" -> raw;
        case "b" -> raw.equals("1") ? "TRUE" : "FALSE";
        default -> formatted(raw);
      };
    }

    private String formatted(String raw) {
      if (raw.isBlank()) {
        return "";
      }
      int id = style < cellFormats.size() ? cellFormats.get(style) : 0;
      @Nullable String format = formats.get(id);
      String code = format == null ? BuiltinFormats.getBuiltinFormat(id) : format;
      try {
        return formatter.formatRawCellContents(
            Double.parseDouble(raw), id, code == null ? "General" : code);
      } catch (RuntimeException oddFormat) {
        return raw;
      }
    }

    private static int column(String cell) {
      int column = 0;
      for (int i = 0; i < cell.length(); i++) {
        char c = cell.charAt(i);
        if (c < 'A' || c > 'Z') {
          break;
        }
        column = column * 26 + (c - 'A' + 1);
      }
      return column;
    }
  }
}
