package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Field;
import io.medley.content.extraction.Details.FieldKind;
import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.extraction.FileRefused.Reason;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.common.filespecification.PDFileSpecification;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationMarkup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDChoice;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDRadioButton;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Reads PDF: text with the place of every word, links, comments, and an image of every page. */
final class PdfReader implements DocumentReader {

  @Override
  public void read(Path file, Reading reading) throws IOException {
    requireEnd(file);
    EmbeddedFiles embedded = new EmbeddedFiles(reading);
    try (PDDocument document =
        Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
      if (document.isEncrypted()) {
        throw encrypted();
      }
      refuseCode(document);
      int count = document.getNumberOfPages();
      if (count == 0) {
        throw new IOException("no pages");
      }
      reading.pageCount(count);
      attachments(document, embedded);
      xmp(document, reading);
      PDFRenderer renderer = new PDFRenderer(document);
      renderer.setSubsamplingAllowed(true);
      for (int number = 1; number <= count; number++) {
        PDPage page = document.getPage(number - 1);
        PlacedText placed = new PlacedText(page, number);
        String text = placed.read(document, number);
        annotations(page, number, text, placed.boxes(), reading, embedded);
        reading.section(SectionKind.PAGE, number, "", text, placed.boxes());
        placed.styles().forEach(reading::style);
        if (!placed.unseen().isBlank()) {
          reading.remark(RemarkKind.HIDDEN_TEXT, number, placed.unseen());
        }
        reading.page(number, image(renderer, page, number, reading));
      }
      fields(document, reading);
      new Figures(document, reading).read();
    } catch (InvalidPasswordException locked) {
      throw encrypted();
    }
  }

  private static Refused encrypted() {
    return new Refused(
        Reason.ENCRYPTED,
        "The PDF is encrypted or restricted; export it without security settings and send it again.");
  }

  /** PDFBox mends what is cut short by guessing; a reviewer must see the piece the agency made. */
  private static void requireEnd(Path file) throws IOException {
    if (!FormatDecision.endsWith(file, "%%EOF", 4_096)
        && Polyglots.lastIndexInTail(file, "%%EOF") < 0) {
      throw new Refused(
          Reason.TRUNCATED,
          "The PDF was cut short: its end is missing. Send it again, or export it again and send that.");
    }
  }

  private static void attachments(PDDocument document, EmbeddedFiles embedded) throws IOException {
    PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
    if (names != null && names.getEmbeddedFiles() != null) {
      attachments(names.getEmbeddedFiles(), embedded, 0);
    }
  }

  private static void attachments(
      PDNameTreeNode<PDComplexFileSpecification> node, EmbeddedFiles embedded, int depth)
      throws IOException {
    if (depth > 20) {
      return;
    }
    Map<String, PDComplexFileSpecification> here = node.getNames();
    if (here != null) {
      for (Map.Entry<String, PDComplexFileSpecification> entry : here.entrySet()) {
        attachment(entry.getKey(), entry.getValue(), 0, embedded);
      }
    }
    if (node.getKids() != null) {
      for (PDNameTreeNode<PDComplexFileSpecification> kid : node.getKids()) {
        attachments(kid, embedded, depth + 1);
      }
    }
  }

  private static void attachment(
      String key,
      @org.jspecify.annotations.Nullable PDFileSpecification specification,
      int page,
      EmbeddedFiles embedded)
      throws IOException {
    if (!(specification instanceof PDComplexFileSpecification file)) {
      return;
    }
    PDEmbeddedFile content = file.getEmbeddedFile();
    String name = file.getFilename() == null ? key : file.getFilename();
    if (content != null) {
      try (InputStream in = content.createInputStream()) {
        embedded.add(name, page, in);
      }
    }
  }

  private static void xmp(PDDocument document, Reading reading) throws IOException {
    PDMetadata metadata = document.getDocumentCatalog().getMetadata();
    if (metadata != null) {
      try (InputStream in = metadata.exportXMPMetadata()) {
        XmpPacket.read(in.readNBytes(1 << 20), reading);
      } catch (IOException unreadable) {
        System.err.println("XMP not read: " + unreadable);
      }
    }
  }

