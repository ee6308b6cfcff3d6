package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Picture;
import io.medley.content.extraction.Details.Style;
import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.platform.signing.Sha256;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.sl.draw.DrawPaint;
import org.apache.poi.sl.usermodel.PaintStyle;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFComment;
import org.apache.poi.xslf.usermodel.XSLFDiagram;
import org.apache.poi.xslf.usermodel.XSLFGraphicFrame;
import org.apache.poi.xslf.usermodel.XSLFGroupShape;
import org.apache.poi.xslf.usermodel.XSLFHyperlink;
import org.apache.poi.xslf.usermodel.XSLFNotes;
import org.apache.poi.xslf.usermodel.XSLFPictureShape;
import org.apache.poi.xslf.usermodel.XSLFShape;
import org.apache.poi.xslf.usermodel.XSLFSheet;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableCell;
import org.apache.poi.xslf.usermodel.XSLFTableRow;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextRun;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads PPTX: every slide's text with its shapes' places, notes, comments, hidden slides, and an
 * image of each slide.
 */
final class PptxReader implements DocumentReader {

  private static final String THREADED_COMMENTS =
      "http://schemas.microsoft.com/office/2018/10/relationships/comments";
  private static final Pattern FETCHED = Pattern.compile(".*/(image|oleObject|frame)");

  @Override
  public void read(Path file, Reading reading) throws IOException {
    try (OPCPackage container = OPCPackage.open(file.toFile(), PackageAccess.READ);
        XMLSlideShow show = new XMLSlideShow(container)) {
      List<XSLFSlide> slides = show.getSlides();
      if (slides.isEmpty()) {
        throw new IOException("no slides");
      }
      reading.pageCount(slides.size());
      embedded(container, new EmbeddedFiles(reading));
      Dimension size = show.getPageSize();
      for (int number = 1; number <= slides.size(); number++) {
        XSLFSlide slide = slides.get(number - 1);
        SlideText text = new SlideText(number, size, reading);
        slide.getShapes().forEach(text::add);
        String title = slide.getTitle() == null ? "" : slide.getTitle();
        reading.section(SectionKind.SLIDE, number, title, text.written.toString(), text.boxes);
        remarks(slide, number, reading);
        elsewhere(slide, number, reading);
        reading.page(number, image(slide, size, reading.limits().pageImageWidth()));
      }
    } catch (InvalidFormatException broken) {
      throw new IOException(broken);
    }
  }

  private static void embedded(OPCPackage container, EmbeddedFiles embedded)
      throws IOException, InvalidFormatException {
    for (PackagePart part : container.getPartsByName(Pattern.compile("/ppt/embeddings/.*"))) {
      String name = part.getPartName().getName();
      try (InputStream in = part.getInputStream()) {
        embedded.add(name.substring(name.lastIndexOf('/') + 1), 0, in);
      }
    }
  }

  private static void remarks(XSLFSlide slide, int number, Reading reading) {
    if (slide.isHidden()) {
      reading.remark(
          RemarkKind.HIDDEN_TEXT, number, "Slide %d is hidden in the show.".formatted(number));
    }
    XSLFNotes notes = slide.getNotes();
    if (notes != null) {
      for (XSLFShape shape : notes.getShapes()) {
        if (shape instanceof XSLFTextShape words && words.getTextType() == Placeholder.BODY) {
          reading.remark(RemarkKind.SPEAKER_NOTES, number, words.getText());
        }
      }
    }
    for (XSLFComment comment : slide.getComments()) {
      reading.remark(RemarkKind.COMMENT, number, String.valueOf(comment.getText()));
    }
  }

  /** Comments as PowerPoint writes them since 2021, and what it fetches from other places. */
  private static void elsewhere(XSLFSlide slide, int number, Reading reading)
      throws IOException, InvalidFormatException {
    remote(slide, number, reading);
    remote(slide.getSlideLayout(), number, reading);
    remote(slide.getSlideMaster(), number, reading);
    PackagePart own = slide.getPackagePart();
    for (PackageRelationship relation : own.getRelationshipsByType(THREADED_COMMENTS)) {
      PackagePart part = own.getRelatedPart(relation);
      try (InputStream in = part.getInputStream()) {
        // A comment and its replies, each a remark of its own.
        DocxReader.parse(
            in, part.getPartName().getName(), new DocxReader.Comments("txBody", number, reading));
      }
    }
  }

  private static void remote(XSLFSheet sheet, int number, Reading reading)
      throws InvalidFormatException {
    for (PackageRelationship relation : sheet.getPackagePart().getRelationships()) {
      if (relation.getTargetMode() == TargetMode.EXTERNAL
          && FETCHED.matcher(relation.getRelationshipType()).matches()) {
        DocxReader.tracker(number, relation.getTargetURI().toString(), reading);
      }
    }
  }

