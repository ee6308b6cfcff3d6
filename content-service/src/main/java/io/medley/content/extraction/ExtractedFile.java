package io.medley.content.extraction;

import java.util.List;
import java.util.Map;

/**
 * What a file says and looks like.
 *
 * @param format IANA media type, from the content
 * @param sections the text in reading order; superscript digits are written as Unicode
 *     superscripts, so that a reference number stays one whatever format it came in
 * @param links where the file leads
 * @param remarks what the file carries beside its visible text
 * @param properties document properties such as title, author and producer
 * @param pages images of the pages, in order; empty where the format has no pages
 * @param html for mark-up: the same without anything active or remote, its own images inside;
 *     otherwise empty
 * @param details how the words look, pictures, times, parts, thumbnails and XMP
 */
public record ExtractedFile(
    String format,
    List<Section> sections,
    List<Link> links,
    List<Remark> remarks,
    Map<String, String> properties,
    List<PageImage> pages,
    String html,
    Details details) {

  public ExtractedFile {
    sections = List.copyOf(sections);
    links = List.copyOf(links);
    remarks = List.copyOf(remarks);
    properties = Map.copyOf(properties);
    pages = List.copyOf(pages);
    details = details == null ? Details.NONE : details;
  }

  /** A file of which no details are known. */
  public ExtractedFile(
      String format,
      List<Section> sections,
      List<Link> links,
      List<Remark> remarks,
      Map<String, String> properties,
      List<PageImage> pages,
      String html) {
    this(format, sections, links, remarks, properties, pages, html, Details.NONE);
  }

  /** The same with its images where they are kept now. */
  public ExtractedFile kept(List<PageImage> keptPages, List<Details.Rendition> keptRenditions) {
    return new ExtractedFile(
        format,
        sections,
        links,
        remarks,
        properties,
        keptPages,
        html,
        details.withRenditions(keptRenditions));
  }

  /** The parts a text is made of. */
  public enum SectionKind {
    PAGE,
    SLIDE,
    SECTION
  }

  /**
   * A page, slide or section.
   *
   * @param number counted from 1
   * @param boxes where stretches of the text stand on the page's image; empty where there is no
   *     image
   */
  public record Section(SectionKind kind, int number, String title, String text, List<Box> boxes) {
    public Section {
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * A stretch of text and its place; all four measures are shares of the page's width or height, 0
   * to 1, from the top left.
   */
  public record Box(int start, int end, double x, double y, double width, double height) {}

  /**
   * A link.
   *
   * @param section number of the section it stands in
   * @param start first character of its words there; equal to {@code end} if it has none
   */
  public record Link(int section, int start, int end, String text, String target) {}

  /** Something a file carries that its readers do not see. */
  public record Remark(RemarkKind kind, int section, String text) {}

  /** Kinds of remarks. */
  public enum RemarkKind {
    COMMENT,
    TRACKED_CHANGE,
    HIDDEN_TEXT,
    SPEAKER_NOTES,
    EMBEDDED_FILE
  }

  /**
   * The image of a page.
   *
   * @param file while it is being read the file's name; afterwards its SHA-256 in the object store
   * @param width in pixels
   */
  public record PageImage(int number, String file, int width, int height) {}
}
