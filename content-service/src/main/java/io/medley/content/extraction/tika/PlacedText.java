package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Style;
import io.medley.content.extraction.ExtractedFile.Box;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceRGBColor;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * The text of one page in reading order, with the place of every word, and raised digits kept
 * raised.
 */
final class PlacedText extends PDFTextStripper {

  private final int number;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Style> styles = new ArrayList<>();
  private final IdentityHashMap<TextPosition, Paint> paints = new IdentityHashMap<>();
  private final StringBuilder unseen = new StringBuilder();
  private final StringWriter written = new StringWriter();
  private final float pageWidth;
  private final float pageHeight;
  private float lineSize;
  private float lineBase;

  /** How a glyph is painted. */
  private record Paint(String colour, boolean invisible) {}

  PlacedText(PDPage page, int number) {
    this.number = number;
    addOperator(new SetNonStrokingColorSpace(this));
    addOperator(new SetNonStrokingColor(this));
    addOperator(new SetNonStrokingColorN(this));
    addOperator(new SetNonStrokingDeviceGrayColor(this));
    addOperator(new SetNonStrokingDeviceRGBColor(this));
    addOperator(new SetNonStrokingDeviceCMYKColor(this));
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

  List<Style> styles() {
    return styles;
  }

  /** Words that are in the text but not on the page: painted with nothing. */
  String unseen() {
    return unseen.toString().strip();
  }

  @Override
  protected void processTextPosition(TextPosition text) {
    boolean invisible =
        getGraphicsState().getTextState().getRenderingMode() == RenderingMode.NEITHER;
    paints.put(text, new Paint(colour(), invisible));
    super.processTextPosition(text);
  }

  private String colour() {
    try {
      return "#%06x".formatted(getGraphicsState().getNonStrokingColor().toRGB() & 0xffffff);
    } catch (IOException | RuntimeException unknownColourSpace) {
      return "";
    }
  }

  /** The size as it is seen, whatever scales the page's content. */
  private static float size(TextPosition position) {
    float seen = Math.abs(position.getYScale());
    return seen > 0 ? seen : position.getFontSizeInPt();
  }

  private Style style(TextPosition position, int start, int end, Paint paint) {
    PDFont font = position.getFont();
    String name = font == null || font.getName() == null ? "" : font.getName();
    String plain = name.replaceFirst("^[A-Z]{6}\\+", "");
    PDFontDescriptor descriptor = font == null ? null : font.getFontDescriptor();
    boolean bold =
        plain.toLowerCase(Locale.ROOT).matches(".*(bold|black|heavy|demi).*")
            || (descriptor != null
                && (descriptor.isForceBold() || descriptor.getFontWeight() >= 600));
    return new Style(number, start, end, plain, size(position), bold, paint.colour(), "");
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
      float size = size(position);
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
    look(text, positions, start, written.getBuffer().length());
    boxes.add(
        new Box(
            start,
            written.getBuffer().length(),
            share(left, pageWidth),
            share(top, pageHeight),
            share(right - left, pageWidth),
            share(bottom - top, pageHeight)));
  }

  /**
   * Stretches of a word that look alike; where letters were joined, a word looks like its first.
   */
  private void look(String text, List<TextPosition> positions, int start, int end) {
    Paint none = new Paint("", false);
    boolean oneForOne = positions.size() == end - start;
    for (int i = 0; i < positions.size(); i++) {
      TextPosition position = positions.get(i);
      Paint paint = paints.getOrDefault(position, none);
      if (paint.invisible()) {
        if (i == 0) {
          unseen.append(text).append(' ');
        }
      } else if (oneForOne) {
        add(style(position, start + i, start + i + 1, paint));
      } else if (i == 0) {
        add(style(position, start, end, paint));
      }
    }
  }

  private void add(Style style) {
    Style last = styles.isEmpty() ? null : styles.getLast();
    if (last != null
        && style.start() - last.end() <= 1
        && last.font().equals(style.font())
        && Math.abs(last.points() - style.points()) < 0.05
        && last.colour().equals(style.colour())
        && last.bold() == style.bold()) {
      styles.set(
          styles.size() - 1,
          new Style(
              number,
              last.start(),
              style.end(),
              last.font(),
              last.points(),
              last.bold(),
              last.colour(),
              ""));
    } else {
      styles.add(style);
    }
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
