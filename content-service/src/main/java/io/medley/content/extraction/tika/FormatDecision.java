package io.medley.content.extraction.tika;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.extraction.ReadingLimits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;

/** Decides what a file is from its bytes, and refuses what is not a piece to review. */
final class FormatDecision {

  private static final String ALLOWED =
      "Send PDF, DOCX, PPTX, XLSX, an HTML e-mail (one file, or a zip with its images), a CLM zip, PNG, JPEG, SVG, MP4, WebVTT or plain text.";
  private static final Set<String> VIDEO =
      Set.of("video/mp4", "application/mp4", "video/x-m4v", "video/quicktime");

  private final Detector detector;
  private final MediaTypeRegistry types;

  FormatDecision() {
    this.detector = SharedTika.CONFIG.getDetector();
    this.types = SharedTika.CONFIG.getMediaTypeRegistry();
  }

  ContentFormat decide(Path file, String name, ReadingLimits limits) throws IOException {
    if (Files.size(file) == 0) {
      throw new Refused(Reason.BROKEN, "The file is empty; send it again.");
    }
    String extension = ContentFormat.extensionOf(name);
    Set<ContentFormat> promised = ContentFormat.promisedBy(name);
    String head = Polyglots.head(file, 16_384);
    boolean zip = head.startsWith("PK\u0003\u0004");
    List<String> entries = List.of();
    if (zip) {
      if (promised.isEmpty()
          && !extension.isEmpty()
          && !extension.matches("do[ct]m|xl[st]m|p[op][ts]m")) {
        throw unknown(name, promised, "application/zip", head);
      }
      // Before anything unpacks it: a container's own table of contents says whether it is a bomb.
      boolean office = !extension.equals("zip");
      entries = Container.inspect(file, office, limits);
    }
    String detected = detect(file);
    if (detected.contains("tika-ooxml-protected") || detected.contains("msoffice-protected")) {
      throw new Refused(
          Reason.ENCRYPTED,
          "The file is protected with a password; remove the protection and send it again.");
    }
    if (detected.contains("macroenabled") && !extension.equals("xlsb")) {
      throw new Refused(
          Reason.MACROS,
          "The file carries macros; save it without them (as .docx, .pptx or .xlsx) and send it again.");
    }
    Optional<ContentFormat> actual = actual(detected, head, promised, entries, file);
    if (actual.isEmpty()) {
      throw unknown(name, promised, detected, head);
    }
    ContentFormat format = actual.get();
    if (!extension.isEmpty() && promised.isEmpty() && format == ContentFormat.TEXT) {
      throw new Refused(
          Reason.TYPE_NOT_ALLOWED,
          "Files ending in .%s are not reviewed here. %s".formatted(extension, ALLOWED));
    }
    if (!extension.isEmpty() && !promised.contains(format)) {
      throw new Refused(
          Reason.DISGUISED,
          "The name ends in .%s, but the content is %s; give the file its right name and send it again."
              .formatted(extension, format.described()));
    }
    Polyglots.refuse(file, format);
    return format;
  }

  private Optional<ContentFormat> actual(
      String detected, String head, Set<ContentFormat> promised, List<String> entries, Path file)
      throws IOException {
    if (isPdf(head)
        && !detected.equals(ContentFormat.PDF.mediaType())
        && promised.contains(ContentFormat.PDF)) {
      // Something stands before the PDF: the polyglot check says what to think of it.
      return Optional.of(ContentFormat.PDF);
    }
    if (!entries.isEmpty() && isPlainArchive(detected)) {
      // A part whose type nobody declared makes detectors give up; the main part still tells.
      Optional<ContentFormat> office = officeFormatOf(entries);
      return office.isPresent() ? office : WebPackage.formatOf(entries);
    }
    if (VIDEO.contains(detected) && promised.contains(ContentFormat.MP4) && isMp4(head)) {
      return Optional.of(ContentFormat.MP4);
    }
    Optional<ContentFormat> known = ContentFormat.ofMediaType(detected);
    if (known.isPresent() && known.get() == ContentFormat.TEXT) {
      String start = head.replace("\u00ef\u00bb\u00bf", "").stripLeading();
      if (start.startsWith("WEBVTT")) {
        return Optional.of(ContentFormat.WEBVTT);
      }
      if (promised.contains(ContentFormat.HTML) && looksLikeHtml(head)) {
        return Optional.of(ContentFormat.HTML);
      }
      if (promised.contains(ContentFormat.TEXT) && isBinary(file)) {
        return Optional.empty();
      }
      return known;
    }
    boolean xml = detected.equals("application/xml") || detected.equals("text/xml");
    if (xml && promised.contains(ContentFormat.SVG) && head.contains("<svg")) {
      return Optional.of(ContentFormat.SVG);
    }
    if (xml && promised.contains(ContentFormat.HTML) && looksLikeHtml(head)) {
      return Optional.of(ContentFormat.HTML);
    }
    if (known.isEmpty()
        && (detected.startsWith("text/") || isKindOfText(detected))
        && promised.contains(ContentFormat.TEXT)
        && !isBinary(file)) {
      // Text that resembles source code, a log or a table is still text.
      return Optional.of(ContentFormat.TEXT);
    }
    return known;
  }

