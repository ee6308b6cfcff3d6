package io.medley.content.extraction.tika;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Containers made on the spot: zips, workbooks, videos. */
final class Packed {

  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private Packed() {}

  /** A zip of names and contents, each a text or bytes. */
  static byte[] zip(Object... namesAndContents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        zip.write(bytes(namesAndContents[i + 1]));
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** The same zip with one more entry. */
  static byte[] with(byte[] zip, String name, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream copy = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        copy.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(copy);
        copy.closeEntry();
      }
      copy.putNextEntry(new ZipEntry(name));
      copy.write(content);
      copy.closeEntry();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  static byte[] bytes(Object content) {
    return content instanceof byte[] bytes
        ? bytes
        : ((String) content).getBytes(StandardCharsets.UTF_8);
  }

  /** A workbook of one seen sheet with a hidden row, and one hidden sheet. */
  static byte[] workbook() {
    return zip(
        "[Content_Types].xml",
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        "_rels/.rels",
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\""
            + RELATIONS
            + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        "xl/workbook.xml",
        "<?xml version=\"1.0\"?><workbook xmlns=\""
            + MAIN
            + "\" xmlns:r=\""
            + RELATIONS
            + "\"><sheets><sheet name=\"Results\" sheetId=\"1\" r:id=\"s1\"/><sheet name=\"Workings\" sheetId=\"2\" state=\"veryHidden\" r:id=\"s2\"/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels",
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"s1\" Type=\"x\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"s2\" Type=\"x\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
        "xl/sharedStrings.xml",
        "<?xml version=\"1.0\"?><sst xmlns=\"" + MAIN + "\"><si><t>Response rate</t></si></sst>",
        "xl/styles.xml",
        "<?xml version=\"1.0\"?><styleSheet xmlns=\""
            + MAIN
            + "\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>",
        "xl/worksheets/sheet1.xml",
        "<?xml version=\"1.0\"?><worksheet xmlns=\""
            + MAIN
            + "\" xmlns:r=\""
            + RELATIONS
            + "\"><cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>0.4275</v></c><c r=\"D1\" t=\"inlineStr\"><is><t>unblinded</t></is></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"inlineStr\"><is><t>left out</t></is></c></row></sheetData><hyperlinks><hyperlink ref=\"A1\" r:id=\"l1\"/></hyperlinks></worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"l1\" Type=\"x\" Target=\"https://trial.example/\" TargetMode=\"External\"/></Relationships>",
        "xl/worksheets/sheet2.xml",
        "<?xml version=\"1.0\"?><worksheet xmlns=\""
            + MAIN
            + "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>secret sum</t></is></c></row></sheetData></worksheet>");
  }

  /** A video of no pictures to speak of, with one line of subtitles from 0 to 2 seconds. */
  static byte[] video(String subtitle) {
    byte[] words = subtitle.getBytes(StandardCharsets.UTF_8);
    ByteBuffer sample = ByteBuffer.allocate(2 + words.length);
    sample.putShort((short) words.length).put(words);
    byte[] ftyp = box("ftyp", "isom\0\0\2\0isomiso2mp41".getBytes(StandardCharsets.ISO_8859_1));
    byte[] mdat = box("mdat", sample.array());
    int offset = ftyp.length + 8;
    byte[] header = new byte[100];
    ByteBuffer.wrap(header).putInt(12, 1_000).putInt(16, 2_000);
    byte[] tkhd = new byte[84];
    ByteBuffer.wrap(tkhd).putInt(76, 640 << 16).putInt(80, 360 << 16);
    byte[] mdhd = new byte[24];
    ByteBuffer.wrap(mdhd)
        .putInt(12, 1_000)
        .putInt(16, 2_000)
        .putShort(20, (short) (('e' - 96) << 10 | ('n' - 96) << 5 | ('g' - 96)));
    byte[] video =
        box("trak", join(box("tkhd", tkhd), box("mdia", join(box("mdhd", mdhd), handler("vide")))));
    byte[] table =
        box(
            "stbl",
            join(
                box("stts", ints(0, 1, 1, 2_000)),
                box("stsc", ints(0, 1, 1, 1, 1)),
                box("stsz", ints(0, 0, 1, 2 + words.length)),
                box("stco", ints(0, 1, offset))));
    byte[] subtitles =
        box(
            "trak",
            join(
                box("tkhd", tkhd),
                box("mdia", join(box("mdhd", mdhd), handler("sbtl"), box("minf", table)))));
    return join(ftyp, mdat, box("moov", join(box("mvhd", header), video, subtitles)));
  }

  private static byte[] handler(String kind) {
    byte[] handler = new byte[24];
    System.arraycopy(kind.getBytes(StandardCharsets.ISO_8859_1), 0, handler, 8, 4);
    return box("hdlr", handler);
  }

  private static byte[] ints(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      buffer.putInt(value);
    }
    return buffer.array();
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
