package io.medley.content.extraction.tika;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.FileRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Finds files that are two things at once: what reviewers would be shown is then not what others
 * open. A second file hides before the beginning, or behind the end.
 */
final class Polyglots {

  private static final int TAIL = 1 << 20;

  private Polyglots() {}

  static void refuse(Path file, ContentFormat format) throws IOException {
    switch (format) {
      case PDF -> {
        pdfBeginsAtTheBeginning(file);
        nothingBehind(file, format, lastIndexInTail(file, "%%EOF") + 5);
      }
      case PNG -> nothingBehind(file, format, endOfPng(file));
      case JPEG -> nothingBehind(file, format, lastIndexInTail(file, "\u00ff\u00d9") + 2);
      case HTML, SVG, TEXT, WEBVTT -> noContainerIn(file, format);
      case MP4 -> noContainerIn(file, format);
      case DOCX, PPTX, XLSX, EMAIL_ZIP, CLM -> {
        // A zip whose first bytes are its first entry and whose last bytes are its directory has no
        // room for another file; FormatDecision and Container see to both.
      }
    }
  }

  private static void pdfBeginsAtTheBeginning(Path file) throws IOException {
    String head = head(file, 1_024);
    int mark = head.indexOf("%PDF-");
    String before = mark < 0 ? "" : head.substring(0, mark);
    if (!before.isEmpty() && !before.replace("\u00ef\u00bb\u00bf", "").isBlank()) {
      throw polyglot(ContentFormat.PDF, "something else before the PDF begins");
    }
  }

  private static void nothingBehind(Path file, ContentFormat format, long end) throws IOException {
    noContainerIn(file, format);
    long size = Files.size(file);
    if (end <= 5 || end >= size) {
      return;
    }
    String behind = region(file, end, (int) Math.min(size - end, TAIL));
    String what = foreign(behind);
    if (what != null) {
      throw polyglot(format, what + " behind its end");
    }
  }

  private static @org.jspecify.annotations.Nullable String foreign(String bytes) {
    String lower = bytes.toLowerCase(Locale.ROOT);
    if (bytes.contains("PK\u0003\u0004")) {
      return "an archive";
    }
    if (bytes.contains("%PDF-")) {
      return "a PDF";
    }
    if (lower.contains("<script") || lower.contains("<html") || lower.contains("<?php")) {
      return "a web page";
    }
    if (bytes.contains("This program cannot be run") || bytes.startsWith("MZ")) {
      return "a program";
    }
    return null;
  }

  /**
   * A zip reader looks for its table of contents from the end, whatever stands at the beginning.
   */
  private static void noContainerIn(Path file, ContentFormat format) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() < 22) {
        return;
      }
      long end = Container.endOfDirectory(in, true);
      if (end >= 0 && directoryIsReal(in, end)) {
        throw polyglot(format, "an archive behind its end");
      }
    }
  }

  private static boolean directoryIsReal(RandomAccessFile in, long end) throws IOException {
    byte[] record = new byte[22];
    in.seek(end);
    in.readFully(record);
    long size = Container.intAt(record, 12) & 0xffffffffL;
    int entries = (record[10] & 0xff) | (record[11] & 0xff) << 8;
    long start = end - size;
    if (entries == 0 || size < 46 || start < 0) {
      return false;
    }
    byte[] mark = new byte[4];
    in.seek(start);
    in.readFully(mark);
    return mark[0] == 'P' && mark[1] == 'K' && mark[2] == 1 && mark[3] == 2;
  }

  /** Where a PNG ends by its own chunks; 0 if it does not. */
  static long endOfPng(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long at = 8;
      byte[] chunk = new byte[8];
      while (at + 12 <= in.length()) {
        in.seek(at);
        in.readFully(chunk);
        long length =
            (chunk[0] & 0xffL) << 24
                | (chunk[1] & 0xff) << 16
                | (chunk[2] & 0xff) << 8
                | (chunk[3] & 0xff);
        at += 12 + length;
        if (new String(chunk, 4, 4, StandardCharsets.ISO_8859_1).equals("IEND")) {
          return at <= in.length() ? at : 0;
        }
      }
      return 0;
    }
  }

  /** Position of the last such bytes in the file's end; -5 or less if there are none. */
  static long lastIndexInTail(Path file, String bytes) throws IOException {
    long size = Files.size(file);
    int length = (int) Math.min(size, TAIL);
    int found = region(file, size - length, length).lastIndexOf(bytes);
    return found < 0 ? -6 : size - length + found;
  }

  private static Refused polyglot(ContentFormat format, String what) {
    return new Refused(
        Reason.POLYGLOT,
        "The file is %s and carries %s, so that different programs open different things. Export the piece again and send that."
            .formatted(format.described(), what));
  }

  static String head(Path file, int length) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }
  }

  private static String region(Path file, long from, int length) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[length];
      in.seek(from);
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
