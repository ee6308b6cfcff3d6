package io.medley.content.extraction.tika;

import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.extraction.ReadingLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Looks at a zip container before anybody unpacks it: how much it holds, whether it is locked,
 * whether code is in it, whether every reader would find the same in it.
 */
final class Container {

  private static final int END_OF_DIRECTORY = 0x06054b50;
  private static final int ENTRY_IN_DIRECTORY = 0x02014b50;

  /** A real piece's pictures do not shrink, and its text by a factor of ten or so. */
  private static final long BOMB_RATIO = 40;

  private final ReadingLimits limits;
  private long unpacked;
  private int entries;

  private Container(ReadingLimits limits) {
    this.limits = limits;
  }

  /**
   * Refuses a container that is a bomb, locked, carries macros, is cut short or is ambiguous.
   *
   * @param office whether its name promises an Office document
   * @return names of its entries
   */
  static List<String> inspect(Path file, boolean office, ReadingLimits limits) throws IOException {
    requireEnd(file);
    requireUnlocked(file);
    Container container = new Container(limits);
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long packed = Files.size(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > limits.entries()) {
        throw tooManyParts(limits);
      }
      for (var all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = entry.getName();
        if (!seen.add(name.toLowerCase(Locale.ROOT)) && !entry.isDirectory()) {
          throw new Refused(
              Reason.POLYGLOT,
              "The file holds “%s” twice, so that different programs show different things; save it again and send that."
                  .formatted(shortened(name)));
        }
        names.add(name);
        refuseMacros(name, office);
        try (InputStream in = zip.getInputStream(entry)) {
          container.count(name, in, packed, 1, office);
        }
      }
    } catch (ZipException broken) {
      throw new Refused(
          Reason.BROKEN, "The file is damaged; open it, save it again and send that.");
    }
    return names;
  }

  /** Counted by reading: the sizes written in a table of contents can lie. */
  private void count(String name, InputStream in, long packed, int depth, boolean office)
      throws IOException {
    if (depth > limits.depth()) {
      throw new Refused(
          Reason.BOMB,
          "The file holds containers within containers, more than %d deep; send the piece itself."
              .formatted(limits.depth()));
    }
    Counting counted = new Counting(in, packed);
    byte[] head = counted.readNBytes(4);
    if (head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4) {
      ZipInputStream inner =
          new ZipInputStream(
              new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(head), counted),
              StandardCharsets.ISO_8859_1);
      try {
        for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
          if (++entries > limits.entries()) {
            throw tooManyParts(limits);
          }
          refuseMacros(entry.getName(), office || isOffice(name));
          count(name + "!" + entry.getName(), inner, packed, depth + 1, office || isOffice(name));
        }
      } catch (ZipException | IllegalArgumentException notReallyAZip) {
        // An embedded file that is no container after all is counted to its end.
        counted.transferTo(java.io.OutputStream.nullOutputStream());
      }
    }
    counted.transferTo(java.io.OutputStream.nullOutputStream());
  }

  private static boolean isOffice(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*\\.(docx|pptx|xlsx|docm|pptm|xlsm)");
  }

  private static void refuseMacros(String name, boolean office) {
    String path = name.toLowerCase(Locale.ROOT);
    if (path.endsWith("vbaproject.bin")
        || (office
            && (path.contains("/activex/")
                || path.contains("/macrosheets/")
                || path.matches(
                    ".*\\.(exe|dll|scr|com|bat|cmd|vbs|ps1|jar|js|hta|docm|xlsm|pptm)")))
        || path.matches(".*\\.(exe|dll|scr|com|bat|cmd|vbs|ps1|hta)")) {
      throw new Refused(
          Reason.MACROS,
          "The file carries macros or programs (“%s”); save it without them (as .docx, .pptx or .xlsx) and send it again."
              .formatted(shortened(name)));
    }
  }

  private static String shortened(String name) {
    return name.length() <= 60 ? name : "…" + name.substring(name.length() - 60);
  }

  private static Refused tooManyParts(ReadingLimits limits) {
    return new Refused(
        Reason.BOMB,
        "The file holds more than %,d parts, far beyond any piece; reduce it and send it again."
            .formatted(limits.entries()));
  }

  /** A zip without its directory was cut short; one whose directory is elsewhere is two files. */
  private static void requireEnd(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long end = endOfDirectory(in, false);
      if (end < 0) {
        throw new Refused(
            Reason.TRUNCATED,
            "The file was cut short: its table of contents is missing. Send it again, or save it again and send that.");
      }
    }
  }

  /**
   * Where a zip reader would find the end of the table of contents; -1 if it would find none.
   *
   * @param exact whether nothing but its comment, or blanks, may follow
   */
  static long endOfDirectory(RandomAccessFile in, boolean exact) throws IOException {
    int length = (int) Math.min(in.length(), 65_557);
    byte[] tail = new byte[length];
    in.seek(in.length() - length);
    in.readFully(tail);
    for (int i = length - 22; i >= 0; i--) {
      if (intAt(tail, i) == END_OF_DIRECTORY) {
        int comment = (tail[i + 20] & 0xff) | (tail[i + 21] & 0xff) << 8;
        long offset = intAt(tail, i + 16) & 0xffffffffL;
        long size = intAt(tail, i + 12) & 0xffffffffL;
        int after = i + 22 + comment;
        if (after <= length
            && (!exact
                || new String(tail, after, length - after, StandardCharsets.ISO_8859_1).isBlank())
            && (offset == 0xffffffffL || offset + size <= in.length() - length + i)) {
          return in.length() - length + i;
        }
      }
    }
    return -1;
  }

  private static void requireUnlocked(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long end = endOfDirectory(in, false);
      in.seek(end + 10);
      int count = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
      in.seek(end + 16);
      long at = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
      byte[] head = new byte[46];
      for (int i = 0; i < count && at + 46 <= end; i++) {
        in.seek(at);
        in.readFully(head);
        if (intAt(head, 0) != ENTRY_IN_DIRECTORY) {
          return;
        }
        if ((head[8] & 1) != 0) {
          throw new Refused(
              Reason.ENCRYPTED,
              "The archive is protected with a password; remove the protection and send it again.");
        }
        at += 46 + shortAt(head, 28) + shortAt(head, 30) + shortAt(head, 32);
      }
    }
  }

  static int intAt(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  private static int shortAt(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  /** Counts into the container's sum and stops at its limit. */
  private final class Counting extends FilterInputStream {
    private final long packed;

    Counting(InputStream in, long packed) {
      super(in);
      this.packed = packed;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      add(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      add(Math.max(read, 0));
      return read;
    }

    @Override
    public void close() {
      // The entry's stream belongs to its opener.
    }

    private void add(int count) {
      unpacked += count;
      if (unpacked > limits.unpackedBytes()) {
        boolean bomb = unpacked / Math.max(1, packed) >= BOMB_RATIO;
        throw new Refused(
            bomb ? Reason.BOMB : Reason.TOO_LARGE,
            "The file holds more than %,d MB once unpacked, far beyond any piece; reduce it and send it again."
                .formatted(limits.unpackedBytes() >> 20));
      }
    }
  }
}
