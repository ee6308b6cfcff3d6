package io.medley.seed.document;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;

/**
 * A three-page detail aid for the United Kingdom: cover, efficacy with a chart, safety and
 * prescribing information.
 */
final class DetailAid {

  private static final float WIDTH = 842;
  private static final float HEIGHT = 595;
  private static final float MARGIN = 48;
  private static final Color INK = new Color(0x1B2A38);
  private static final Color TEAL = new Color(0x0B6E75);
  private static final Color SAND = new Color(0xF3EFE6);
  private static final Color CORAL = new Color(0xD9623F);
  private static final Color GREY = new Color(0x8A97A3);

  private final ProductTexts texts;
  private final Imprint imprint;
  private final PDDocument document = new PDDocument();
  private final PDFont bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
  private final PDFont plain;

  private DetailAid(ProductTexts texts, Imprint imprint) throws IOException {
    this.texts = texts;
    this.imprint = imprint;
    // The only font on every class path of PDFBox that has the black triangle.
    this.plain =
        PDType0Font.load(
            document,
            PDDocument.class.getResourceAsStream(
                "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"));
  }

  static byte[] write(ProductTexts texts, Imprint imprint, String title) throws IOException {
    DetailAid aid = new DetailAid(texts, imprint);
    try (PDDocument document = aid.document) {
      document.getDocumentInformation().setTitle(title);
      document.getDocumentInformation().setAuthor(texts.company());
      Calendar prepared = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.UK);
      prepared.clear();
      prepared.set(imprint.prepared().getYear(), imprint.prepared().getMonthValue() - 1, 1);
      document.getDocumentInformation().setCreationDate(prepared);
      document.getDocumentInformation().setModificationDate(prepared);
      document.setDocumentId((long) imprint.hashCode());
      aid.cover();
      aid.efficacy();
      aid.safety();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private void cover() throws IOException {
    PDPage page = page();
    try (PDPageContentStream canvas = new PDPageContentStream(document, page)) {
      fill(canvas, TEAL, 0, 0, 330, HEIGHT);
      fill(canvas, SAND, 330, 0, WIDTH - 330, HEIGHT);
      fill(canvas, CORAL, 330, 0, 6, HEIGHT);
      line(canvas, bold, 46, Color.WHITE, MARGIN, 380, texts.brand());
      if (texts.additionalMonitoring()) {
        line(
            canvas,
            plain,
            22,
            Color.WHITE,
            MARGIN + width(bold, 46, texts.brand()) + 3,
            400,
            "\u25BC");
      }
      line(canvas, plain, 20, Color.WHITE, MARGIN, 350, "(" + texts.inn() + ")");
      line(canvas, plain, 12, Color.WHITE, MARGIN, 322, "film-coated tablets 5 mg and 10 mg");
      paragraph(
          canvas,
          bold,
          27,
          34,
          INK,
          378,
          430,
          400,
          "A once-daily tablet for adults with essential hypertension");
      paragraph(
          canvas,
          plain,
          13,
          19,
          INK,
          378,
          300,
          390,
          "Indicated for the "
              + texts.indication()
              + ".[1] Start with 5 mg once daily; the dose may be increased to 10 mg once daily after four weeks.[1]");
      paragraph(
          canvas,
          plain,
          11,
          16,
          INK,
          378,
          190,
          390,
          "For UK healthcare professionals only. Promotional material from "
              + texts.company()
              + ". Prescribing information and adverse event reporting are on page 3.");
      footer(canvas, Color.WHITE, INK);
    }
  }

  private void efficacy() throws IOException {
    PDPage page = page();
    try (PDPageContentStream canvas = new PDPageContentStream(document, page)) {
      header(canvas, "Systolic blood pressure at week 12");
      float chartBottom = 170;
      float pointsPerMmHg = 15;
      canvas.setStrokingColor(GREY);
      canvas.setLineWidth(0.6f);
      for (int tick = 0; tick <= 14; tick += 2) {
        float y = chartBottom + tick * pointsPerMmHg;
        canvas.moveTo(110, y);
        canvas.lineTo(420, y);
        canvas.stroke();
        line(canvas, plain, 9, INK, 90, y - 3, String.valueOf(tick));
      }
      bar(canvas, TEAL, 160, chartBottom, 12.4f * pointsPerMmHg, "12.4", "Zelvarostat 10 mg");
      bar(canvas, GREY, 300, chartBottom, 5.1f * pointsPerMmHg, "5.1", "Placebo");
      line(
          canvas,
          plain,
          9,
          INK,
          MARGIN,
          400,
          "Mean decrease in seated systolic blood pressure from baseline (mmHg)[2]");
      line(canvas, plain, 8, GREY, MARGIN, 128, "Source: ZEAL-1, full analysis set, n=812.[2]");
      float y =
          paragraph(
              canvas,
              bold,
              15,
              21,
              INK,
              470,
              410,
              324,
              "In ZEAL-1 (n=812), zelvarostat 10 mg once daily lowered mean seated systolic blood pressure by 12.4 mmHg at week 12 versus 5.1 mmHg with placebo (difference 7.3 mmHg; 95% CI 5.9 to 8.7; p<0.001).[2]");
      y =
          paragraph(
              canvas,
              plain,
              11.5f,
              17,
              INK,
              470,
              y - 16,
              324,
              "ZEAL-1 was a randomised, double-blind, placebo-controlled study in adults with essential hypertension. The primary endpoint was the change in mean seated systolic blood pressure from baseline to week 12.[2]");
      paragraph(
          canvas,
          plain,
          11.5f,
          17,
          INK,
          470,
          y - 16,
          324,
          "The most frequently reported adverse reactions with zelvarostat were dizziness and headache.[1] See page 3 for safety information.");
      footer(canvas, INK, INK);
    }
  }

  private void safety() throws IOException {
    PDPage page = page();
    try (PDPageContentStream canvas = new PDPageContentStream(document, page)) {
      header(canvas, "Safety information and prescribing information");
      float y =
          paragraph(canvas, bold, 11, 15, TEAL, MARGIN, 440, 360, "Important safety information");
      y = paragraph(canvas, plain, 9.5f, 13.5f, INK, MARGIN, y - 2, 360, texts.safetyInformation());
      fill(canvas, SAND, MARGIN - 8, y - 84, 376, 78);
      float box =
          paragraph(canvas, bold, 9.5f, 13, INK, MARGIN, y - 22, 360, "Adverse event reporting");
      paragraph(canvas, plain, 9.5f, 13, INK, MARGIN, box, 360, texts.adverseEventStatement());
      float references =
          paragraph(canvas, bold, 9.5f, 13, TEAL, MARGIN, y - 108, 360, "References");
      for (String reference : References.first(2)) {
        references = paragraph(canvas, plain, 8.5f, 11.5f, INK, MARGIN, references, 360, reference);
      }
      float right =
          paragraph(
              canvas, bold, 11, 15, TEAL, 446, 440, 348, "Prescribing information (Great Britain)");
      right =
          paragraph(
              canvas, plain, 9.5f, 13.5f, INK, 446, right - 2, 348, texts.prescribingInformation());
      float linkTop = right - 10;
      paragraph(
          canvas,
          plain,
          9.5f,
          13,
          TEAL,
          446,
          linkTop,
          348,
          "Prescribing information online: " + texts.prescribingInformationUrl());
      link(page, 446, linkTop - 16, 348, 28, texts.prescribingInformationUrl());
      footer(canvas, INK, INK);
    }
  }

  private PDPage page() {
    PDPage page = new PDPage(new PDRectangle(WIDTH, HEIGHT));
    document.addPage(page);
    return page;
  }

  private void header(PDPageContentStream canvas, String headline) throws IOException {
    fill(canvas, TEAL, 0, HEIGHT - 70, WIDTH, 70);
    line(canvas, bold, 22, Color.WHITE, MARGIN, HEIGHT - 44, texts.brand());
    float x = MARGIN + width(bold, 22, texts.brand()) + 2;
    String rest = (texts.additionalMonitoring() ? "\u25BC" : "") + " (" + texts.inn() + ")";
    line(canvas, plain, 14, Color.WHITE, x, HEIGHT - 44, rest);
    line(canvas, bold, 19, INK, MARGIN, HEIGHT - 112, headline);
  }

  private void footer(PDPageContentStream canvas, Color left, Color right) throws IOException {
    line(canvas, plain, 8, left, MARGIN, 26, imprint.line("GB"));
    String owner = texts.company();
    line(canvas, plain, 8, right, WIDTH - MARGIN - width(plain, 8, owner), 26, owner);
  }

  private void bar(
      PDPageContentStream canvas,
      Color color,
      float x,
      float y,
      float height,
      String value,
      String name)
      throws IOException {
    fill(canvas, color, x, y, 70, height);
    line(canvas, bold, 13, INK, x + 35 - width(bold, 13, value) / 2, y + height + 6, value);
    line(canvas, plain, 9.5f, INK, x + 35 - width(plain, 9.5f, name) / 2, y - 16, name);
  }

  private static void fill(
      PDPageContentStream canvas, Color color, float x, float y, float width, float height)
      throws IOException {
    canvas.setNonStrokingColor(color);
    canvas.addRect(x, y, width, height);
    canvas.fill();
  }

  private static void line(
      PDPageContentStream canvas,
      PDFont font,
      float size,
      Color color,
      float x,
      float y,
      String text)
      throws IOException {
    canvas.beginText();
    canvas.setNonStrokingColor(color);
    canvas.setFont(font, size);
    canvas.newLineAtOffset(x, y);
    canvas.showText(text);
    canvas.endText();
  }

  /**
   * Writes wrapped text downwards from {@code top} and returns the baseline the next paragraph may
   * start at.
   */
  private static float paragraph(
      PDPageContentStream canvas,
      PDFont font,
      float size,
      float leading,
      Color color,
      float x,
      float top,
      float width,
      String text)
      throws IOException {
    float y = top;
    for (String line : wrap(font, size, width, text)) {
      line(canvas, font, size, color, x, y, line);
      y -= leading;
    }
    return y;
  }

  private static List<String> wrap(PDFont font, float size, float width, String text)
      throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String longer = current.isEmpty() ? word : current + " " + word;
      if (!current.isEmpty() && width(font, size, longer) > width) {
        lines.add(current.toString());
        current.setLength(0);
        current.append(word);
      } else {
        current.setLength(0);
        current.append(longer);
      }
    }
    lines.add(current.toString());
    return lines;
  }

  private static float width(PDFont font, float size, String text) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  private static void link(PDPage page, float x, float y, float width, float height, String url)
      throws IOException {
    PDActionURI action = new PDActionURI();
    action.setURI(url);
    PDBorderStyleDictionary border = new PDBorderStyleDictionary();
    border.setWidth(0);
    PDAnnotationLink link = new PDAnnotationLink();
    link.setAction(action);
    link.setBorderStyle(border);
    link.setRectangle(new PDRectangle(x, y, width, height));
    page.getAnnotations().add(link);
  }
}
