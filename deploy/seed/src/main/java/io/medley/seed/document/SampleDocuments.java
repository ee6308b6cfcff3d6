package io.medley.seed.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/**
 * Writes the demo's files. The same run code and month always give the same bytes.
 *
 * <p>Two pieces come twice: first as an agency in a hurry would send them (a deck that calls the
 * brand "the most effective and safe", an e-mail without the adverse event statement), then mended.
 */
public final class SampleDocuments {

  private static final String BRAND = "zelvaro";

  private final Path folder;
  private final String run;
  private final YearMonth prepared;

  /**
   * @param folder where the files are written; created when missing
   * @param run digits that make the job codes of this run unique
   * @param prepared month printed as date of preparation
   */
  public SampleDocuments(Path folder, String run, YearMonth prepared) {
    this.folder = folder;
    this.run = run;
    this.prepared = prepared;
  }

  /** The PDF detail aid for the United Kingdom. */
  public Sample detailAid() throws IOException {
    Imprint imprint = imprint("GB", 1);
    String title = "Zelvaro detail aid: essential hypertension";
    return sample(
        "detail-aid-gb",
        "pdf",
        DetailAid.write(texts("GB"), imprint, title),
        title,
        imprint,
        "DETAIL_AID",
        "GB",
        List.of("CLM"),
        "");
  }

  /** The PPTX launch deck for the United Kingdom. */
  public Sample launchDeck() throws IOException {
    return launchDeck("launch-deck-gb", false);
  }

  /** The same deck with a superlative and an unqualified "safe" on slide 2. */
  public Sample boastfulLaunchDeck() throws IOException {
    return launchDeck("launch-deck-gb-boastful", true);
  }

  /** The DOCX leaflet for the United States. */
  public Sample leaflet() throws IOException {
    Imprint imprint = imprint("US", 3);
    String title = "Zelvaro practice leaflet: starting treatment";
    return sample(
        "leaflet-us",
        "docx",
        Leaflet.write(texts("US"), imprint, title),
        title,
        imprint,
        "LEAVE_PIECE",
        "US",
        List.of("PRINT"),
        "");
  }

  /**
   * One e-mail of the launch journey: {@code announce}, {@code follow-up}, {@code reminder} or
   * {@code reminder-monitoring}.
   */
  public Sample email(String market, String piece) throws IOException {
    return email(market, piece, true);
  }

  /** An e-mail that forgets the adverse event statement. */
  public Sample emailWithoutAdverseEvents(String market, String piece) throws IOException {
    return email(market, piece, false);
  }

  /** The detail aid locked with a password: no reviewer could read it. */
  public Path lockedDetailAid() throws IOException {
    Path file = folder.resolve("detail-aid-gb-locked.pdf");
    try (PDDocument document = Loader.loadPDF(detailAid().file().toFile())) {
      StandardProtectionPolicy lock =
          new StandardProtectionPolicy("owner-" + run, "reader-" + run, new AccessPermission());
      lock.setEncryptionKeyLength(256);
      document.protect(lock);
      document.save(file.toFile());
    }
    return file;
  }

  /** A program for Windows that calls itself a PDF; only its first bytes are there. */
  public Path disguisedProgram() throws IOException {
    Files.createDirectories(folder);
    byte[] program = new byte[1024];
    program[0] = 'M';
    program[1] = 'Z';
    program[0x3C] = (byte) 0x80;
    program[0x80] = 'P';
    program[0x81] = 'E';
    Path file = folder.resolve("detail-aid-final-FINAL.pdf");
    return Files.write(file, program);
  }

  private Sample launchDeck(String key, boolean boastful) throws IOException {
    Imprint imprint = imprint("GB", 2);
    String title = "Zelvaro launch deck: the evidence at launch";
    return sample(
        key,
        "pptx",
        LaunchDeck.write(texts("GB"), imprint, title, boastful),
        title,
        imprint,
        "PRESENTATION",
        "GB",
        List.of("CLM"),
        "");
  }

  private Sample email(String market, String piece, boolean withAdverseEvents) throws IOException {
    List<String> pieces = List.of("announce", "follow-up", "reminder", "reminder-monitoring");
    Imprint imprint = imprint(market, 10 + pieces.indexOf(piece) + (market.equals("GB") ? 0 : 10));
    String key = "email-" + piece + "-" + market.toLowerCase(Locale.ROOT);
    return sample(
        withAdverseEvents ? key : key + "-without-ae",
        "html",
        LaunchEmail.write(texts(market), imprint, market, piece, withAdverseEvents),
        "Zelvaro launch e-mail " + market + ": " + piece,
        imprint,
        "EMAIL",
        market,
        List.of("EMAIL"),
        piece.startsWith("reminder") ? "reminder" : piece);
  }

  private Sample sample(
      String key,
      String suffix,
      byte[] bytes,
      String title,
      Imprint imprint,
      String materialType,
      String market,
      List<String> channels,
      String slot)
      throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(key + "." + suffix);
    Files.write(file, bytes);
    return new Sample(
        key,
        file,
        title,
        imprint.jobCode(),
        materialType,
        market,
        texts(market).language(),
        channels,
        slot);
  }

  private Imprint imprint(String market, int number) {
    return new Imprint("%s-ZEL-%s%02d".formatted(market, run, number), prepared);
  }

  private static ProductTexts texts(String market) {
    return ProductTexts.of(BRAND, market);
  }
}
