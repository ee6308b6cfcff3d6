package io.medley.bench.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Texts and files made on the spot. */
final class Corpus {

  private static final int LINE = 92;
  private static final String[] WORDS =
      ("Zelvaro lowers blood pressure in adults with essential hypertension once daily dosing in"
              + " the morning common adverse reactions are dizziness headache fatigue peripheral"
              + " oedema monitor renal function before and during treatment prescribing information")
          .split(" ");

  private Corpus() {}

  /** One file. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Document(String name, byte[] bytes) {}

  /** A PDF of pages of paragraphs. */
  static byte[] pdf(List<List<String>> pages) throws IOException {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
      for (List<String> paragraphs : pages) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream canvas = new PDPageContentStream(document, page)) {
          float y = 790;
          for (String paragraph : paragraphs) {
            for (String line : lines(paragraph)) {
              canvas.beginText();
              canvas.setFont(font, 10);
              canvas.newLineAtOffset(60, y);
              canvas.showText(line);
              canvas.endText();
              y -= 14;
            }
            y -= 10;
          }
        }
      }
      document.save(out);
      return out.toByteArray();
    }
  }

  private static List<String> lines(String paragraph) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ")) {
      if (line.length() + word.length() >= LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** So many words. */
  static String text(int words) {
    Random random = new Random();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }
}
