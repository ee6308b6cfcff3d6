package io.medley.content.extraction.tika;

import com.adobe.internal.xmp.XMPException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * XMP in pictures and videos, where the XMP Specification Part 3 puts it. Nothing but the packet
 * differs from the original.
 */
final class PictureStamps {

  private static final String PNG_KEYWORD = "XML:com.adobe.xmp";
  private static final byte[] JPEG_MARK =
      "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JPEG_EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /** A segment's length counts itself and has two bytes. */
  private static final int JPEG_MOST = 65_535 - 2;

  private static final int JPEG_HEAD_MOST = 64 << 20;
  private static final byte[] MP4_XMP = HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac");
  private static final int SVG_MOST = 64 << 20;
  private static final int CHUNK_MOST = 16 << 20;
  private static final Pattern SVG_XMP =
      Pattern.compile("<x:xmpmeta\\b.*?</x:xmpmeta\\s*>", Pattern.DOTALL);

  /** Comments, declarations and instructions before the root, then the root's own start tag. */
  private static final Pattern SVG_ROOT =
      Pattern.compile(
          "(?:<!--.*?-->|<\\?.*?\\?>|<!DOCTYPE(?:[^\\[>]|\\[.*?\\])*>|[^<])*?"
              + "<(?:[\\w.-]+:)?svg\\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
          Pattern.DOTALL);

  private PictureStamps() {}

