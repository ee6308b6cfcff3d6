package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Style;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Named styles of a Word document, each on top of the one it is based on. */
final class WordStyles {

  private static final int DEEPEST = 30;

  private final Map<String, Named> named = new HashMap<>();
  private Look defaults = new Look("", 10, false, "", "");
  private String normal = "";

  private WordStyles() {}

  static WordStyles read(ZipFile zip) throws IOException {
    WordStyles styles = new WordStyles();
    ZipEntry part = zip.getEntry("word/styles.xml");
    if (part != null) {
      DocxReader.parse(zip, part, styles.new Part());
    }
    return styles;
  }

  /** How text of a paragraph looks by its style; unknown names look like the normal paragraph. */
  Look ofParagraph(String id) {
    return resolve(named.containsKey(id) ? id : normal, defaults, 0);
  }

  /** The same with a character style on top. */
  Look ofRun(String id, Look base) {
    return named.containsKey(id) ? resolve(id, base, 0) : base;
  }

  private Look resolve(String id, Look base, int depth) {
    Named style = named.get(id);
    if (style == null || depth > DEEPEST) {
      return base;
    }
    Look below = resolve(style.basedOn, base, depth + 1);
    return new Look(
        style.font.isEmpty() ? below.font : style.font,
        style.points == 0 ? below.points : style.points,
        style.bold == null ? below.bold : style.bold,
        style.colour.isEmpty() ? below.colour : style.colour,
        style.background.isEmpty() ? below.background : style.background);
  }

  /** How letters look. */
  record Look(String font, double points, boolean bold, String colour, String background) {

    /** The same after one of a run's properties. */
    Look with(XMLStreamReader xml) {
      String value = Objects.requireNonNullElse(DocxReader.Body.attribute(xml, "val"), "");
      return switch (xml.getLocalName()) {
        case "sz" -> new Look(font, half(value, points), bold, colour, background);
        case "rFonts" -> {
          String ascii = DocxReader.Body.attribute(xml, "ascii");
          yield ascii == null ? this : new Look(ascii, points, bold, colour, background);
        }
        case "b" -> new Look(font, points, DocxReader.Body.on(xml), colour, background);
        case "color" -> new Look(font, points, bold, hex(value), background);
        case "shd" ->
            new Look(
                font,
                points,
                bold,
                colour,
                hex(Objects.requireNonNullElse(DocxReader.Body.attribute(xml, "fill"), "")));
        default -> this;
      };
    }

    Style over(int section, int start, int end) {
      return new Style(section, start, end, font, points, bold, colour, background);
    }
  }

  private static double half(String value, double otherwise) {
    return value.matches("\\d{1,4}(\\.\\d+)?") ? Double.parseDouble(value) / 2 : otherwise;
  }

  private static String hex(String value) {
    return value.matches("[0-9A-Fa-f]{6}") ? "#" + value.toLowerCase(java.util.Locale.ROOT) : "";
  }

  private static final class Named {
    private String basedOn = "";
    private String font = "";
    private double points;
    private @Nullable Boolean bold;
    private String colour = "";
    private String background = "";
  }

  private final class Part implements DocxReader.Handler {
    private @Nullable Named current;
    private boolean inDefaults;
    private int runs;

    @Override
    public void start(XMLStreamReader xml) {
      switch (xml.getLocalName()) {
        case "rPrDefault" -> inDefaults = true;
        case "style" -> {
          Named style = new Named();
          current = style;
          String id = Objects.requireNonNullElse(DocxReader.Body.attribute(xml, "styleId"), "");
          named.put(id, style);
          if ("1".equals(DocxReader.Body.attribute(xml, "default"))
              && "paragraph".equals(DocxReader.Body.attribute(xml, "type"))) {
            normal = id;
          }
        }
        case "basedOn" -> {
          if (current != null) {
            current.basedOn = Objects.requireNonNullElse(DocxReader.Body.attribute(xml, "val"), "");
          }
        }
        case "rPr" -> runs++;
        default -> property(xml);
      }
    }

    private void property(XMLStreamReader xml) {
      if (runs == 0) {
        return;
      }
      if (inDefaults) {
        defaults = defaults.with(xml);
        return;
      }
      Named style = current;
      if (style == null) {
        return;
      }
      Look alone = new Look("", 0, false, "", "").with(xml);
      switch (xml.getLocalName()) {
        case "sz" -> style.points = alone.points;
        case "rFonts" -> style.font = alone.font;
        case "b" -> style.bold = alone.bold;
        case "color" -> style.colour = alone.colour;
        case "shd" -> style.background = alone.background;
        default -> {}
      }
    }

    @Override
    public void end(String element) {
      switch (element) {
        case "rPrDefault" -> inDefaults = false;
        case "style" -> current = null;
        case "rPr" -> runs--;
        default -> {}
      }
    }
  }
}
