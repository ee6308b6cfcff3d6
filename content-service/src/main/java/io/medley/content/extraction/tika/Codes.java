package io.medley.content.extraction.tika;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import io.medley.content.extraction.Details.Code;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads QR codes. */
final class Codes {

  private static final Map<DecodeHintType, ?> HINTS =
      Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE);

  /** A code says an address, not a book. */
  private static final int LONGEST = 2_000;

  private Codes() {}

  /** The codes on a page's image; none if there is none, or none that can be read. */
  static List<Code> on(int page, BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = pixels(image);
    BinaryBitmap bitmap =
        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
    Result[] results;
    try {
      results = new QRCodeMultiReader().decodeMultiple(bitmap, HINTS);
    } catch (NotFoundException none) {
      return List.of();
    }
    List<Code> codes = new ArrayList<>();
    for (Result result : results) {
      double x = 0;
      double y = 0;
      ResultPoint[] points = result.getResultPoints();
      for (ResultPoint point : points) {
        x += point.getX() / width / points.length;
        y += point.getY() / height / points.length;
      }
      String text = result.getText().strip();
      if (!text.isEmpty() && text.length() <= LONGEST) {
        codes.add(new Code(page, text, Math.clamp(x, 0, 1), Math.clamp(y, 0, 1)));
      }
    }
    return List.copyOf(codes);
  }

  /** Red, green and blue of each pixel. Reading them one by one would cost more than the search. */
  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    boolean whole = image.getRaster().getParent() == null;
    return whole
            && image.getType() == BufferedImage.TYPE_INT_RGB
            && image.getRaster().getDataBuffer() instanceof DataBufferInt plain
        ? plain.getData()
        : image.getRGB(0, 0, width, height, null, 0, width);
  }
}
