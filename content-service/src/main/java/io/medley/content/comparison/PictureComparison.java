package io.medley.content.comparison;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Compares two page images pixel by pixel. Faint differences, as anti-aliasing makes them, do not
 * count; places that changed are joined to regions.
 */
public final class PictureComparison {

  /** Difference of one colour channel, 0 to 255, from which on a pixel counts as changed. */
  private static final int THRESHOLD = 40;

  private static final int CELL = 16;
  private static final Color MARK = new Color(0xC8, 0x1E, 0x1E);

  private PictureComparison() {}

  /**
   * What changed.
   *
   * @param share of the pixels that changed, 0 to 1
   * @param regions where, in pixels of the later image
   * @param picture the later page, faded, with what changed in full and framed
   */
  public record Result(double share, List<Rectangle> regions, BufferedImage picture) {
    public Result {
      regions = List.copyOf(regions);
    }
  }

  /** Compares; an earlier page of another size is first brought to the later one's. */
  public static Result compare(BufferedImage earlier, BufferedImage later) {
    int width = later.getWidth();
    int height = later.getHeight();
    int[] one = pixels(earlier, width, height);
    int[] other = pixels(later, width, height);
    int columns = (width + CELL - 1) / CELL;
    int rows = (height + CELL - 1) / CELL;
    boolean[] cells = new boolean[columns * rows];
    boolean[] changed = new boolean[width * height];
    long count = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        if (differs(one[at], other[at])) {
          changed[at] = true;
          cells[y / CELL * columns + x / CELL] = true;
          count++;
        }
      }
    }
    List<Rectangle> regions = regions(cells, columns, rows, width, height);
    return new Result(
        count / (double) (width * height), regions, drawn(other, changed, width, height, regions));
  }

  private static BufferedImage drawn(
      int[] later, boolean[] changed, int width, int height, List<Rectangle> regions) {
    int[] drawn = new int[later.length];
    for (int i = 0; i < later.length; i++) {
      drawn[i] = changed[i] ? later[i] : faded(later[i]);
    }
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, drawn, 0, width);
    Graphics2D canvas = picture.createGraphics();
    try {
      canvas.setColor(MARK);
      canvas.setStroke(new BasicStroke(3));
      regions.forEach(region -> canvas.drawRect(region.x, region.y, region.width, region.height));
    } finally {
      canvas.dispose();
    }
    return picture;
  }

  /** Cells that touch, corners included, make one region. */
  private static List<Rectangle> regions(
      boolean[] cells, int columns, int rows, int width, int height) {
    boolean[] seen = new boolean[cells.length];
    List<Rectangle> regions = new ArrayList<>();
    for (int start = 0; start < cells.length; start++) {
      if (!cells[start] || seen[start]) {
        continue;
      }
      int left = columns;
      int top = rows;
      int right = 0;
      int bottom = 0;
      Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
      seen[start] = true;
      while (!waiting.isEmpty()) {
        int cell = waiting.pop();
        int column = cell % columns;
        int row = cell / columns;
        left = Math.min(left, column);
        right = Math.max(right, column);
        top = Math.min(top, row);
        bottom = Math.max(bottom, row);
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int x = column + dx;
            int y = row + dy;
            int next = y * columns + x;
            if (x >= 0 && x < columns && y >= 0 && y < rows && cells[next] && !seen[next]) {
              seen[next] = true;
              waiting.push(next);
            }
          }
        }
      }
      regions.add(
          new Rectangle(
              left * CELL,
              top * CELL,
              Math.min(width, (right + 1) * CELL) - left * CELL - 1,
              Math.min(height, (bottom + 1) * CELL) - top * CELL - 1));
    }
    return regions;
  }

  private static boolean differs(int one, int other) {
    return Math.abs((one >> 16 & 0xFF) - (other >> 16 & 0xFF)) > THRESHOLD
        || Math.abs((one >> 8 & 0xFF) - (other >> 8 & 0xFF)) > THRESHOLD
        || Math.abs((one & 0xFF) - (other & 0xFF)) > THRESHOLD;
  }

  private static int faded(int colour) {
    int grey =
        ((colour >> 16 & 0xFF) * 30 + (colour >> 8 & 0xFF) * 59 + (colour & 0xFF) * 11) / 100;
    int pale = 255 - (255 - grey) / 4;
    return 0xFF000000 | pale << 16 | pale << 8 | pale;
  }

  private static int[] pixels(BufferedImage image, int width, int height) {
    BufferedImage plain = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = plain.createGraphics();
    try {
      canvas.setColor(Color.WHITE);
      canvas.fillRect(0, 0, width, height);
      canvas.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      canvas.drawImage(image, 0, 0, width, height, null);
    } finally {
      canvas.dispose();
    }
    return plain.getRGB(0, 0, width, height, null, 0, width);
  }
}
