package io.medley.content.extraction;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file shows beyond its words: how they look, its pictures, its times, what it carries, what
 * it says of itself. Every list is bounded; order is reading order.
 *
 * @param styles stretches of text that look alike; text without one is of unknown look
 * @param pictures pictures, charts and videos that readers see
 * @param cues stretches of text that are shown or spoken at a time
 * @param parts files inside the file
 * @param renditions images made of the file: thumbnails of its pages, smaller variants of a picture
 * @param xmp the file's XMP packet, name with its usual prefix → value; several values are joined
 *     by {@code "; "}
 * @param charts charts whose data the file carries
 * @param blocks what the text is made of beyond plain paragraphs, where the format says so
 * @param codes QR codes on pages and pictures
 * @param fields what readers are asked to fill in
 * @param trackers addresses outside the file that learn of its being opened: pictures nobody can
 *     see, scripts and frames of others
 * @param media pictures, charts and films by the hash of their bytes, in the order they are shown;
 *     empty for formats that are seen whole as images
 */
public record Details(
    List<Style> styles,
    List<Picture> pictures,
    List<Cue> cues,
    List<Part> parts,
    List<Rendition> renditions,
    Map<String, String> xmp,
    List<Chart> charts,
    List<Block> blocks,
    List<Code> codes,
    List<Field> fields,
    List<Tracker> trackers,
    List<Media> media) {

  /** Nothing known. */
  public static final Details NONE =
      new Details(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

  public Details {
    styles = styles == null ? List.of() : List.copyOf(styles);
    pictures = pictures == null ? List.of() : List.copyOf(pictures);
    cues = cues == null ? List.of() : List.copyOf(cues);
    parts = parts == null ? List.of() : List.copyOf(parts);
    renditions = renditions == null ? List.of() : List.copyOf(renditions);
    xmp = xmp == null ? Map.of() : Map.copyOf(xmp);
    charts = charts == null ? List.of() : List.copyOf(charts);
    blocks = blocks == null ? List.of() : List.copyOf(blocks);
    codes = codes == null ? List.of() : List.copyOf(codes);
    fields = fields == null ? List.of() : List.copyOf(fields);
    trackers = trackers == null ? List.of() : List.copyOf(trackers);
    media = media == null ? List.of() : List.copyOf(media);
  }

  /** Without media. */
  public Details(
      List<Style> styles,
      List<Picture> pictures,
      List<Cue> cues,
      List<Part> parts,
      List<Rendition> renditions,
      Map<String, String> xmp,
      List<Chart> charts,
      List<Block> blocks,
      List<Code> codes,
      List<Field> fields,
      List<Tracker> trackers) {
    this(
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
        List.of());
  }

  /** Without charts, blocks, codes, fields and trackers. */
  public Details(
      List<Style> styles,
      List<Picture> pictures,
      List<Cue> cues,
      List<Part> parts,
      List<Rendition> renditions,
      Map<String, String> xmp) {
    this(
        styles,
        pictures,
        cues,
        parts,
        renditions,
        xmp,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The same with its renditions where they are kept now. */
  public Details withRenditions(List<Rendition> kept) {
    return new Details(
        styles, pictures, cues, parts, kept, xmp, charts, blocks, codes, fields, trackers, media);
  }

  /**
   * How a stretch of text looks.
   *
   * @param section number of its section; offsets are in that section's text
   * @param font family as the file names it; empty if unknown
   * @param points size in points (1/72 inch; a CSS pixel is 0.75); 0 if unknown
   * @param colour of the letters as {@code #rrggbb}; empty if unknown
   * @param background behind the letters as {@code #rrggbb}; empty if unknown
   */
  public record Style(
      int section,
      int start,
      int end,
      String font,
      double points,
      boolean bold,
      String colour,
      String background) {}

  /**
   * A picture, chart or video.
   *
   * @param section number of the section it stands in
   * @param position offset in that section's text
   * @param name of the file or object
   * @param alternative text for those who do not see it; empty if there is none
   * @param sha256 of the picture's own bytes; empty where the format does not keep them apart
   */
  public record Picture(int section, int position, String name, String alternative, String sha256) {

    public Picture {
      // What was read before hashes were taken has none.
      sha256 = sha256 == null ? "" : sha256;
    }

    /** A picture whose own bytes are not known. */
    public Picture(int section, int position, String name, String alternative) {
      this(section, position, name, alternative, "");
    }
  }

  /** A stretch of text and its time, in milliseconds from the beginning. */
  public record Cue(int section, int start, int end, long from, long to) {}

  /**
   * A file inside the file.
   *
   * @param name as the container calls it
   * @param mediaType from its content
   * @param size in bytes
   * @param sha256 of its bytes
   * @param text the beginning of what it says; empty if it says nothing
   */
  public record Part(String name, String mediaType, long size, String sha256, String text) {}

  /**
   * A chart as its data describe it.
   *
   * @param section number of the section it stands in
   * @param title as readers see it; empty if it has none
   * @param bars whether it compares lengths
   * @param axisFrom where its value axis begins; {@code null} where that is left to the program
   * @param axesNamed whether every axis that is shown bears a title
   */
  public record Chart(
      int section, String title, boolean bars, @Nullable Double axisFrom, boolean axesNamed) {}

  /** What a stretch of text is. */
  public enum BlockKind {
    HEADING,
    BULLET,
    NUMBERED,
    CELL,
    HEADER_CELL
  }

  /**
   * A heading, an entry of a list, or a cell of a table.
   *
   * @param section number of its section; offsets are in that section's text
   * @param level of a heading 1 to 6, of a list's entry its depth from 1, of a cell the number of
   *     its table in the file from 1
   * @param row of a cell from 1, otherwise 0
   */
  public record Block(int section, int start, int end, BlockKind kind, int level, int row) {}

  /**
   * A QR code (ISO/IEC 18004) on a page's image.
   *
   * @param section number of the page
   * @param text what it says, usually an address
   * @param x its middle as a share of the page's width, from the left
   * @param y its middle as a share of the page's height, from the top
   */
  public record Code(int section, String text, double x, double y) {}

  /** How a field is filled in. */
  public enum FieldKind {
    /** A choice among what is offered. */
    CHOICE,
    /** One line. */
    LINE,
    /** As many words as the reader likes. */
    FREE_TEXT
  }

  /**
   * A field for readers to fill in.
   *
   * @param section number of its section or page
   * @param label as readers see it, else its technical name; empty if it has neither
   */
  public record Field(int section, FieldKind kind, String label) {}

  /**
   * Something that tells another place when the file is opened.
   *
   * @param section number of the section it stands in
   * @param target the address that is told
   */
  public record Tracker(int section, String target) {}

  /**
   * A picture, chart or film inside the file as it is shown in one place.
   *
   * @param section number of the page; 0 where the place is known by the part alone
   * @param part the part of the file that shows it, for example {@code word/document.xml}
   * @param sha256 of its bytes, or of how it is cropped
   */
  public record Media(int section, String part, String sha256) {}

  /** Kinds of images made of a file. */
  public enum RenditionKind {
    /** A page, slide or picture small enough for a list. */
    THUMBNAIL,
    /** A picture at a smaller width. */
    VARIANT,
    /** What stands for a video until it is played. */
    POSTER
  }

  /**
   * An image made of the file.
   *
   * @param page number of the page it shows, from 1
   * @param file while it is being read the file's name; afterwards its SHA-256 in the object store
   * @param mediaType of the image
   * @param width in pixels
   */
  public record Rendition(
      RenditionKind kind, int page, String file, String mediaType, int width, int height) {}
}
