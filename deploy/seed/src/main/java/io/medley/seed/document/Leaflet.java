package io.medley.seed.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;

/**
 * A printed leaflet for the United States, with its important safety information and brief summary.
 */
final class Leaflet {

  private final ProductTexts texts;
  private final XWPFDocument document;

  private Leaflet(ProductTexts texts, XWPFDocument document) {
    this.texts = texts;
    this.document = document;
  }

  static byte[] write(ProductTexts texts, Imprint imprint, String title) throws IOException {
    try (XWPFDocument document = new XWPFDocument()) {
      var properties = document.getProperties().getCoreProperties();
      Date prepared =
          Date.from(imprint.prepared().atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
      properties.setTitle(title);
      properties.setCreator(texts.company());
      properties.setCreated(Optional.of(prepared));
      properties.setModified(Optional.of(prepared));
      new Leaflet(texts, document).fill(imprint);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.write(bytes);
      return SteadyZip.of(bytes.toByteArray());
    }
  }

  private void fill(Imprint imprint) {
    heading(30, texts.brandWithInn());
    heading(20, "Starting treatment: a guide for the practice");
    plain("For US healthcare professionals only.");
    heading(15, "Indication");
    plain(texts.brandWithInn() + " is indicated for the " + texts.indication() + ".[1]");
    heading(15, "Dosing");
    plain(
        "Start with 5 mg once daily; the dose may be increased to 10 mg once daily after four weeks.[1]");
    heading(15, "What was seen in ZEAL-1");
    plain(
        "In ZEAL-1 (n=812), zelvarostat 10 mg once daily lowered mean seated systolic blood pressure by 12.4 mmHg at week 12 versus 5.1 mmHg with placebo (difference 7.3 mmHg; 95% CI 5.9 to 8.7; p<0.001).[2]");
    plain(
        "The most frequently reported adverse reactions with zelvarostat were dizziness and headache.[1]");
    heading(15, "Important Safety Information");
    plain(texts.safetyInformation());
    heading(15, "Reporting");
    plain(texts.adverseEventStatement());
    heading(15, "Brief summary");
    plain(texts.prescribingInformation());
    plain("Full prescribing information: " + texts.prescribingInformationUrl());
    heading(12, "References");
    References.first(2).forEach(this::plain);
    plain(imprint.line("US") + " | " + texts.company());
  }

  private void heading(int size, String words) {
    XWPFParagraph paragraph = document.createParagraph();
    paragraph.setSpacingBefore(160);
    paragraph.setSpacingAfter(60);
    XWPFRun run = paragraph.createRun();
    run.setText(words);
    run.setBold(true);
    run.setFontSize(size);
    run.setColor("0B6E75");
    run.setFontFamily("Arial");
  }

  private void plain(String words) {
    XWPFParagraph paragraph = document.createParagraph();
    paragraph.setSpacingAfter(100);
    XWPFRun run = paragraph.createRun();
    run.setText(words);
    run.setFontSize(11);
    run.setFontFamily("Arial");
  }
}