  /** What readers are asked to fill in; buttons and places for a signature ask nothing. */
  private static void fields(PDDocument document, Reading reading) {
    PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
    if (form == null) {
      return;
    }
    for (PDField field : form.getFieldTree()) {
      FieldKind kind =
          switch (field) {
            case PDTextField text when text.isMultiline() -> FieldKind.FREE_TEXT;
            case PDTextField text -> FieldKind.LINE;
            case PDCheckBox box -> FieldKind.CHOICE;
            case PDRadioButton button -> FieldKind.CHOICE;
            case PDChoice choice -> FieldKind.CHOICE;
            default -> null;
          };
      if (kind != null) {
        String shown = field.getAlternateFieldName();
        String label = shown == null || shown.isBlank() ? field.getPartialName() : shown;
        reading.field(new Field(page(document, field), kind, label == null ? "" : label));
      }
    }
  }

  private static int page(PDDocument document, PDField field) {
    return field.getWidgets().stream()
        .map(PDAnnotation::getPage)
        .filter(Objects::nonNull)
        .findFirst()
        .map(page -> document.getPages().indexOf(page) + 1)
        .filter(number -> number > 0)
        .orElse(1);
  }

  private static void refuseCode(PDDocument document) {
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    COSDictionary names = catalog.getCOSDictionary(COSName.NAMES);
    boolean scripts = names != null && names.containsKey(COSName.getPDFName("JavaScript"));
    if (scripts
        || runs(catalog.getCOSDictionary(COSName.OPEN_ACTION))
        || catalog.containsKey(COSName.AA)) {
      throw new Refused(
          Reason.MACROS,
          "The PDF carries code that runs when it is opened; export it without actions or scripts.");
    }
  }

  private static boolean runs(@org.jspecify.annotations.Nullable COSDictionary action) {
    if (action == null) {
      return false;
    }
    String kind = action.getNameAsString(COSName.S);
    return "JavaScript".equals(kind) || "Launch".equals(kind);
  }

  private static void annotations(
      PDPage page,
      int number,
      String text,
      List<Box> boxes,
      Reading reading,
      EmbeddedFiles embedded)
      throws IOException {
    PDRectangle crop = page.getCropBox();
    for (PDAnnotation annotation : page.getAnnotations()) {
      if (annotation instanceof PDAnnotationLink link
          && link.getAction() instanceof PDActionURI uri) {
        PDRectangle place = link.getRectangle();
        int start = Integer.MAX_VALUE;
        int end = 0;
        for (Box box : place == null ? List.<Box>of() : boxes) {
          double x = crop.getLowerLeftX() + (box.x() + box.width() / 2) * crop.getWidth();
          double y = crop.getUpperRightY() - (box.y() + box.height() / 2) * crop.getHeight();
          if (place.contains((float) x, (float) y)) {
            start = Math.min(start, box.start());
            end = Math.max(end, box.end());
          }
        }
        String target = uri.getURI() == null ? "" : uri.getURI();
        reading.link(
            end == 0
                ? new Link(number, 0, 0, "", target)
                : new Link(number, start, end, text.substring(start, end), target));
      } else if (annotation instanceof PDAnnotationFileAttachment attachment) {
        attachment(
            String.valueOf(attachment.getAttachmentName()), attachment.getFile(), number, embedded);
      } else if (annotation instanceof PDAnnotationMarkup markup
          && !(annotation instanceof PDAnnotationPopup)
          && markup.getContents() != null) {
        reading.remark(RemarkKind.COMMENT, number, markup.getContents());
      }
    }
  }

  private static BufferedImage image(PDFRenderer renderer, PDPage page, int number, Reading reading)
      throws IOException {
    PDRectangle crop = page.getCropBox();
    boolean turned = page.getRotation() % 180 != 0;
    float width = turned ? crop.getHeight() : crop.getWidth();
    float height = turned ? crop.getWidth() : crop.getHeight();
    float scale = reading.limits().pageImageWidth() / width;
    // A page of odd proportions must not ask for gigabytes.
    double pixels = (double) width * scale * height * scale;
    if (pixels > reading.limits().imagePixels() / 4.0) {
      scale *= (float) Math.sqrt(reading.limits().imagePixels() / 4.0 / pixels);
    }
    return renderer.renderImage(number - 1, scale, ImageType.RGB);
  }
}
