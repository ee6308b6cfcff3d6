package io.medley.seed.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.medley.seed.document.Sample;
import io.medley.seed.document.SampleDocuments;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A piece's whole life as its reviewers see it, half on the desk and half in Tasklist: lanes,
 * rounds, seal, the bundle an inspector takes away, and the withdrawal.
 */
class ReviewToWithdrawalIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static FullStack stack;
  private static Reviewers reviewers;
  private static Chromium chromium;

  private final String run = String.valueOf(ThreadLocalRandom.current().nextInt(10_000, 99_999));
  private final YearMonth month = YearMonth.now(ZoneOffset.UTC);

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    stack = FullStack.running();
    reviewers = new Reviewers(stack);
    chromium = new Chromium();
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @Test
  void shouldTakeAFullReviewOfTheUnitedKingdomThroughTwoRounds() throws Exception {
    Piece first = inFullReview(stack.inReview(documents(month).detailAid()));
    called(first, "PRIVACY");
    called(first, "PHARMACOVIGILANCE");
    Page max = chromium.window();
    Page rhea = chromium.window();
    Page lena = chromium.window();
    Page sam = chromium.window();

    reviewers.await(first, "MEDICAL", "OPEN");
    stack.open(
        max, "content", "/desk/%s/MEDICAL?tab=comments".formatted(first.reviewId()), "max.medical");
    max.locator("#body").fill("The date of preparation is that of the draft.");
    max.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Annotate").setExact(true))
        .click();
    assertThat(max.locator(".note")).containsText("that of the draft");
    reviewers.signHere(max, "max.medical", "AMEND_RETURN");
    reviewers.approveInTasklist(lena, lena, first, "LEGAL");
    reviewers.signOnDesk(rhea, first, "REGULATORY", "APPROVE");
    reviewers.signOnDesk(sam, first, "FINAL", "APPROVE");
    Page paula = chromium.window();
    reviewers.approveInTasklist(paula, paula, first, "PRIVACY");
    reviewers.signOnDesk(chromium.window(), first, "PHARMACOVIGILANCE", "APPROVE");

    awaitState(first, "RETURNED");
    Page anna = chromium.window();
    stack.open(anna, "content", "/reviews/" + first.reviewId(), "anna.agency");
    assertThat(anna.locator("main")).containsText("What has to change");
    assertThat(anna.locator("main")).containsText("that of the draft");

    Piece second =
        resubmitted(
            stack.agency().uploadMended(first, documents(month.minusMonths(1)).detailAid()));
    assertThat(stack.reviews().review(second).path("round").asInt()).isEqualTo(2);
    List<String> open = openLanes(second);
    // A sentence nobody of these lanes objected to has not changed: only what was touched reopens,
    // and the final form is always signed afresh (ABPI clause 8.1).
    assertThat(open).contains("MEDICAL", "FINAL").doesNotContain("LEGAL");
    reviewers.approveInTasklist(max, max, second, "MEDICAL");
    for (String lane : open) {
      if (lane.equals("FINAL") || lane.equals("REGULATORY")) {
        reviewers.signOnDesk(lane.equals("FINAL") ? sam : rhea, second, lane, "APPROVE");
      }
    }
    signWhereThePieceCalls(second, open);
    awaitState(second, "LIVE");

    provesItself(second, "Lena Legal", "carried over from an earlier version");
    withdraws(rhea, second, "rhea.regulatory");
  }

  @Test
  void shouldTakeAStreamlinedReviewOfTheUnitedStatesThroughTasklist() throws Exception {
    Piece before = stack.live(documents(month.minusMonths(1)).leaflet());
    Piece piece = resubmitted(stack.agency().uploadMended(before, documents(month).leaflet()));
    JsonNode review = stack.reviews().review(piece);
    assertThat(review.path("tier").asString()).as(findings(piece)).isEqualTo("T3");
    assertThat(openLanes(piece)).containsExactly("MEDICAL");

    Page max = chromium.window();
    reviewers.approveInTasklist(max, max, piece, "MEDICAL");
    awaitState(piece, "SEALED");
    Page rhea = chromium.window();
    stack.open(rhea, "content", "/reviews/" + piece.reviewId(), "rhea.regulatory");
    assertThat(rhea.locator("main")).containsText("Submit Form FDA 2253");
    assertThat(offered(piece)).as("served before its submission").isFalse();
    rhea.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Record").setExact(true))
        .click();
    reviewers.recordStep(rhea, "0042", "rhea.regulatory");
    awaitState(piece, "LIVE");

    provesItself(piece, "Rhea Regulatory", "0042");
    withdraws(rhea, piece, "rhea.regulatory");
  }

  @Test
  void shouldMeasureThatARepairedLinkIsAdministrativeAndANewChannelStandard() throws Exception {
    Piece approved = stack.live(linked(documents(month).leaflet(), "starting"));

    // The same words, another address behind them.
    Piece repaired =
        resubmitted(
            stack
                .agency()
                .uploadMended(approved, linked(documents(month).leaflet(), "starting-treatment")));
    JsonNode administrative = stack.reviews().review(repaired);
    assertThat(administrative.path("tier").asString()).as(findings(repaired)).isEqualTo("T0");
    assertThat(administrative.path("tierReasons").toString())
        .contains("The visible text is unchanged since its last approval");
    assertThat(openLanes(repaired)).contains("COORDINATOR").doesNotContain("MEDICAL", "FINAL");
    reviewers.signOnDesk(chromium.window(), repaired, "COORDINATOR", "APPROVE");
    if (openLanes(repaired).contains("REGULATORY")) {
      // One in ten, drawn by its bytes.
      reviewers.signOnDesk(chromium.window(), repaired, "REGULATORY", "APPROVE");
    }
    awaitState(repaired, "SEALED");

    // The same words again, for another channel than any of the piece before.
    SampleDocuments others = new SampleDocuments(folder.resolve("others"), run + "7", month);
    Piece printed = stack.live(linked(others.leaflet(), "starting"));
    Sample printedAndShown = in(List.of("PRINT", "CLM"), linked(others.leaflet(), "starting"));
    Piece shown = resubmitted(stack.agency().uploadMended(printed, printedAndShown));
    JsonNode standard = stack.reviews().review(shown);
    assertThat(standard.path("tier").asString()).as(findings(shown)).isEqualTo("T2");
    assertThat(standard.path("tierReasons").toString())
        .contains("First use in one of its channels");
    assertThat(openLanes(shown)).contains("MEDICAL", "REGULATORY");
  }

  /** The same document with one more paragraph, whose words lead there. */
  private Sample linked(Sample sample, String path) throws IOException {
    Path file = Files.createTempDirectory(folder, path).resolve(sample.file().getFileName());
    try (XWPFDocument document = new XWPFDocument(Files.newInputStream(sample.file()));
        OutputStream out = Files.newOutputStream(file)) {
      document
          .createParagraph()
          .createHyperlinkRun("https://www.zelvaro.example/us/" + path)
          .setText("How to start treatment");
      document.write(out);
    }
    return new Sample(
        sample.key(),
        file,
        sample.title(),
        sample.jobCode(),
        sample.materialType(),
        sample.market(),
        sample.language(),
        sample.channels(),
        sample.slot());
  }

  private static Sample in(List<String> channels, Sample sample) {
    return new Sample(
        sample.key(),
        sample.file(),
        sample.title(),
        sample.jobCode(),
        sample.materialType(),
        sample.market(),
        sample.language(),
        channels,
        sample.slot());
  }

  /** A lane besides: opened by what the piece says, or called by the coordinator. */
  private void called(Piece piece, String lane) {
    if (!openLanes(piece).contains(lane)) {
      Page cora = chromium.window();
      stack.open(cora, "content", "/reviews/" + piece.reviewId(), "cora.coordinator");
      cora.getByText("Call another lane").click();
      cora.locator("#lane").selectOption(lane);
      cora.locator("#call-reason").fill("It asks its readers to register.");
      cora.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Call the lane")).click();
    }
    Awaitility.await().atMost(PATIENCE).until(() -> openLanes(piece).contains(lane));
    reviewers.await(piece, lane, "OPEN");
  }

  /** Pharmacovigilance and privacy, where what changed concerns them. */
  private void signWhereThePieceCalls(Piece piece, List<String> open) throws Exception {
    for (String lane : open) {
      if (lane.equals("PHARMACOVIGILANCE") || lane.equals("PRIVACY")) {
        reviewers.signOnDesk(chromium.window(), piece, lane, "APPROVE");
      }
    }
  }

  /** The same in the tier that has every lane. */
  private Piece inFullReview(Piece piece) {
    JsonNode review = stack.reviews().planned(piece);
    if (!review.path("tier").asString().equals("T1")) {
      Page cora = chromium.window();
      stack.open(cora, "content", "/reviews/" + piece.reviewId(), "cora.coordinator");
      cora.getByText("Review this more deeply").click();
      cora.locator("#tier").selectOption("T1");
      cora.locator("#deeper-reason").fill("The first piece of the autumn.");
      cora.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Raise the tier"))
          .click();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> stack.reviews().review(piece).path("tier").asString().equals("T1"));
    }
    for (String lane : List.of("MEDICAL", "LEGAL", "REGULATORY", "FINAL")) {
      reviewers.await(piece, lane, "OPEN");
    }
    return piece;
  }

  /**
   * The bundle is taken in a browser and proves itself, and these words of its signatures, with
   * nothing running but its verifier.
   */
  private void provesItself(Piece piece, String... words) throws Exception {
    Page inspector = chromium.window();
    stack.open(inspector, "content", "/assets/versions/" + piece.versionId(), "cora.coordinator");
    inspector.getByText("Download", new Page.GetByTextOptions().setExact(true)).click();
    Download download =
        inspector.waitForDownload(
            () ->
                inspector
                    .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Inspection bundle that proves itself"))
                    .click());
    Path bundle = folder.resolve(piece.versionId() + ".zip");
    download.saveAs(bundle);
    assertThat(verify(bundle)).isZero();
    assertThat(Files.readString(bundle.resolveSibling("verified.log"))).contains(words);

    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length / 2] ^= 1;
    assertThat(verify(Files.write(folder.resolve("altered.zip"), bytes))).isNotZero();
  }

  private static int verify(Path bundle) throws IOException, InterruptedException {
    Path checkout = Path.of("").toAbsolutePath().resolve("../..").normalize();
    Process verifier =
        new ProcessBuilder(
                checkout.resolve("medley").toString(), "verify", bundle.toString(), "--json")
            .redirectErrorStream(true)
            .redirectOutput(bundle.resolveSibling("verified.log").toFile())
            .start();
    assertThat(verifier.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return verifier.exitValue();
  }

  private void withdraws(Page page, Piece piece, String person) {
    assertThat(offered(piece)).isTrue();
    stack.open(page, "content", "/assets/versions/" + piece.versionId(), person);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Withdraw …")).click();
    page.locator("#reason").fill("A figure is being checked.");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Withdraw").setExact(true))
        .click();
    assertThat(page.locator("main")).containsText("Withdrawn");
    assertThat(page.locator("main")).containsText("A figure is being checked.");
    assertThat(offered(piece)).isFalse();
  }

  /** What the checks said about it, for the reader of a failure. */
  private static String findings(Piece piece) {
    return String.join(
        "; ",
        stack
            .ledger("content")
            .rows(
                """
                select distinct f.rule_id || ' ' || f.message from finding f
                join check_run r on r.id = f.run_id where r.version_id = ?
                """,
                row -> row.getString(1),
                UUID.fromString(piece.versionId())));
  }

  /** Whether the catalog offers just this version. */
  private static boolean offered(Piece piece) {
    for (JsonNode found :
        stack
            .content("mia.marketer")
            .get("/api/catalog?q=" + piece.sample().jobCode())
            .path("pieces")) {
      if (found.path("versionId").asString().equals(piece.versionId())) {
        return true;
      }
    }
    return false;
  }

  private List<String> openLanes(Piece piece) {
    List<String> open = new ArrayList<>();
    for (JsonNode lane : stack.reviews().planned(piece).path("lanes")) {
      if (!lane.path("state").asString().equals("CLOSED")) {
        open.add(lane.path("lane").asString());
      }
    }
    return open;
  }

  private Piece resubmitted(Piece piece) {
    Piece submitted = stack.reviews().accept(stack.agency().submit(piece));
    stack.reviews().planned(submitted);
    return submitted;
  }

  private void awaitState(Piece piece, String state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> stack.reviews().review(piece).path("state").asString().equals(state));
  }

  private SampleDocuments documents(YearMonth prepared) {
    return new SampleDocuments(folder.resolve(prepared.toString()), run, prepared);
  }
}
