package io.medley.content.extraction.tika;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import io.medley.content.extraction.Details.Picture;
import io.medley.content.extraction.Details.RenditionKind;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.extraction.FileRefused.Reason;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads PNG and JPEG: a picture is a page without text. Smaller variants are made for lists, mails
 * and small screens.
 */
final class ImageReader implements DocumentReader {

  private static final int[] VARIANTS = {640, 1_280};

  @Override
  public void read(Path file, Reading reading) throws IOException {
    requireEnd(file);
    BufferedImage image;
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      image = decode(in, reading.limits().imagePixels());
    }
    if (image == null) {
      throw new IOException("no image");
    }
    BufferedImage upright = upright(file, image);
    reading.section(SectionKind.PAGE, 1, "", "", List.of());
    reading.property("width", String.valueOf(upright.getWidth()));
    reading.property("height", String.valueOf(upright.getHeight()));
    reading.picture(new Picture(1, 0, "picture", ""));
    reading.page(
        1,
        Scaling.toWidth(
            upright, Math.min(upright.getWidth(), 2 * reading.limits().pageImageWidth())));
    for (int width : VARIANTS) {
      if (upright.getWidth() > width) {
        boolean clear = image.getColorModel().hasAlpha();
        reading.rendition(
            RenditionKind.VARIANT, 1, Scaling.toWidth(upright, width), clear ? "png" : "jpg");
      }
    }
    XmpPacket.find(file, reading);
  }

  /** The picture in these bytes; {@code null} if there is none. */
  static @Nullable BufferedImage decode(byte[] bytes, long pixelsAtMost) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      return decode(in, pixelsAtMost);
    }
  }

  private static @Nullable BufferedImage decode(ImageInputStream in, long pixelsAtMost)
      throws IOException {
    Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReaders(in);
    if (!readers.hasNext()) {
      return null;
    }
    javax.imageio.ImageReader reader = readers.next();
    try {
      reader.setInput(in, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > pixelsAtMost) {
        throw new Refused(
            Reason.EXTRACTION_LIMIT,
            "The picture has %,d megapixels; up to %,d are taken."
                .formatted(pixels / 1_000_000, pixelsAtMost / 1_000_000));
      }
      try {
        return reader.read(0);
      } catch (IIOException unusualColours) {
        if (!reader.canReadRaster()) {
          throw unusualColours;
        }
        return printed(reader.readRaster(0, null));
      }
    } finally {
      reader.dispose();
    }
  }

  /** A picture made for print (CMYK, inverted as Adobe writes it), shown on a screen. */
  private static BufferedImage printed(Raster raster) throws IOException {
    if (raster.getNumBands() != 4) {
      throw new IOException("unknown colours");
    }
    BufferedImage image =
        new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] line = new int[raster.getWidth() * 4];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, line);
      for (int x = 0; x < raster.getWidth(); x++) {
        int black = line[4 * x + 3];
        int red = line[4 * x] * black / 255;
        int green = line[4 * x + 1] * black / 255;
        int blue = line[4 * x + 2] * black / 255;
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return image;
  }

  /** Cameras note how they were held instead of turning the picture. */
  private static BufferedImage upright(Path file, BufferedImage image) {
    int quarters =
        switch (orientation(file)) {
          case 3 -> 2;
          case 6 -> 1;
          case 8 -> 3;
          default -> 0;
        };
    if (quarters == 0) {
      return image;
    }
    boolean across = quarters % 2 == 1;
    int width = across ? image.getHeight() : image.getWidth();
    int height = across ? image.getWidth() : image.getHeight();
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = turned.createGraphics();
    AffineTransform turn = new AffineTransform();
    turn.translate(width / 2d, height / 2d);
    turn.quadrantRotate(quarters);
    turn.translate(-image.getWidth() / 2d, -image.getHeight() / 2d);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.drawImage(image, turn, null);
    graphics.dispose();
    return turned;
  }

  private static int orientation(Path file) {
    try {
      ExifIFD0Directory exif =
          ImageMetadataReader.readMetadata(file.toFile())
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      return exif != null && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
          ? exif.getInt(ExifIFD0Directory.TAG_ORIENTATION)
          : 1;
    } catch (ImageProcessingException | IOException | MetadataException unknown) {
      return 1;
    }
  }

  /**
   * JPEG readers fill what is missing with grey and say nothing; PNG's end is checked by its
   * reader, but only if asked.
   */
  private static void requireEnd(Path file) throws IOException {
    int first;
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      first = in.read();
    }
    boolean whole =
        first == 0xff
            ? Polyglots.lastIndexInTail(file, "\u00ff\u00d9") >= 0
            : Polyglots.endOfPng(file) > 0;
    if (!whole) {
      throw new Refused(
          Reason.TRUNCATED,
          "The picture was cut short: its end is missing. Send it again, or export it again and send that.");
    }
  }
}