  private static BufferedImage image(XSLFSlide slide, Dimension size, int width) {
    double scale = width / size.getWidth();
    int height = (int) Math.clamp(Math.round(size.getHeight() * scale), 1, 4L * width);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.scale(scale, scale);
    try {
      slide.draw(graphics);
    } catch (RuntimeException | NoClassDefFoundError undrawable) {
      // A picture format nobody here can draw: the rest of the slide is shown, its text was read.
      System.err.println("Slide drawn in part: " + undrawable);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** An attribute of the shape's own name element ({@code cNvPr}); empty if it has none. */
  private static String attribute(XSLFShape shape, String name) {
    NodeList groups = shape.getXmlObject().getDomNode().getChildNodes();
    for (int i = 0; i < groups.getLength(); i++) {
      NodeList properties = groups.item(i).getChildNodes();
      for (int j = 0; j < properties.getLength(); j++) {
        if (properties.item(j) instanceof Element element
            && "cNvPr".equals(element.getLocalName())) {
          return element.getAttribute(name);
        }
      }
    }
    return "";
  }

  /** The text of one slide. */
  private static final class SlideText {
    private final int number;
    private final Dimension size;
    private final Reading reading;
    private final StringBuilder written = new StringBuilder();
    private final List<Box> boxes = new ArrayList<>();

    SlideText(int number, Dimension size, Reading reading) {
      this.number = number;
      this.size = size;
      this.reading = reading;
    }

    void add(XSLFShape shape) {
      if (isHidden(shape)) {
        if (shape instanceof XSLFTextShape words) {
          reading.remark(RemarkKind.HIDDEN_TEXT, number, words.getText());
        }
        return;
      }
      switch (shape) {
        case XSLFGroupShape group -> group.getShapes().forEach(this::add);
        case XSLFDiagram diagram -> {
          XSLFGroupShape drawn = diagram.getGroupShape();
          if (drawn != null) {
            drawn.getShapes().forEach(this::add);
          }
        }
        case XSLFPictureShape picture -> picture(picture);
        case XSLFTable table -> {
          for (XSLFTableRow row : table.getRows()) {
            for (XSLFTableCell cell : row.getCells()) {
              paragraphs(cell.getTextParagraphs(), cell.getAnchor());
            }
          }
        }
        case XSLFTextShape words -> paragraphs(words.getTextParagraphs(), words.getAnchor());
        case XSLFGraphicFrame frame -> picture(frame);
        default -> {}
      }
    }

    /** Pictures, charts and objects: something to see, with or without words that stand for it. */
    private void picture(XSLFShape shape) {
      String alternative = attribute(shape, "descr");
      String hash =
          shape instanceof XSLFPictureShape picture && picture.getPictureData() != null
              ? Sha256.hex(picture.getPictureData().getData())
              : "";
      reading.picture(
          new Picture(
              number, written.length(), String.valueOf(shape.getShapeName()), alternative, hash));
    }

    /** Switched off in the selection pane, or placed where no audience looks. */
    private boolean isHidden(XSLFShape shape) {
      if (attribute(shape, "hidden").matches("1|true")) {
        return true;
      }
      if (!(shape instanceof XSLFTextShape) || shape.getParent() instanceof XSLFGroupShape) {
        return false;
      }
      Rectangle2D place = shape.getAnchor();
      return place != null
          && place.getWidth() > 0
          && place.getHeight() > 0
          && !place.intersects(0, 0, size.getWidth(), size.getHeight());
    }

    private void paragraphs(
        List<XSLFTextParagraph> paragraphs, @org.jspecify.annotations.Nullable Rectangle2D place) {
      int start = written.length();
      for (XSLFTextParagraph paragraph : paragraphs) {
        for (XSLFTextRun run : paragraph.getTextRuns()) {
          String text = run.getRawText() == null ? "" : run.getRawText().replace('\u000b', '\n');
          int runStart = written.length();
          written.append(run.isSuperscript() ? Superscripts.raise(text) : text);
          reading.style(style(run, runStart));
          XSLFHyperlink link = run.getHyperlink();
          if (link != null && link.getAddress() != null) {
            reading.link(new Link(number, runStart, written.length(), text, link.getAddress()));
          }
        }
        written.append('\n');
      }
      if (place != null && written.length() > start) {
        boxes.add(
            new Box(
                start,
                written.length(),
                share(place.getX(), size.getWidth()),
                share(place.getY(), size.getHeight()),
                share(place.getWidth(), size.getWidth()),
                share(place.getHeight(), size.getHeight())));
      }
    }

    private Style style(XSLFTextRun run, int start) {
      Double points = run.getFontSize();
      return new Style(
          number,
          start,
          written.length(),
          run.getFontFamily() == null ? "" : run.getFontFamily(),
          points == null ? 0 : points,
          run.isBold(),
          run.getFontColor() instanceof PaintStyle.SolidPaint paint
              ? colour(DrawPaint.applyColorTransform(paint.getSolidColor()))
              : "",
          "");
    }

    private static String colour(@org.jspecify.annotations.Nullable Color colour) {
      return colour == null ? "" : "#%06x".formatted(colour.getRGB() & 0xffffff);
    }

    private static double share(double part, double whole) {
      return Math.round(Math.clamp(part / whole, 0d, 1d) * 10_000) / 10_000d;
    }
  }
}
