package io.medley.seed.document;

import java.awt.Color;
import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.sl.usermodel.TableCell;
import org.apache.poi.sl.usermodel.VerticalAlignment;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFAutoShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableCell;
import org.apache.poi.xslf.usermodel.XSLFTableRow;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextRun;

/**
 * A four-slide launch deck for the United Kingdom; the faulty one praises the brand with words the
 * code forbids.
 */
final class LaunchDeck {

  private static final Color INK = new Color(0x1B2A38);
  private static final Color TEAL = new Color(0x0B6E75);
  private static final Color SAND = new Color(0xF3EFE6);

  private final ProductTexts texts;
  private final Imprint imprint;
  private final XMLSlideShow show;

  private LaunchDeck(ProductTexts texts, Imprint imprint, XMLSlideShow show) {
    this.texts = texts;
    this.imprint = imprint;
    this.show = show;
  }

  static byte[] write(ProductTexts texts, Imprint imprint, String title, boolean faulty)
      throws IOException {
    try (XMLSlideShow show = new XMLSlideShow()) {
      show.setPageSize(new java.awt.Dimension(960, 540));
      var properties = show.getProperties().getCoreProperties();
      Date prepared =
          Date.from(imprint.prepared().atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
      properties.setTitle(title);
      properties.setCreator(texts.company());
      properties.setCreated(Optional.of(prepared));
      properties.setModified(Optional.of(prepared));
      LaunchDeck deck = new LaunchDeck(texts, imprint, show);
      deck.opening();
      deck.efficacy(faulty);
      deck.safety();
      deck.prescribing();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      show.write(bytes);
      return SteadyZip.of(bytes.toByteArray());
    }
  }

  private void opening() {
    XSLFSlide slide = show.createSlide();
    band(slide, TEAL, 0, 0, 960, 540);
    text(slide, 60, 150, 840, 70, 46, Color.WHITE, true, texts.brandWithInn());
    text(
        slide,
        60,
        235,
        840,
        80,
        26,
        Color.WHITE,
        false,
        "Essential hypertension in adults: the evidence at launch");
    text(
        slide,
        60,
        380,
        840,
        60,
        14,
        Color.WHITE,
        false,
        "For UK healthcare professionals only. Promotional material from "
            + texts.company()
            + ". Prescribing information and adverse event reporting are on slides 3 and 4.");
    footer(slide, Color.WHITE);
  }

  private void efficacy(boolean faulty) {
    XSLFSlide slide =
        slide(
            faulty
                ? "The most effective and safe treatment: a breakthrough for your patients"
                : "Systolic blood pressure at week 12");
    text(
        slide,
        60,
        110,
        840,
        80,
        18,
        INK,
        false,
        "In ZEAL-1 (n=812), zelvarostat 10 mg once daily lowered mean seated systolic blood pressure by 12.4 mmHg at week 12 versus 5.1 mmHg with placebo (difference 7.3 mmHg; 95% CI 5.9 to 8.7; p<0.001).[2]");
    table(
        slide,
        List.of(
            List.of("Week 12", "Zelvarostat 10 mg", "Placebo"),
            List.of("Mean change, systolic (mmHg)[2]", "-12.4", "-5.1"),
            List.of("Mean change, diastolic (mmHg)[2]", "-6.8", "-2.9")));
    text(
        slide,
        60,
        400,
        840,
        50,
        14,
        INK,
        false,
        "Indicated for the "
            + texts.indication()
            + ". Start with 5 mg once daily; the dose may be increased to 10 mg once daily after four weeks.[1]");
  }

  private void safety() {
    XSLFSlide slide = slide("Important safety information");
    text(slide, 60, 110, 840, 190, 15, INK, false, texts.safetyInformation());
    band(slide, SAND, 50, 320, 860, 110);
    text(slide, 60, 330, 840, 30, 15, INK, true, "Adverse event reporting");
    text(slide, 60, 358, 840, 70, 14, INK, false, texts.adverseEventStatement());
  }

  private void prescribing() {
    XSLFSlide slide = slide("Prescribing information and references");
    text(slide, 60, 105, 840, 190, 13, INK, false, texts.prescribingInformation());
    text(
        slide,
        60,
        310,
        840,
        30,
        13,
        TEAL,
        false,
        "Prescribing information online: " + texts.prescribingInformationUrl());
    text(slide, 60, 360, 840, 30, 13, INK, true, "References");
    text(slide, 60, 386, 840, 80, 12, INK, false, String.join("\n", References.first(2)));
  }

  private XSLFSlide slide(String headline) {
    XSLFSlide slide = show.createSlide();
    band(slide, TEAL, 0, 0, 960, 44);
    text(slide, 60, 4, 840, 36, 18, Color.WHITE, true, texts.brandWithInn());
    text(slide, 60, 56, 840, 44, 26, INK, true, headline);
    footer(slide, INK);
    return slide;
  }

  private void footer(XSLFSlide slide, Color color) {
    text(slide, 60, 495, 840, 30, 10, color, false, imprint.line("GB") + " | " + texts.company());
  }

  private static void band(XSLFSlide slide, Color color, int x, int y, int width, int height) {
    XSLFAutoShape shape = slide.createAutoShape();
    shape.setAnchor(new Rectangle(x, y, width, height));
    shape.setFillColor(color);
  }

  private static void text(
      XSLFSlide slide,
      int x,
      int y,
      int width,
      int height,
      double size,
      Color color,
      boolean bold,
      String words) {
    XSLFTextBox box = slide.createTextBox();
    box.setAnchor(new Rectangle(x, y, width, height));
    box.clearText();
    for (String line : words.lines().toList()) {
      XSLFTextParagraph paragraph = box.addNewTextParagraph();
      XSLFTextRun run = paragraph.addNewTextRun();
      run.setText(line);
      run.setFontSize(size);
      run.setFontColor(color);
      run.setBold(bold);
    }
  }

  private static void table(XSLFSlide slide, List<List<String>> rows) {
    XSLFTable table = slide.createTable();
    table.setAnchor(new Rectangle(60, 220, 840, 150));
    for (List<String> cells : rows) {
      XSLFTableRow row = table.addRow();
      row.setHeight(44);
      for (String words : cells) {
        XSLFTableCell cell = row.addCell();
        boolean heading = table.getNumberOfRows() == 1;
        cell.setVerticalAlignment(VerticalAlignment.MIDDLE);
        cell.setFillColor(heading ? TEAL : SAND);
        for (TableCell.BorderEdge edge : TableCell.BorderEdge.values()) {
          cell.setBorderColor(edge, Color.WHITE);
          cell.setBorderWidth(edge, 1);
        }
        XSLFTextRun run = cell.addNewTextParagraph().addNewTextRun();
        run.setText(words);
        run.setFontSize(16d);
        run.setBold(heading);
        run.setFontColor(heading ? Color.WHITE : INK);
      }
    }
    table.setColumnWidth(0, 420);
    table.setColumnWidth(1, 210);
    table.setColumnWidth(2, 210);
  }
}
