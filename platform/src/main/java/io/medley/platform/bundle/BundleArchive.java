package io.medley.platform.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The one way a bundle's zip is written: entries stored, in a fixed order and with a fixed time.
 * The same files always give the same bytes, so that whoever verifies can write the zip again and
 * compare.
 */
final class BundleArchive {

  /** Every entry's time: the earliest a zip can say. */
  private static final LocalDateTime STEADY = LocalDateTime.of(1980, 1, 1, 0, 0);

  private BundleArchive() {}

  /** Bytes that can be read several times. */
  interface Content {
    InputStream open() throws IOException;
  }

  /** One file of the bundle. */
  record Item(String path, Content content) {}

  /** Writes the zip; closes nothing. */
  static void write(List<Item> items, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
    for (Item item : items) {
      CRC32 sum = new CRC32();
      long size;
      try (InputStream bytes = new CheckedInputStream(item.content().open(), sum)) {
        size = bytes.transferTo(OutputStream.nullOutputStream());
      }
      ZipEntry entry = new ZipEntry(item.path());
      entry.setTimeLocal(STEADY);
      entry.setSize(size);
      entry.setCompressedSize(size);
      entry.setCrc(sum.getValue());
      zip.putNextEntry(entry);
      try (InputStream bytes = item.content().open()) {
        bytes.transferTo(zip);
      }
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }
}
