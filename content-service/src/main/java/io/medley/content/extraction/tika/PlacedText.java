package io.medley.content.extraction.tika;

import io.medley.content.extraction.ExtractedFile.Box;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * The text of one page in reading order, with the place of every word, and raised digits kept
 * raised.
 */
final class PlacedText extends PDFTextStripper {

  private final List<Box> boxes = new ArrayList<>();
  private final StringWriter written = new StringWriter();
  private final float pageWidth;
  private final float pageHeight;
  private float lineSize;
  private float lineBase;

  PlacedText(PDPage page) {
    PDRectangle crop = page.getCropBox();
    boolean turned = page.getRotation() % 180 != 0;
    this.pageWidth = turned ? crop.getHeight() : crop.getWidth();
    this.pageHeight = turned ? crop.getWidth() : crop.getHeight();
    setLineSeparator("\n");
    setParagraphEnd("\n");
    setSuppressDuplicateOverlappingText(true);
  }

  String read(PDDocument document, int pageNumber) throws IOException {
    setStartPage(pageNumber);
    setEndPage(pageNumber);
    writeText(document, written);
    return written.toString();
  }

  List<Box> boxes() {
    return boxes;
  }

  @Override
  protected void writeLineSeparator() throws IOException {
    lineSize = 0;
    super.writeLineSeparator();
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) throws IOException {
    int start = written.getBuffer().length();
    if (positions.isEmpty()) {
      super.writeString(text);
      return;
    }
    StringBuilder word = new StringBuilder();
    StringBuilder raised = new StringBuilder();
    float left = Float.MAX_VALUE;
    float top = Float.MAX_VALUE;
    float right = 0;
    float bottom = 0;
    for (TextPosition position : positions) {
      float size = position.getFontSizeInPt();
      if (lineSize == 0 || size > lineSize) {
        lineSize = size;
        lineBase = position.getYDirAdj();
      }
      boolean isRaised =
          size < 0.85f * lineSize && position.getYDirAdj() < lineBase - 0.12f * lineSize;
      String unicode = position.getUnicode() == null ? "" : position.getUnicode();
      if (isRaised) {
        raised.append(unicode);
      } else {
        flush(raised, word);
        word.append(unicode);
      }
      left = Math.min(left, position.getXDirAdj());
      right = Math.max(right, position.getXDirAdj() + position.getWidthDirAdj());
      top = Math.min(top, position.getYDirAdj() - Math.max(position.getHeightDir(), size * 0.75f));
      bottom = Math.max(bottom, position.getYDirAdj() + size * 0.2f);
    }
    boolean anyRaised = !raised.isEmpty() || word.chars().anyMatch(PlacedText::isSuperscript);
    flush(raised, word);
    // The stripper's own text joins ligatures and turns right-to-left runs; it is kept unless a
    // mark was raised.
    super.writeString(anyRaised ? word.toString() : text);
    boxes.add(
        new Box(
            start,
            written.getBuffer().length(),
            share(left, pageWidth),
            share(top, pageHeight),
            share(right - left, pageWidth),
            share(bottom - top, pageHeight)));
  }

  private static boolean isSuperscript(int c) {
    return "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c) >= 0;
  }

  private static void flush(StringBuilder raised, StringBuilder word) {
    word.append(Superscripts.raise(raised.toString()));
    raised.setLength(0);
  }

  private static double share(float part, float whole) {
    return Math.round(Math.clamp(part / whole, 0f, 1f) * 10_000) / 10_000d;
  }
}