  private static Optional<ContentFormat> officeFormatOf(List<String> entries) {
    if (!entries.contains("[Content_Types].xml")) {
      return Optional.empty();
    }
    if (entries.contains("word/document.xml")) {
      return Optional.of(ContentFormat.DOCX);
    }
    if (entries.contains("ppt/presentation.xml")) {
      return Optional.of(ContentFormat.PPTX);
    }
    return entries.contains("xl/workbook.xml") ? Optional.of(ContentFormat.XLSX) : Optional.empty();
  }

  private boolean isKindOfText(String detected) {
    MediaType type = MediaType.parse(detected);
    return type != null && types.isInstanceOf(type, MediaType.TEXT_PLAIN);
  }

  private static boolean isPdf(String head) {
    return head.substring(0, Math.min(head.length(), 1_024)).contains("%PDF-");
  }

  private static boolean isMp4(String head) {
    return head.length() > 12
        && head.startsWith("ftyp", 4)
        && !head.startsWith("qt  ", 8)
        && !head.startsWith("M4A", 8);
  }

  private static boolean isPlainArchive(String detected) {
    return detected.equals("application/zip")
        || detected.equals("application/x-tika-ooxml")
        || detected.equals("application/java-archive");
  }

  /** Text has no control characters but the usual ones. */
  private static boolean isBinary(Path file) throws IOException {
    String head = Polyglots.head(file, 65_536);
    boolean wide = head.startsWith("\u00ff\u00fe") || head.startsWith("\u00fe\u00ff");
    return !wide && head.chars().anyMatch(c -> c == 0);
  }

  private static Refused unknown(
      String name, Set<ContentFormat> promised, String detected, String head) {
    if (promised.isEmpty()) {
      return new Refused(
          Reason.TYPE_NOT_ALLOWED,
          "Files of this type (%s) are not reviewed here. %s"
              .formatted(describe(detected), ALLOWED));
    }
    ContentFormat wanted = promised.iterator().next();
    boolean damagedContainer = wanted.isZip() && head.startsWith("PK\u0003\u0004");
    if (damagedContainer && ContentFormat.extensionOf(name).equals("zip")) {
      return new Refused(
          Reason.TYPE_NOT_ALLOWED,
          "The archive is neither an HTML e-mail nor a CLM presentation: it holds no HTML page. %s"
              .formatted(ALLOWED));
    }
    if (damagedContainer || (wanted == ContentFormat.PDF && head.startsWith("%PDF"))) {
      return new Refused(
          Reason.BROKEN,
          "“%s” is damaged: it cannot be read as %s. Open it, save it again and send that."
              .formatted(name, wanted.described()));
    }
    return new Refused(
        Reason.DISGUISED,
        detected.equals("application/octet-stream")
            ? "The name says %s, but the content is not; export the piece again and send that."
                .formatted(wanted.label())
            : "The name says %s, but the content is %s. %s"
                .formatted(wanted.label(), describe(detected), ALLOWED));
  }

  /** Media type by content alone; parameters are left out. */
  String detect(Path file) throws IOException {
    try (TikaInputStream in = TikaInputStream.get(file)) {
      return detector.detect(in, new Metadata()).getBaseType().toString().toLowerCase(Locale.ROOT);
    }
  }

  private static boolean looksLikeHtml(String head) {
    return head.toLowerCase(Locale.ROOT)
        .matches("(?s).*<(html|head|body|table|div|p|a|br|h1)[\\s>/].*");
  }

  /** Whether the last bytes of a file hold this mark. */
  static boolean endsWith(Path file, String mark, int within) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      int length = (int) Math.min(in.length(), within);
      in.seek(in.length() - length);
      byte[] tail = new byte[length];
      in.readFully(tail);
      return new String(tail, StandardCharsets.ISO_8859_1).contains(mark);
    }
  }

  private static String describe(String mediaType) {
    return switch (mediaType) {
      case "application/x-dosexec",
          "application/x-msdownload",
          "application/vnd.microsoft.portable-executable" ->
          "a Windows program";
      case "application/x-executable", "application/x-elf", "application/x-sharedlib" ->
          "a Linux program";
      case "application/zip",
          "application/gzip",
          "application/x-7z-compressed",
          "application/x-rar-compressed" ->
          "an archive";
      case "application/msword" -> "an old Word document (.doc)";
      case "application/vnd.ms-powerpoint" -> "an old PowerPoint deck (.ppt)";
      case "application/vnd.ms-excel" -> "an old Excel workbook (.xls)";
      case "application/x-tika-msoffice" -> "an old Office file";
      case "application/octet-stream" -> "nothing that could be recognised";
      default -> ContentFormat.ofMediaType(mediaType).map(ContentFormat::label).orElse(mediaType);
    };
  }
}
