package io.medley.content.extraction.tika;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.Details;
import io.medley.content.extraction.Details.Block;
import io.medley.content.extraction.Details.Chart;
import io.medley.content.extraction.Details.Code;
import io.medley.content.extraction.Details.Cue;
import io.medley.content.extraction.Details.Field;
import io.medley.content.extraction.Details.Media;
import io.medley.content.extraction.Details.Part;
import io.medley.content.extraction.Details.Picture;
import io.medley.content.extraction.Details.Rendition;
import io.medley.content.extraction.Details.RenditionKind;
import io.medley.content.extraction.Details.Style;
import io.medley.content.extraction.Details.Tracker;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.PageImage;
import io.medley.content.extraction.ExtractedFile.Remark;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ExtractedFile.Section;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.extraction.ReadingLimits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** What has been read of one file so far, kept within its limits. */
final class Reading {

  private static final int REMARKS = 200;
  private static final int REMARK_CHARACTERS = 2_000;
  private static final int STYLES = 20_000;
  private static final int BLOCKS = 20_000;
  private static final int THUMBNAIL_WIDTH = 320;

  private final ReadingLimits limits;
  private final Path output;
  private final List<Section> sections = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final Map<String, String> properties = new TreeMap<>();
  private final Map<String, String> xmp = new TreeMap<>();
  private final List<PageImage> pages = new ArrayList<>();
  private final List<Style> styles = new ArrayList<>();
  private final List<Picture> pictures = new ArrayList<>();
  private final List<Cue> cues = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Rendition> renditions = new ArrayList<>();
  private final List<Chart> charts = new ArrayList<>();
  private final List<Media> media = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Code> codes = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();
  private final List<Tracker> trackers = new ArrayList<>();
  private int characters;
  private String html = "";

  Reading(ReadingLimits limits, Path output) {
    this.limits = limits;
    this.output = output;
  }

  ReadingLimits limits() {
    return limits;
  }

  void section(SectionKind kind, int number, String title, String text, List<Box> boxes) {
    characters += text.length();
    if (characters > limits.characters()) {
      throw new Refused(
          Reason.EXTRACTION_LIMIT,
          "The file holds more than %,d characters of text; split it into pieces."
              .formatted(limits.characters()));
    }
    sections.add(new Section(kind, number, clean(title), clean(text), boxes));
  }

  void link(Link link) {
    if (links.size() < 5_000) {
      links.add(
          new Link(
              link.section(), link.start(), link.end(), clean(link.text()), clean(link.target())));
    }
  }

  void remark(RemarkKind kind, int section, String text) {
    String visible = clean(text).strip();
    if (!visible.isEmpty() && remarks.size() < REMARKS) {
      remarks.add(
          new Remark(
              kind, section, visible.substring(0, Math.min(visible.length(), REMARK_CHARACTERS))));
    }
  }

  void property(String name, String value) {
    if (!value.isBlank() && properties.size() < 60) {
      properties.put(name, clean(value.substring(0, Math.min(value.length(), 500))));
    }
  }

  void xmp(String name, String value) {
    if (!value.isBlank() && xmp.size() < 200) {
      xmp.merge(
          name,
          clean(value.strip()),
          (old, more) ->
              old.length() > 2_000 || List.of(old.split("; ")).contains(more)
                  ? old
                  : old + "; " + more);
    }
  }

  /** Adjoining stretches that look the same become one. */
  void style(Style style) {
    if (style.end() <= style.start()) {
      return;
    }
    Style last = styles.isEmpty() ? null : styles.getLast();
    if (last != null
        && last.section() == style.section()
        && last.end() <= style.start()
        && style.start() - last.end() <= 2
        && last.font().equals(style.font())
        && Math.abs(last.points() - style.points()) < 0.05
        && last.bold() == style.bold()
        && last.colour().equals(style.colour())
        && last.background().equals(style.background())) {
      styles.set(
          styles.size() - 1,
          new Style(
              last.section(),
              last.start(),
              style.end(),
              last.font(),
              last.points(),
              last.bold(),
              last.colour(),
              last.background()));
    } else if (styles.size() < STYLES) {
      styles.add(
          new Style(
              style.section(),
              style.start(),
              style.end(),
              clean(style.font()),
              Math.round(style.points() * 100) / 100d,
              style.bold(),
              style.colour(),
              style.background()));
    }
  }

