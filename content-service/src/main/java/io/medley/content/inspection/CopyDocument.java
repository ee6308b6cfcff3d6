package io.medley.content.inspection;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/**
 * A PDF of whole-page images and of text that runs from page to page. Nothing in it depends on when
 * or where it is made.
 */
final class CopyDocument implements Closeable {

  private static final float MARGIN = 56;
  private static final float LABEL = 112;
  private static final float BODY = 9.5f;
  private static final float LINE = 1.45f;

  private final PDDocument document;
  private final PDFont font;
  private final Map<Integer, Boolean> drawable = new HashMap<>();
  private @Nullable PDPageContentStream out;
  private float left;

  CopyDocument(String title, String contentHash, Instant asOf) throws IOException {
    document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
    document.setDocumentId(Long.parseUnsignedLong(contentHash.substring(0, 16), 16));
    document.getDocumentInformation().setTitle(title);
    document.getDocumentInformation().setProducer("Medley");
    GregorianCalendar made = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    made.setTimeInMillis(asOf.toEpochMilli());
    document.getDocumentInformation().setCreationDate(made);
    // Part of PDFBox; covers Latin, Greek, Cyrillic and the signs of the field.
    try (InputStream letters =
        Objects.requireNonNull(
            PDDocument.class.getResourceAsStream(
                "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"))) {
      font = PDType0Font.load(document, letters);
    }
  }

  /** A page that is nothing but this image. */
  void image(byte[] bytes, int width, int height) throws IOException {
    endPage();
    float wide = PDRectangle.A4.getWidth();
    PDPage page = new PDPage(new PDRectangle(wide, wide * height / width));
    document.addPage(page);
    try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
      stream.drawImage(
          PDImageXObject.createFromByteArray(document, bytes, null),
          0,
          0,
          wide,
          wide * height / width);
    }
  }

  /** Begins a page for text. */
  void page() throws IOException {
    endPage();
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    out = new PDPageContentStream(document, page);
    left = PDRectangle.A4.getHeight() - MARGIN;
  }

  void title(String text) throws IOException {
    lines(text, 20, 0);
    left -= 8;
  }

  void heading(String text) throws IOException {
    left -= 4;
    lines(text, 12, 0);
    left -= 2;
  }

  void text(String text) throws IOException {
    lines(text, BODY, 0);
  }

  void small(String text) throws IOException {
    lines(text, 8, 0);
  }

  /** A name and what it stands for, side by side. */
  void fact(String label, String value) throws IOException {
    room(BODY * LINE);
    float top = left;
    draw(label, BODY, MARGIN, top - BODY);
    lines(value, BODY, LABEL);
  }

  /** Goes to a new page if less than so many lines are free. */
  void keepTogether(int lines) throws IOException {
    room(lines * BODY * LINE);
  }

  void save(OutputStream to) throws IOException {
    endPage();
    document.save(to);
  }

  @Override
  public void close() throws IOException {
    endPage();
    document.close();
  }

  private void endPage() throws IOException {
    PDPageContentStream stream = out;
    out = null;
    if (stream != null) {
      stream.close();
    }
  }

  private void lines(String text, float size, float indent) throws IOException {
    float width = PDRectangle.A4.getWidth() - 2 * MARGIN - indent;
    for (String paragraph : text.split("\n", -1)) {
      for (String line : wrapped(paragraph, size, width)) {
        room(size * LINE);
        draw(line, size, MARGIN + indent, left - size);
        left -= size * LINE;
      }
    }
  }

  private void room(float height) throws IOException {
    if (out == null || left - height < MARGIN) {
      page();
    }
  }

  private void draw(String text, float size, float x, float y) throws IOException {
    PDPageContentStream stream = Objects.requireNonNull(out, "a page for text");
    stream.beginText();
    stream.setFont(font, size);
    stream.newLineAtOffset(x, y);
    stream.showText(text);
    stream.endText();
  }

  /** Lines that fit; a word longer than a line is cut. */
  private List<String> wrapped(String paragraph, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : printable(paragraph).split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (width(longer, size) <= width) {
        line.setLength(0);
        line.append(longer);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      String rest = word;
      while (width(rest, size) > width) {
        int fits = rest.length() - 1;
        while (fits > 1 && width(rest.substring(0, fits), size) > width) {
          fits--;
        }
        lines.add(rest.substring(0, fits));
        rest = rest.substring(fits);
      }
      line.append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  private float width(String text, float size) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  /** What the font cannot draw becomes a question mark. */
  private String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .map(point -> Character.isWhitespace(point) || Character.isISOControl(point) ? ' ' : point)
        .forEach(
            point -> {
              if (drawable.computeIfAbsent(point, this::canDraw)) {
                printable.appendCodePoint(point);
              } else {
                printable.append('?');
              }
            });
    return printable.toString();
  }

  private boolean canDraw(int point) {
    try {
      font.encode(Character.toString(point));
      return true;
    } catch (IllegalArgumentException | IOException notThere) {
      return false;
    }
  }
}
