package io.medley.content.extraction.tika;

import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.extraction.ReadingLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;

/** Decides what a file is from its bytes, and refuses what is not a piece to review. */
final class FormatDecision {

  private static final String ALLOWED =
      "Send PDF, DOCX, PPTX, a single HTML e-mail, PNG, JPEG or plain text.";

  private final Detector detector;

  FormatDecision() {
    this.detector = TikaConfig.getDefaultConfig().getDetector();
  }

  FileFormat decide(Path file, String name, ReadingLimits limits) throws IOException {
    if (Files.size(file) == 0) {
      throw new Refused(Reason.BROKEN, "The file is empty; send it again.");
    }
    String extension = extension(name);
    Optional<FileFormat> promised = FileFormat.ofExtension(extension);
    boolean zip = startsWith(file, "PK\u0003\u0004");
    if (zip) {
      // Before anything unpacks it: a container's own table of contents says whether it is a bomb.
      inspectContainer(file, promised, limits);
    }
    String detected = detect(file);
    if (detected.contains("tika-ooxml-protected") || (isOle(file) && isEncryptedOffice(detected))) {
      throw new Refused(
          Reason.ENCRYPTED,
          "The file is protected with a password; remove the protection and send it again.");
    }
    if (detected.contains("macroenabled")) {
      throw new Refused(
          Reason.MACROS,
          "The file carries macros; save it without them (as .docx or .pptx) and send it again.");
    }
    Optional<FileFormat> actual = FileFormat.ofMediaType(detected);
    if (actual.isPresent()
        && actual.get() == FileFormat.TEXT
        && promised.orElse(null) == FileFormat.HTML
        && looksLikeHtml(file)) {
      actual = Optional.of(FileFormat.HTML);
    }
    if (actual.isEmpty()) {
      throw unknown(file, name, promised, detected, zip);
    }
    if (!extension.isEmpty() && promised.orElse(null) != actual.get()) {
      throw new Refused(
          Reason.DISGUISED,
          "The name ends in .%s, but the content is a %s; give the file its right name and send it again."
              .formatted(extension, actual.get().label()));
    }
    return actual.get();
  }

  private static Refused unknown(
      Path file, String name, Optional<FileFormat> promised, String detected, boolean zip)
      throws IOException {
    if (promised.isEmpty()) {
      return new Refused(
          Reason.TYPE_NOT_ALLOWED,
          "Files of this type (%s) are not reviewed here. %s"
              .formatted(describe(detected), ALLOWED));
    }
    boolean damagedContainer = promised.get().isZip() && zip;
    boolean noMeaning = detected.equals("application/octet-stream");
    boolean ownMark = promised.get() == FileFormat.PDF && startsWith(file, "%PDF");
    if (damagedContainer || ownMark) {
      return new Refused(
          Reason.BROKEN,
          "“%s” is damaged or was cut short; open it, save it again and send that."
              .formatted(name));
    }
    return new Refused(
        Reason.DISGUISED,
        noMeaning
            ? "The name says %s, but the content is not; export the piece again and send that."
                .formatted(promised.get().label())
            : "The name says %s, but the content is %s. %s"
                .formatted(promised.get().label(), describe(detected), ALLOWED));
  }

  private void inspectContainer(Path file, Optional<FileFormat> promised, ReadingLimits limits) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > limits.entries()) {
        throw tooMuch("more than %,d parts".formatted(limits.entries()));
      }
      long unpacked = 0;
      byte[] buffer = new byte[64 * 1024];
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        String path = entry.getName().toLowerCase(Locale.ROOT);
        if (path.endsWith("vbaproject.bin") || path.contains("/activex/")) {
          throw new Refused(
              Reason.MACROS,
              "The file carries macros; save it without them (as .docx or .pptx) and send it again.");
        }
        // Counted by reading: the sizes written in a table of contents can lie.
        try (InputStream in = zip.getInputStream(entry)) {
          for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            unpacked += count;
            if (unpacked > limits.unpackedBytes()) {
              throw tooMuch(
                  "more than %,d MB once unpacked".formatted(limits.unpackedBytes() >> 20));
            }
          }
        }
      }
    } catch (IOException broken) {
      if (promised.map(FileFormat::isZip).orElse(false)) {
        throw new Refused(
            Reason.BROKEN,
            "The file is damaged or was cut short; open it, save it again and send that.");
      }
    }
  }

  private static Refused tooMuch(String what) {
    return new Refused(
        Reason.EXTRACTION_LIMIT,
        "The file holds %s, far beyond any piece; reduce it and send it again.".formatted(what));
  }

  private String detect(Path file) throws IOException {
    try (TikaInputStream in = TikaInputStream.get(file)) {
      return detector.detect(in, new Metadata()).getBaseType().toString().toLowerCase(Locale.ROOT);
    }
  }

  private static boolean isEncryptedOffice(String detected) {
    return detected.contains("protected")
        || detected.equals("application/x-tika-msoffice-protected");
  }

  private static boolean isOle(Path file) throws IOException {
    byte[] head = head(file, 4);
    return head.length == 4
        && (head[0] & 0xff) == 0xd0
        && (head[1] & 0xff) == 0xcf
        && (head[2] & 0xff) == 0x11
        && (head[3] & 0xff) == 0xe0;
  }

  private static boolean looksLikeHtml(Path file) throws IOException {
    String start =
        new String(head(file, 16_384), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return start.matches("(?s).*<(html|head|body|table|div|p)[\\s>].*");
  }

  private static boolean startsWith(Path file, String mark) throws IOException {
    return new String(head(file, mark.length()), StandardCharsets.ISO_8859_1).equals(mark);
  }

  private static byte[] head(Path file, int length) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(length);
    }
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT).strip();
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
      case "application/x-tika-msoffice" -> "an old Office file";
      case "application/octet-stream" -> "nothing that could be recognised";
      default -> FileFormat.ofMediaType(mediaType).map(FileFormat::label).orElse(mediaType);
    };
  }
}