  void picture(Picture picture) {
    if (pictures.size() < 2_000) {
      pictures.add(
          new Picture(
              picture.section(),
              picture.position(),
              clean(picture.name()),
              clean(picture.alternative()).strip(),
              picture.sha256()));
    }
  }

  void cue(Cue cue) {
    if (cues.size() < 20_000) {
      cues.add(cue);
    }
  }

  void part(Part part) {
    if (parts.size() < 500) {
      parts.add(
          new Part(
              clean(part.name()),
              part.mediaType(),
              part.size(),
              part.sha256(),
              clean(part.text())));
    }
  }

  int partCount() {
    return parts.size();
  }

  void pageCount(int count) {
    if (count > limits.pages()) {
      throw new Refused(
          Reason.EXTRACTION_LIMIT,
          "The file has %,d pages; up to %,d are reviewed as one piece."
              .formatted(count, limits.pages()));
    }
  }

  /** Keeps a page's image and its thumbnail, and what codes on it say. */
  void page(int number, BufferedImage image) throws IOException {
    String file = "page-" + number + ".png";
    ImageIO.write(image, "png", output.resolve(file).toFile());
    pages.add(new PageImage(number, file, image.getWidth(), image.getHeight()));
    rendition(RenditionKind.THUMBNAIL, number, Scaling.toWidth(image, THUMBNAIL_WIDTH), "png");
    for (Code code : Codes.on(number, image)) {
      if (codes.size() < 200) {
        codes.add(new Code(number, clean(code.text()), code.x(), code.y()));
      }
    }
  }

  void media(Media shown) {
    if (media.size() < 5_000) {
      media.add(shown);
    }
  }

  void chart(Chart chart) {
    charts.add(chart);
  }

  void block(Block block) {
    if (blocks.size() < BLOCKS && block.end() > block.start()) {
      blocks.add(block);
    }
  }

  void field(Field field) {
    if (fields.size() < 2_000) {
      String label = clean(field.label()).replaceAll("\\s+", " ").strip();
      fields.add(
          new Field(
              field.section(), field.kind(), label.substring(0, Math.min(label.length(), 200))));
    }
  }

  void tracker(Tracker tracker) {
    if (trackers.size() < 200) {
      String target = clean(tracker.target());
      trackers.add(
          new Tracker(tracker.section(), target.substring(0, Math.min(target.length(), 1_000))));
    }
  }

  /** Keeps a smaller form of an image; {@code type} is {@code png} or {@code jpg}. */
  void rendition(RenditionKind kind, int page, BufferedImage image, String type)
      throws IOException {
    String file =
        "%s-%d-%d.%s"
            .formatted(
                kind.name().toLowerCase(java.util.Locale.ROOT), page, image.getWidth(), type);
    if (!ImageIO.write(image, type, output.resolve(file).toFile())) {
      throw new IOException("no writer for " + type);
    }
    renditions.add(
        new Rendition(
            kind,
            page,
            file,
            type.equals("jpg") ? "image/jpeg" : "image/png",
            image.getWidth(),
            image.getHeight()));
  }

  void html(String sanitised) {
    html = clean(sanitised);
  }

  ExtractedFile as(ContentFormat format) {
    if (sections.isEmpty()) {
      // A piece without a word is still a piece.
      section(SectionKind.SECTION, 1, "", "", List.of());
    }
    return new ExtractedFile(
        format.mediaType(),
        sections,
        links,
        remarks,
        properties,
        pages,
        html,
        new Details(
            styles,
            pictures,
            cues,
            parts,
            renditions,
            xmp,
            charts,
            blocks,
            codes,
            fields,
            trackers,
            media));
  }

  /** PostgreSQL's text has no NUL, and JSON no half characters. */
  static String clean(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = c != '\0' && !Character.isSurrogate(c);
    }
    if (plain) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        kept.append(c).append(text.charAt(++i));
      } else {
        // One character for one, so that offsets stay true.
        kept.append(c == '\0' || Character.isSurrogate(c) ? '\ufffd' : c);
      }
    }
    return kept.toString();
  }
}
