package io.medley.content.extraction.tika;

import java.util.Arrays;
import java.util.Optional;

/** The formats that are reviewed here. */
enum FileFormat {
  PDF("PDF", "application/pdf"),
  DOCX("Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  PPTX(
      "PowerPoint deck",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
  HTML("HTML e-mail", "text/html"),
  PNG("PNG image", "image/png"),
  JPEG("JPEG image", "image/jpeg"),
  TEXT("plain text", "text/plain");

  private final String label;
  private final String mediaType;

  FileFormat(String label, String mediaType) {
    this.label = label;
    this.mediaType = mediaType;
  }

  String label() {
    return label;
  }

  String mediaType() {
    return mediaType;
  }

  DocumentReader reader() {
    return switch (this) {
      case PDF -> new PdfReader();
      case DOCX -> new DocxReader();
      case PPTX -> new PptxReader();
      case HTML -> new HtmlReader();
      case PNG, JPEG -> new ImageReader();
      case TEXT -> new PlainTextReader();
    };
  }

  boolean isZip() {
    return this == DOCX || this == PPTX;
  }

  /** The format a name with this ending promises. */
  static Optional<FileFormat> ofExtension(String extension) {
    return switch (extension) {
      case "pdf" -> Optional.of(PDF);
      case "docx" -> Optional.of(DOCX);
      case "pptx" -> Optional.of(PPTX);
      case "html", "htm", "xhtml" -> Optional.of(HTML);
      case "png" -> Optional.of(PNG);
      case "jpg", "jpeg" -> Optional.of(JPEG);
      case "txt", "text" -> Optional.of(TEXT);
      default -> Optional.empty();
    };
  }

  static Optional<FileFormat> ofMediaType(String mediaType) {
    String known = mediaType.equals("application/xhtml+xml") ? HTML.mediaType : mediaType;
    return Arrays.stream(values()).filter(format -> format.mediaType.equals(known)).findFirst();
  }
}
