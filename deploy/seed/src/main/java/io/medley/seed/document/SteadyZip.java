package io.medley.seed.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites an Office package with one fixed entry time, so that the same piece always has the same
 * bytes.
 */
final class SteadyZip {

  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private SteadyZip() {}

  static byte[] of(byte[] officePackage) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(officePackage.length);
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(officePackage));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        ZipEntry steady = new ZipEntry(entry.getName());
        steady.setTimeLocal(ENTRY_TIME);
        out.putNextEntry(steady);
        in.transferTo(out);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
