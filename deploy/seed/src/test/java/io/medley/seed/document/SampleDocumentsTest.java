package io.medley.seed.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDocumentsTest {

  private static final YearMonth PREPARED = YearMonth.of(2026, 11);
  private static final ProductTexts GB = ProductTexts.of("zelvaro", "GB");

  @TempDir private Path folder;

  @Test
  void shouldWriteTheSameBytesForTheSameRun() throws IOException {
    List<Sample> first = all(new SampleDocuments(folder.resolve("a"), "000123", PREPARED));
    List<Sample> second = all(new SampleDocuments(folder.resolve("b"), "000123", PREPARED));

    for (int index = 0; index < first.size(); index++) {
      assertThat(second.get(index).file()).hasSameBinaryContentAs(first.get(index).file());
    }
  }

  @Test
  void shouldPrintOnTheDetailAidWhatTheMarketDemands() throws IOException {
    Sample aid = documents().detailAid();

    String text;
    try (var pdf = Loader.loadPDF(aid.file().toFile())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(3);
      text = flat(new PDFTextStripper().getText(pdf));
    }

    assertThat(text)
        .contains(
            aid.jobCode(), "Date of preparation: November 2026", "Zelvaro\u25BC (zelvarostat)")
        .contains(GB.safetyInformation(), GB.adverseEventStatement(), GB.prescribingInformation());
  }

  @Test
  void shouldBoastOnlyInTheDeckThatIsMeantToBeRefused() throws IOException {
    assertThat(deckText(documents().boastfulLaunchDeck()))
        .contains("most effective and safe", "breakthrough");

    assertThat(deckText(documents().launchDeck()))
        .doesNotContain("most effective", "breakthrough")
        .contains(GB.safetyInformation(), GB.adverseEventStatement());
  }

  @Test
  void shouldForgetTheAdverseEventStatementOnlyWhereAsked() throws IOException {
    assertThat(mailText(documents().emailWithoutAdverseEvents("GB", "announce")))
        .doesNotContain("yellowcard");

    assertThat(mailText(documents().email("GB", "announce"))).contains(GB.adverseEventStatement());
  }

  @Test
  void shouldLeaveNoPlaceOfTheFrameOpenInAnyMail() throws IOException {
    for (Sample mail : mails(documents())) {
      String html = Files.readString(mail.file());

      assertThat(html).doesNotContain("@@").contains("href=\"{{unsubscribe}}\"");
      assertThat(mailText(mail)).contains(mail.jobCode());
    }
  }

  @Test
  void shouldCarryTheSafetyInformationOfTheUnitedStatesInTheLeaflet() throws IOException {
    ProductTexts us = ProductTexts.of("zelvaro", "US");

    try (InputStream in = Files.newInputStream(documents().leaflet().file());
        XWPFDocument leaflet = new XWPFDocument(in)) {
      assertThat(leaflet.getParagraphs())
          .extracting(XWPFParagraph::getText)
          .contains(us.safetyInformation(), us.adverseEventStatement(), us.prescribingInformation())
          .noneMatch(text -> text.contains("\u25BC"));
    }
  }

  private SampleDocuments documents() {
    return new SampleDocuments(folder, "000123", PREPARED);
  }

  private static List<Sample> all(SampleDocuments documents) throws IOException {
    return List.of(
        documents.detailAid(),
        documents.launchDeck(),
        documents.boastfulLaunchDeck(),
        documents.leaflet(),
        documents.email("DE", "follow-up"),
        documents.emailWithoutAdverseEvents("GB", "announce"));
  }

  private static List<Sample> mails(SampleDocuments documents) throws IOException {
    return List.of(
        documents.email("GB", "announce"),
        documents.email("GB", "follow-up"),
        documents.email("GB", "reminder"),
        documents.email("GB", "reminder-monitoring"),
        documents.email("DE", "announce"),
        documents.email("DE", "follow-up"),
        documents.email("DE", "reminder"));
  }

  private static String mailText(Sample mail) throws IOException {
    return flat(Jsoup.parse(mail.file()).text());
  }

  private static String deckText(Sample deck) throws IOException {
    try (InputStream in = Files.newInputStream(deck.file());
        XMLSlideShow show = new XMLSlideShow(in)) {
      return flat(
          show.getSlides().stream()
              .flatMap(slide -> slide.getShapes().stream())
              .filter(XSLFTextShape.class::isInstance)
              .map(shape -> ((XSLFTextShape) shape).getText())
              .collect(Collectors.joining(" ")));
    }
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
