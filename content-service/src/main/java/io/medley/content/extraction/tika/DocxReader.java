package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Block;
import io.medley.content.extraction.Details.BlockKind;
import io.medley.content.extraction.Details.Picture;
import io.medley.content.extraction.Details.Style;
import io.medley.content.extraction.Details.Tracker;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads DOCX straight from its parts, because what must be told apart here (inserted, deleted,
 * hidden) is mark-up that object models smooth over. A heading of the first level or a page break
 * begins a section.
 */
final class DocxReader implements DocumentReader {

  private static final Pattern HYPERLINK = Pattern.compile("HYPERLINK\\s+\"([^\"]+)\"");
  private static final Pattern REMOTE_PICTURE = Pattern.compile("INCLUDEPICTURE\\s+\"?([^\"\\s]+)");
  private static final Pattern REMOTE = Pattern.compile("(?i)(https?|ftp|file):.*|[/\\\\]{2}.*");
  private static final Pattern HEADING = Pattern.compile("(?:heading|berschrift) ?([1-6])");
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private static final int LARGEST_PICTURE = 20 << 20;

  @Override
  public void read(Path file, Reading reading) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry main = zip.getEntry("word/document.xml");
      if (main == null) {
        throw new IOException("no main part");
      }
      Sections sections = new Sections(reading);
      WordStyles looks = WordStyles.read(zip);
      WordLists lists = WordLists.read(zip);
      EmbeddedFiles embedded = new EmbeddedFiles(reading);
      parse(
          zip,
          main,
          new Body(
              looks,
              lists,
              sections,
              reading,
              relations(zip, "word/_rels/document.xml.rels"),
              pictures(zip, "word/_rels/document.xml.rels")));
      sections.close();
      List<? extends ZipEntry> parts =
          zip.stream().sorted((a, b) -> a.getName().compareTo(b.getName())).toList();
      for (ZipEntry part : parts) {
        String name = part.getName();
        if (name.matches("word/(header|footer|footnotes|endnotes)\\d*\\.xml")) {
          sections.open(
              name.contains("notes") ? "Notes" : name.contains("header") ? "Header" : "Footer");
          parse(
              zip,
              part,
              new Body(
                  looks,
                  lists,
                  sections,
                  reading,
                  relations(zip, name.replace("word/", "word/_rels/") + ".rels"),
                  pictures(zip, name.replace("word/", "word/_rels/") + ".rels")));
          sections.close();
        } else if (name.equals("word/comments.xml")) {
          parse(zip, part, new Comments("comment", 0, reading));
        } else if (name.matches("word/_rels/(settings|webSettings)\\.xml\\.rels")) {
          // A template or frame of another place is fetched before anybody reads a word.
          relations(zip, name).values().forEach(target -> tracker(1, target, reading));
        } else if (name.startsWith("word/embeddings/")) {
          try (InputStream in = zip.getInputStream(part)) {
            embedded.add(name.substring("word/embeddings/".length()), 0, in);
          }
        }
      }
    }
  }

  /** A picture or part that a program fetches from elsewhere when it opens the file. */
  static void tracker(int section, String target, Reading reading) {
    if (REMOTE.matcher(target).matches()) {
      reading.tracker(new Tracker(section, target));
    }
  }

  /** Hashes of the pictures inside the file, by the id they are shown by. */
  private static Map<String, String> pictures(ZipFile zip, String part) throws IOException {
    Map<String, String> names = new HashMap<>();
    ZipEntry entry = zip.getEntry(part);
    if (entry != null) {
      parse(
          zip,
          entry,
          new Handler() {
            @Override
            public void start(XMLStreamReader xml) {
              if (String.valueOf(xml.getAttributeValue(null, "Type")).endsWith("/image")
                  && xml.getAttributeValue(null, "TargetMode") == null) {
                names.put(xml.getAttributeValue(null, "Id"), xml.getAttributeValue(null, "Target"));
              }
            }
          });
    }
    Map<String, String> hashes = new HashMap<>();
    for (Map.Entry<String, String> picture : names.entrySet()) {
      String target = picture.getValue();
      ZipEntry bytes =
          zip.getEntry(target.startsWith("/") ? target.substring(1) : "word/" + target);
      if (bytes != null && bytes.getSize() <= LARGEST_PICTURE) {
        try (InputStream in = zip.getInputStream(bytes)) {
          hashes.put(picture.getKey(), Sha256.hex(in.readNBytes(LARGEST_PICTURE)));
        }
      }
    }
    return hashes;
  }

  /** Targets outside the file, by id. */
  static Map<String, String> relations(ZipFile zip, String part) throws IOException {
    Map<String, String> targets = new HashMap<>();
    ZipEntry entry = zip.getEntry(part);
    if (entry != null) {
      parse(
          zip,
          entry,
          new Handler() {
            @Override
            public void start(XMLStreamReader xml) {
              if (xml.getLocalName().equals("Relationship")
                  && "External".equals(xml.getAttributeValue(null, "TargetMode"))) {
                targets.put(
                    xml.getAttributeValue(null, "Id"), xml.getAttributeValue(null, "Target"));
              }
            }
          });
    }
    return targets;
  }

  static void parse(ZipFile zip, ZipEntry part, Handler handler) throws IOException {
    try (InputStream in = zip.getInputStream(part)) {
      parse(in, part.getName(), handler);
    }
  }

  static void parse(InputStream in, String name, Handler handler) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> handler.start(xml);
          case XMLStreamConstants.END_ELEMENT -> handler.end(xml.getLocalName());
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              handler.text(xml.getText());
          default -> {}
        }
      }
    } catch (XMLStreamException broken) {
      throw new IOException(name, broken);
    }
  }

  /** Hears the mark-up of one part. */
  interface Handler {
    default void start(XMLStreamReader xml) {}

    default void end(String element) {}

    default void text(String text) {}
  }

  /** The text being written, and the section it goes to. */
  static final class Sections {
    private final Reading reading;
    private final StringBuilder text = new StringBuilder();
    private final List<Link> links = new ArrayList<>();
    private final List<Style> styles = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private int number = 1;
    private String title = "";

    Sections(Reading reading) {
      this.reading = reading;
    }

    void open(String name) {
      close();
      title = name;
    }

    void close() {
      if (!text.toString().isBlank()) {
        reading.section(SectionKind.SECTION, number, title, text.toString(), List.of());
        links.forEach(reading::link);
        styles.forEach(reading::style);
        pictures.forEach(reading::picture);
        blocks.forEach(reading::block);
        number++;
        pictures.clear();
      }
      text.setLength(0);
      links.clear();
      styles.clear();
      blocks.clear();
      title = "";
    }
  }

  static final class Body implements Handler {
    private final Sections sections;
    private final Reading reading;
    private final Map<String, String> targets;
    private final Map<String, String> hashes;
    private final WordStyles looks;
    private final WordLists lists;
    private WordStyles.Look paragraphLook;
    private WordStyles.Look look;
    private final WordFields fields;
    private int fallbacks;
    private int formerLooks;
    private int fieldsSince;
    private boolean inInstruction;
    private final StringBuilder instruction = new StringBuilder();
    private final StringBuilder run = new StringBuilder();
    private final StringBuilder deleted = new StringBuilder();
    private final StringBuilder inserted = new StringBuilder();
    private int deletions;
    private int insertions;
    private int cells;
    private int tables;
    private int table;
    private int row;
    private boolean headerRow;
    private boolean firstRowIsHeader;
    private int cellStart;
    private int headingLevel;
    private String listId = "";
    private int listLevel;
    private String paragraphStyle = "";
    private boolean inText;
    private boolean inRunProperties;
    private boolean hidden;
    private boolean raised;
    private boolean heading;
    private int paragraphStart;
    private String target = "";
    private int linkStart;

    Body(
        WordStyles looks,
        WordLists lists,
        Sections sections,
        Reading reading,
        Map<String, String> targets,
        Map<String, String> hashes) {
      this.looks = looks;
      this.lists = lists;
      this.paragraphLook = looks.ofParagraph("");
      this.look = paragraphLook;
      this.sections = sections;
      this.reading = reading;
      this.targets = targets;
      this.hashes = hashes;
      this.fields = new WordFields(reading);
    }

    @Override
    public void start(XMLStreamReader xml) {
      // Word writes drawings twice: for programs that know them, and for those that do not.
      if (fallbacks > 0 || xml.getLocalName().equals("Fallback")) {
        fallbacks++;
        return;
      }
      // How it looked before a tracked change of its format is not how it looks.
      if (formerLooks > 0 || xml.getLocalName().matches("[a-z]+PrChange|tblGridChange")) {
        formerLooks++;
        return;
      }
      fields.start(xml, sections.number, this::before, sections.text.length());
      switch (xml.getLocalName()) {
        case "p" -> {
          heading = false;
          headingLevel = 0;
          listId = "";
          listLevel = 0;
          paragraphStyle = "";
          paragraphLook = looks.ofParagraph("");
          paragraphStart = sections.text.length();
          fieldsSince = paragraphStart;
        }
        case "blip" -> {
          remote(xml, "link");
          shown(xml);
        }
        case "imagedata" -> remote(xml, "href");
        case "pStyle" -> {
          String style = String.valueOf(value(xml)).toLowerCase(Locale.ROOT);
          paragraphStyle = style;
          paragraphLook = looks.ofParagraph(String.valueOf(value(xml)));
          headingLevel = headingLevel(style);
          heading =
              style.equals("heading1") || style.equals("title") || style.equals("berschrift1");
        }
        case "pageBreakBefore" -> breakPage();
        case "r" -> {
          run.setLength(0);
          hidden = false;
          raised = false;
          look = paragraphLook;
        }
        case "rStyle" -> look = looks.ofRun(String.valueOf(value(xml)), look);
        case "sz", "rFonts", "b", "color", "shd" -> {
          if (inRunProperties) {
            look = look.with(xml);
          }
        }
        case "docPr" ->
            sections.pictures.add(
                new Picture(
                    sections.number,
                    sections.text.length(),
                    Objects.requireNonNullElse(attribute(xml, "name"), ""),
                    Objects.requireNonNullElse(attribute(xml, "descr"), "")));
        case "instrText" -> inInstruction = true;
        case "rPr" -> inRunProperties = true;
        case "vanish", "webHidden" -> hidden |= inRunProperties && on(xml);
        case "vertAlign" -> raised |= inRunProperties && "superscript".equals(value(xml));
        case "t", "delText" -> inText = true;
        case "tab" -> run.append(inRunProperties ? "" : "\t");
        case "br" -> {
          if ("page".equals(attribute(xml, "type"))) {
            flushRun();
            breakPage();
          } else {
            run.append('\n');
          }
        }
        case "cr" -> run.append('\n');
        case "noBreakHyphen" -> run.append('-');
        case "del", "moveFrom" -> deletions++;
        case "ins", "moveTo" -> insertions++;
        case "outlineLvl" -> {
          int level = number(xml);
          if (headingLevel == 0 && level >= 0 && level < 6) {
            headingLevel = level + 1;
          }
        }
        case "numId" -> listId = String.valueOf(value(xml));
        case "ilvl" -> listLevel = Math.clamp(number(xml), 0, 8);
        case "tbl" -> {
          if (table++ == 0) {
            tables++;
            row = 0;
            firstRowIsHeader = false;
          }
        }
        case "tblLook" -> firstRowIsHeader |= table == 1 && "1".equals(attribute(xml, "firstRow"));
        case "tr" -> {
          if (table == 1) {
            row++;
            headerRow = row == 1 && firstRowIsHeader;
          }
        }
        case "tblHeader" -> headerRow |= table == 1 && on(xml);
        case "tc" -> {
          if (cells++ == 0) {
            cellStart = sections.text.length();
          }
        }
        case "hyperlink" -> {
          target = targets.getOrDefault(String.valueOf(xml.getAttributeValue(RELATIONS, "id")), "");
          linkStart = sections.text.length();
        }
        default -> {}
      }
    }

    @Override
    public void text(String text) {
      if (inText && fallbacks == 0) {
        run.append(text);
      } else if (inInstruction && fallbacks == 0) {
        instruction.append(text);
      }
    }

    @Override
    public void end(String element) {
      if (fallbacks > 0) {
        fallbacks--;
        return;
      }
      if (formerLooks > 0) {
        if (--formerLooks == 0) {
          reading.remark(RemarkKind.TRACKED_CHANGE, sections.number, "Format changed: " + near());
        }
        return;
      }
      if (fields.end(element, sections.number, this::before, sections.text)) {
        fieldsSince = sections.text.length();
      }
      switch (element) {
        case "instrText" -> {
          inInstruction = false;
          Matcher field = HYPERLINK.matcher(instruction);
          if (field.find()) {
            int end = sections.text.length();
            sections.links.add(new Link(sections.number, end, end, "", field.group(1)));
          }
          Matcher picture = REMOTE_PICTURE.matcher(instruction);
          if (picture.find()) {
            tracker(sections.number, picture.group(1), reading);
          }
          instruction.setLength(0);
        }
        case "t", "delText" -> inText = false;
        case "rPr" -> inRunProperties = false;
        case "r" -> flushRun();
        case "hyperlink" -> {
          if (!target.isEmpty()) {
            int end = sections.text.length();
            sections.links.add(
                new Link(
                    sections.number,
                    linkStart,
                    end,
                    sections.text.substring(Math.min(linkStart, end), end),
                    target));
          }
          target = "";
        }
        case "p" -> {
          String paragraph =
              sections.text.substring(Math.min(paragraphStart, sections.text.length()));
          int start = paragraphStart;
          if (heading && cells == 0 && !paragraph.isBlank()) {
            if (paragraphStart > 0) {
              int moved = paragraphStart;
              List<Style> own =
                  sections.styles.stream().filter(style -> style.start() >= moved).toList();
              sections.styles.removeAll(own);
              sections.text.setLength(paragraphStart);
              sections.close();
              sections.text.append(paragraph);
              own.forEach(style -> sections.styles.add(shifted(style, moved)));
              start = 0;
            }
            sections.title = paragraph.strip();
          }
          if (cells == 0) {
            block(start, sections.text.length());
          }
          sections.text.append('\n');
        }
        case "tbl" -> table--;
        case "tc" -> {
          if (--cells == 0) {
            // An empty cell keeps its place in the row by its line's end.
            sections.blocks.add(
                new Block(
                    sections.number,
                    cellStart,
                    sections.text.length(),
                    headerRow ? BlockKind.HEADER_CELL : BlockKind.CELL,
                    tables,
                    row));
          }
        }
        case "del", "moveFrom" -> {
          deletions--;
          change("Deleted: ", deleted);
        }
        case "ins", "moveTo" -> {
          insertions--;
          change("Inserted: ", inserted);
        }
        default -> {}
      }
    }

    private void remote(XMLStreamReader xml, String reference) {
      String id = xml.getAttributeValue(RELATIONS, reference);
      if (id != null) {
        tracker(sections.number, targets.getOrDefault(id, ""), reading);
      }
    }

    /** The picture just named, with the bytes that are shown. */
    private void shown(XMLStreamReader xml) {
      String hash = hashes.get(String.valueOf(xml.getAttributeValue(RELATIONS, "embed")));
      if (hash != null && !sections.pictures.isEmpty()) {
        Picture named = sections.pictures.removeLast();
        sections.pictures.add(
            new Picture(
                named.section(), named.position(), named.name(), named.alternative(), hash));
      }
    }

    /** Words of the paragraph before this place; in a table those of the cell before. */
    private String before() {
      int end = sections.text.length();
      String words = sections.text.substring(Math.clamp(fieldsSince, 0, end), end).strip();
      if (words.isEmpty() && cells > 0 && !sections.blocks.isEmpty()) {
        Block cell = sections.blocks.getLast();
        if (cell.row() == row && cell.end() <= cellStart) {
          return sections.text.substring(cell.start(), cell.end());
        }
      }
      return words;
    }

    /** What of the paragraph has been read so far. */
    private String near() {
      int end = sections.text.length();
      String words = sections.text.substring(Math.clamp(paragraphStart, 0, end), end).strip();
      return words.isEmpty() ? "of a paragraph" : words;
    }

    /** Notes what the paragraph that just ended is, if it is more than a paragraph. */
    private void block(int start, int end) {
      if (headingLevel > 0) {
        sections.blocks.add(
            new Block(sections.number, start, end, BlockKind.HEADING, headingLevel, 0));
      } else {
        lists
            .kind(listId, listLevel, paragraphStyle)
            .ifPresent(
                kind ->
                    sections.blocks.add(
                        new Block(sections.number, start, end, kind, listLevel + 1, 0)));
      }
    }

    /** By the names Word gives its styles, also in German; 0 if it is no heading. */
    private static int headingLevel(String style) {
      if (style.equals("title")) {
        return 1;
      }
      if (style.equals("subtitle")) {
        return 2;
      }
      Matcher heading = HEADING.matcher(style);
      return heading.matches() ? Integer.parseInt(heading.group(1)) : 0;
    }

    private static int number(XMLStreamReader xml) {
      String value = String.valueOf(value(xml));
      return value.matches("\\d{1,4}") ? Integer.parseInt(value) : -1;
    }

    private void change(String what, StringBuilder words) {
      if (!words.toString().isBlank()) {
        reading.remark(RemarkKind.TRACKED_CHANGE, sections.number, what + words);
      }
      words.setLength(0);
    }

    private void flushRun() {
      String text = raised ? Superscripts.raise(run.toString()) : run.toString();
      run.setLength(0);
      if (deletions > 0) {
        deleted.append(text);
      } else if (hidden) {
        reading.remark(RemarkKind.HIDDEN_TEXT, sections.number, text);
      } else {
        if (insertions > 0) {
          inserted.append(text);
        }
        int start = sections.text.length();
        sections.text.append(text);
        if (!text.isBlank()) {
          sections.styles.add(look.over(sections.number, start, sections.text.length()));
        }
      }
    }

    private Style shifted(Style style, int by) {
      return new Style(
          sections.number,
          style.start() - by,
          style.end() - by,
          style.font(),
          style.points(),
          style.bold(),
          style.colour(),
          style.background());
    }

    private void breakPage() {
      // Inside a table a section cannot end without tearing a row.
      if (cells == 0) {
        sections.close();
        paragraphStart = 0;
      }
    }

    static boolean on(XMLStreamReader xml) {
      String value = value(xml);
      return value == null || !(value.equals("false") || value.equals("0"));
    }

    private static @org.jspecify.annotations.Nullable String value(XMLStreamReader xml) {
      return attribute(xml, "val");
    }

    static @org.jspecify.annotations.Nullable String attribute(XMLStreamReader xml, String name) {
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        if (xml.getAttributeLocalName(i).equals(name)) {
          return xml.getAttributeValue(i);
        }
      }
      return null;
    }
  }

  /**
   * Remarks beside the text: each ends with an element of its own, its words stand in {@code t}.
   */
  static final class Comments implements Handler {
    private final String remark;
    private final int place;
    private final Reading reading;
    private final StringBuilder words = new StringBuilder();
    private boolean inText;

    /**
     * Of one part of a document.
     *
     * @param remark the element that ends a remark
     * @param place the slide it stands on; 0 = of the whole
     */
    Comments(String remark, int place, Reading reading) {
      this.remark = remark;
      this.place = place;
      this.reading = reading;
    }

    @Override
    public void start(XMLStreamReader xml) {
      inText = xml.getLocalName().equals("t");
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
      if (element.equals(remark)) {
        reading.remark(RemarkKind.COMMENT, place, words.toString());
        words.setLength(0);
      }
    }
  }
}