  /** An {@code iTXt} chunk before the end; one that is there already is replaced. */
  static void png(Path original, byte[] packet, Path copy) throws IOException, XMPException {
    try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(original)));
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(copy)))) {
      out.write(in.readNBytes(8));
      byte @Nullable [] own = null;
      while (true) {
        int length = in.readInt();
        byte[] type = in.readNBytes(4);
        String name = new String(type, StandardCharsets.US_ASCII);
        if (length < 0) {
          throw new IOException("a chunk of " + length);
        }
        if (name.equals("iTXt") && length <= CHUNK_MOST) {
          byte[] data = in.readNBytes(length);
          int sum = in.readInt();
          byte @Nullable [] told = pngPacket(data);
          if (told == null) {
            out.writeInt(length);
            out.write(type);
            out.write(data);
            out.writeInt(sum);
          } else {
            own = told;
          }
          continue;
        }
        if (name.equals("IEND")) {
          pngChunk(out, JoinedXmp.wrapped(own, packet));
        }
        out.writeInt(length);
        out.write(type);
        copy(in, out, length + 4L);
        if (name.equals("IEND")) {
          in.transferTo(out);
          return;
        }
      }
    }
  }

  /** The packet of an {@code iTXt} chunk of this keyword, not compressed. */
  private static byte @Nullable [] pngPacket(byte[] data) {
    byte[] keyword = (PNG_KEYWORD + "\0").getBytes(StandardCharsets.ISO_8859_1);
    if (!startsWith(data, keyword)) {
      return null;
    }
    // Compression flag and method, language and translated keyword, each of these ended by 0.
    int at = keyword.length + 2;
    for (int ended = 0; ended < 2 && at < data.length; at++) {
      if (data[at] == 0) {
        ended++;
      }
    }
    return Arrays.copyOfRange(data, Math.min(at, data.length), data.length);
  }

  private static void pngChunk(DataOutputStream out, byte[] packet) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes("iTXt".getBytes(StandardCharsets.US_ASCII));
    chunk.writeBytes(PNG_KEYWORD.getBytes(StandardCharsets.ISO_8859_1));
    chunk.writeBytes(new byte[5]);
    chunk.writeBytes(packet);
    byte[] bytes = chunk.toByteArray();
    CRC32 sum = new CRC32();
    sum.update(bytes);
    out.writeInt(bytes.length - 4);
    out.write(bytes);
    out.writeInt((int) sum.getValue());
  }

  /**
   * An {@code APP1} segment after those of JFIF and Exif; one that is there already is replaced.
   */
  static void jpeg(Path original, byte[] packet, Path copy) throws IOException, XMPException {
    try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(original)));
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(copy)))) {
      if (in.readUnsignedShort() != 0xFFD8) {
        throw new IOException("no JPEG");
      }
      List<byte[]> before = new ArrayList<>();
      List<byte[]> after = new ArrayList<>();
      byte @Nullable [] own = null;
      int read = 0;
      int marker = marker(in);
      while (marker != 0xDA) {
        if (marker == 0xD9 || (marker >= 0xD0 && marker <= 0xD7)) {
          throw new IOException("a JPEG without a picture");
        }
        int length = in.readUnsignedShort();
        byte[] data = in.readNBytes(length - 2);
        read += length;
        if (data.length < length - 2 || read > JPEG_HEAD_MOST) {
          throw new IOException("a JPEG cut short");
        }
        if (marker == 0xE1 && startsWith(data, JPEG_MARK)) {
          own = Arrays.copyOfRange(data, JPEG_MARK.length, data.length);
        } else {
          boolean head = marker == 0xE0 || (marker == 0xE1 && startsWith(data, JPEG_EXIF));
          (head && after.isEmpty() ? before : after).add(segment(marker, data));
        }
        marker = marker(in);
      }
      byte[] joined = JoinedXmp.wrapped(own, packet);
      if (joined.length > JPEG_MOST - JPEG_MARK.length) {
        throw new IOException("the packet is too long for a JPEG");
      }
      byte[] data = Arrays.copyOf(JPEG_MARK, JPEG_MARK.length + joined.length);
      System.arraycopy(joined, 0, data, JPEG_MARK.length, joined.length);
      out.writeShort(0xFFD8);
      for (byte[] segment : before) {
        out.write(segment);
      }
      out.write(segment(0xE1, data));
      for (byte[] segment : after) {
        out.write(segment);
      }
      out.writeShort(0xFFDA);
      in.transferTo(out);
    }
  }

  /** The code of the next marker; fill bytes before it are passed over. */
  private static int marker(DataInputStream in) throws IOException {
    if (in.readUnsignedByte() != 0xFF) {
      throw new IOException("a JPEG without markers");
    }
    int code = in.readUnsignedByte();
    while (code == 0xFF) {
      code = in.readUnsignedByte();
    }
    return code;
  }

  private static byte[] segment(int marker, byte[] data) {
    ByteArrayOutputStream segment = new ByteArrayOutputStream(data.length + 4);
    segment.write(0xFF);
    segment.write(marker);
    segment.write((data.length + 2) >> 8);
    segment.write(data.length + 2);
    segment.writeBytes(data);
    return segment.toByteArray();
  }

  /**
   * A {@code metadata} element, first in the drawing; a packet that is there already is replaced.
   */
  static void svg(Path original, byte[] packet, Path copy) throws IOException, XMPException {
    if (Files.size(original) > SVG_MOST) {
      throw new IOException("too large a drawing");
    }
    // Latin-1 keeps every byte; what is added is plain ASCII, so any encoding but UTF-16 reads it.
    String drawing = Files.readString(original, StandardCharsets.ISO_8859_1);
    Matcher own = SVG_XMP.matcher(drawing);
    String stamped;
    if (own.find()) {
      byte[] told = own.group().getBytes(StandardCharsets.ISO_8859_1);
      stamped =
          drawing.substring(0, own.start())
              + ascii(JoinedXmp.element(told, packet))
              + drawing.substring(own.end());
    } else {
      Matcher root = SVG_ROOT.matcher(drawing);
      if (!root.lookingAt() || root.group().endsWith("/>")) {
        throw new IOException("no drawing to write into");
      }
      stamped =
          root.group()
              + "<metadata xmlns=\"http://www.w3.org/2000/svg\">"
              + ascii(JoinedXmp.element(null, packet))
              + "</metadata>"
              + drawing.substring(root.end());
    }
    Files.writeString(copy, stamped, StandardCharsets.ISO_8859_1);
  }

  private static String ascii(byte[] xml) {
    StringBuilder plain = new StringBuilder(xml.length);
    new String(xml, StandardCharsets.UTF_8)
        .codePoints()
        .forEach(
            c -> {
              if (c < 0x80) {
                plain.append((char) c);
              } else {
                plain.append("&#").append(c).append(';');
              }
            });
    return plain.toString().strip();
  }

  /** A {@code uuid} box after the last: nothing before it moves. */
  static void mp4(Path original, byte[] packet, Path copy) throws IOException, XMPException {
    requireClosedBoxes(original);
    Files.copy(original, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    byte[] joined = JoinedXmp.wrapped(null, packet);
    try (OutputStream file = Files.newOutputStream(copy, StandardOpenOption.APPEND);
        DataOutputStream out = new DataOutputStream(file)) {
      out.writeInt(8 + MP4_XMP.length + joined.length);
      out.write("uuid".getBytes(StandardCharsets.US_ASCII));
      out.write(MP4_XMP);
      out.write(joined);
    }
  }

  /** A last box that reaches to the end of the file would swallow what is appended. */
  private static void requireClosedBoxes(Path original) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(original.toFile(), "r")) {
      long at = 0;
      while (at < in.length()) {
        in.seek(at);
        long size = Integer.toUnsignedLong(in.readInt());
        in.readInt();
        if (size == 1) {
          size = in.readLong();
        }
        if (size < 8 || at + size > in.length()) {
          throw new IOException("the last box is open");
        }
        at += size;
      }
    }
  }

  private static void copy(DataInputStream in, DataOutputStream out, long count)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = count; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("cut short");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  private static boolean startsWith(byte[] data, byte[] beginning) {
    return data.length >= beginning.length
        && Arrays.equals(data, 0, beginning.length, beginning, 0, beginning.length);
  }
}
