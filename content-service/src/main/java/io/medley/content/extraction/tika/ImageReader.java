package io.medley.content.extraction.tika;

import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.extraction.FileRefused.Reason;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

/** Reads PNG and JPEG: a picture is a page without text. */
final class ImageReader implements DocumentReader {

  @Override
  public void read(Path file, Reading reading) throws IOException {
    requireEnd(file);
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no image");
      }
      javax.imageio.ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > reading.limits().imagePixels()) {
          throw new Refused(
              Reason.EXTRACTION_LIMIT,
              "The picture has %,d megapixels; up to %,d are taken."
                  .formatted(pixels / 1_000_000, reading.limits().imagePixels() / 1_000_000));
        }
        BufferedImage image = reader.read(0);
        reading.section(SectionKind.PAGE, 1, "", "", List.of());
        reading.page(
            1, opaque(image, Math.min(image.getWidth(), 2 * reading.limits().pageImageWidth())));
      } finally {
        reader.dispose();
      }
    }
  }

  /**
   * JPEG readers fill what is missing with grey and say nothing; PNG's end is checked by its
   * reader, but only if asked.
   */
  private static void requireEnd(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      int first = in.read();
      int length = (int) Math.min(in.length(), 512);
      in.seek(in.length() - length);
      byte[] tail = new byte[length];
      in.readFully(tail);
      String end = new String(tail, java.nio.charset.StandardCharsets.ISO_8859_1);
      if (!end.contains(first == 0xff ? "\u00ff\u00d9" : "IEND")) {
        throw new IOException("cut short");
      }
    }
  }

  private static BufferedImage opaque(BufferedImage image, int width) {
    int height =
        Math.max(1, (int) Math.round(image.getHeight() * (double) width / image.getWidth()));
    BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, java.awt.Color.WHITE, null);
    graphics.dispose();
    return page;
  }
}
