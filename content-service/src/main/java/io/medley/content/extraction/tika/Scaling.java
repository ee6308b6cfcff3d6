package io.medley.content.extraction.tika;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Smaller pictures. */
final class Scaling {

  private Scaling() {}

  /** The picture on white, at most this wide; halved step by step, so that fine print stays. */
  static BufferedImage toWidth(BufferedImage image, int width) {
    BufferedImage current = image;
    while (current.getWidth() / 2 >= width && current.getHeight() >= 2) {
      current = draw(current, current.getWidth() / 2);
    }
    return current.getWidth() > width || current.equals(image) ? draw(current, width) : current;
  }

  private static BufferedImage draw(BufferedImage image, int wanted) {
    int width = Math.max(1, Math.min(wanted, image.getWidth()));
    int height =
        Math.max(1, (int) Math.round(image.getHeight() * (double) width / image.getWidth()));
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
    graphics.dispose();
    return drawn;
  }
}
