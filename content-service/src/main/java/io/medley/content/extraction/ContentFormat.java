package io.medley.content.extraction;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats that are reviewed here, and the endings their names may have. */
public enum ContentFormat {
  PDF("PDF", "application/pdf", "pdf"),
  DOCX(
      "Word document",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "docx"),
  PPTX(
      "PowerPoint deck",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      "pptx"),
  XLSX(
      "Excel workbook",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "xlsx"),
  HTML("HTML e-mail", "text/html", "html htm xhtml"),
  EMAIL_ZIP("HTML e-mail with its images", "application/vnd.medley.email+zip", "zip"),
  CLM("CLM presentation", "application/vnd.medley.clm+zip", "zip"),
  PNG("PNG image", "image/png", "png"),
  JPEG("JPEG image", "image/jpeg", "jpg jpeg"),
  SVG("SVG drawing", "image/svg+xml", "svg"),
  MP4("MP4 video", "video/mp4", "mp4"),
  WEBVTT("WebVTT subtitles", "text/vtt", "vtt"),
  TEXT("plain text", "text/plain", "txt text");

  private final String label;
  private final String mediaType;

  /** Separated by blanks: an enum holds nothing that can change. */
  private final String extensions;

  ContentFormat(String label, String mediaType, String extensions) {
    this.label = label;
    this.mediaType = mediaType;
    this.extensions = extensions;
  }

  /** What people call it. */
  public String label() {
    return label;
  }

  /** What people call one of it, with its article. */
  public String described() {
    return switch (this) {
      case HTML, EMAIL_ZIP, SVG, MP4, XLSX -> "an " + label;
      case PDF, DOCX, PPTX, CLM, PNG, JPEG -> "a " + label;
      case WEBVTT, TEXT -> label;
    };
  }

  /** Media type: IANA's, or of our own vendor tree where IANA knows none. */
  public String mediaType() {
    return mediaType;
  }

  /** Endings of a name that promise this format, in lower case without the dot. */
  public List<String> extensions() {
    return List.of(extensions.split(" ", -1));
  }

  /** Whether its bytes are a zip container. */
  public boolean isZip() {
    return switch (this) {
      case DOCX, PPTX, XLSX, EMAIL_ZIP, CLM -> true;
      case PDF, HTML, PNG, JPEG, SVG, MP4, WEBVTT, TEXT -> false;
    };
  }

  /** Whether it is looked at as a page of mark-up (in its harmless form). */
  public boolean isMarkup() {
    return switch (this) {
      case HTML, EMAIL_ZIP, CLM, SVG -> true;
      case PDF, DOCX, PPTX, XLSX, PNG, JPEG, MP4, WEBVTT, TEXT -> false;
    };
  }

  /** Whether copies of it can carry metadata inside. */
  public boolean carriesMetadata() {
    return switch (this) {
      case PDF, DOCX, PPTX, XLSX, PNG, JPEG, SVG, MP4 -> true;
      case HTML, EMAIL_ZIP, CLM, WEBVTT, TEXT -> false;
    };
  }

  /** The formats that a name with this ending promises; none for an ending nobody knows. */
  public static Set<ContentFormat> promisedBy(String fileName) {
    String extension = extensionOf(fileName);
    Set<ContentFormat> promised = EnumSet.noneOf(ContentFormat.class);
    for (ContentFormat format : values()) {
      if (format.extensions().contains(extension)) {
        promised.add(format);
      }
    }
    return promised;
  }

  /** The ending of a name in lower case without the dot; empty if it has none. */
  public static String extensionOf(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT).strip();
  }

  /** The format with this media type. */
  public static Optional<ContentFormat> ofMediaType(String mediaType) {
    String known = mediaType.equals("application/xhtml+xml") ? HTML.mediaType : mediaType;
    return Arrays.stream(values()).filter(format -> format.mediaType.equals(known)).findFirst();
  }

  /** All endings as a file chooser wants them: {@code .pdf,.docx,…}. */
  public static String accepted() {
    return Arrays.stream(values())
        .flatMap(format -> format.extensions().stream())
        .distinct()
        .map(extension -> "." + extension)
        .collect(Collectors.joining(","));
  }
}
