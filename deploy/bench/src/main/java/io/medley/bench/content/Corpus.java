package io.medley.bench.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Files as agencies send them, made on the spot: e-mails, PDFs and Word documents. */
final class Corpus {

  private static final String[] WORDS =
      ("Zelvaro lowers blood pressure in adults with essential hypertension once daily dosing in"
           + " the morning common adverse reactions are dizziness headache fatigue peripheral"
           + " oedema monitor renal function before and during treatment prescribing information")
          .split(" ");

  private Corpus() {}

  /** One file. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Document(String name, byte[] bytes) {}

  /** So many files, a third of each kind, no two the same. */
  static List<Document> documents(int count) {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      documents.add(
          switch (i % 3) {
            case 0 -> new Document("mail-" + i + ".html", html());
            case 1 -> new Document("aid-" + i + ".pdf", pdf(3));
            default -> new Document("text-" + i + ".docx", docx());
          });
    }
    return documents;
  }

  static byte[] html() {
    return ("<!doctype html><html lang=\"en-GB\"><head><title>Zelvaro"
            + " e-mail</title></head><body><p>For UK healthcare professionals only. "
            + UUID.randomUUID()
            + "</p><p>"
            + text(300)
            + "</p></body></html>")
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] pdf(int pages) {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
      for (int number = 0; number < pages; number++) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream canvas = new PDPageContentStream(document, page)) {
          float y = 780;
          for (int line = 0; line < 30; line++) {
            canvas.beginText();
            canvas.setFont(font, 11);
            canvas.newLineAtOffset(60, y);
            canvas.showText(line == 0 ? "Zelvaro " + UUID.randomUUID() : text(12));
            canvas.endText();
            y -= 24;
          }
        }
      }
      document.save(out);
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] docx() {
    try (XWPFDocument document = new XWPFDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      for (int paragraph = 0; paragraph < 12; paragraph++) {
        document
            .createParagraph()
            .createRun()
            .setText(paragraph == 0 ? "Zelvaro " + UUID.randomUUID() : text(40));
      }
      document.write(out);
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static String text(int words) {
    Random random = new Random();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }
}
