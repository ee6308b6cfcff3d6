package io.medley.content.extraction.tika;

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

  private final ReadingLimits limits;
  private final Path output;
  private final List<Section> sections = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final Map<String, String> properties = new TreeMap<>();
  private final List<PageImage> pages = new ArrayList<>();
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
    // PostgreSQL's text has no NUL.
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
    if (!value.isBlank() && properties.size() < 40) {
      properties.put(name, clean(value.substring(0, Math.min(value.length(), 500))));
    }
  }

  void pageCount(int count) {
    if (count > limits.pages()) {
      throw new Refused(
          Reason.EXTRACTION_LIMIT,
          "The file has %,d pages; up to %,d are reviewed as one piece."
              .formatted(count, limits.pages()));
    }
  }

  void page(int number, BufferedImage image) throws IOException {
    String file = "page-" + number + ".png";
    ImageIO.write(image, "png", output.resolve(file).toFile());
    pages.add(new PageImage(number, file, image.getWidth(), image.getHeight()));
  }

  void html(String sanitised) {
    html = clean(sanitised);
  }

  ExtractedFile as(String format) {
    return new ExtractedFile(format, sections, links, remarks, properties, pages, html);
  }

  private static String clean(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }
}
