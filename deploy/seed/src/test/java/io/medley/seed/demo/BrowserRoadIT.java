package io.medley.seed.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.medley.seed.document.Sample;
import io.medley.seed.document.SampleDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people do by the pages in a real browser, and what outlives a crash, on the whole stack. */
class BrowserRoadIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AtomicLong RUN = new AtomicLong(4_000_000);

  private static FullStack stack;
  private static Reviewers reviewers;
  private static Chromium chromium;

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
  void shouldShowAnUploadedFilesFindingsOnThePage() throws IOException {
    Sample sample = samples().emailWithoutAdverseEvents("GB", "announce");
    Page page = chromium.window();

    stack.open(page, "content", "/upload", "anna.agency");
    page.locator("input[type=file]").first().setInputFiles(sample.file());

    assertThat(page.locator("main")).containsText(sample.file().getFileName().toString());
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Confirm tags"))
        .click(new Locator.ClickOptions().setTimeout((double) PATIENCE.toMillis()));
    assertThat(page.locator("#title")).not().hasValue("");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Confirm tags and check"))
        .click();
    assertThat(page.locator("main")).containsText("adverse event statement");
  }

  @Test
  void shouldSayBesideTheFileWhyItIsRefused() throws IOException {
    Path program = Files.writeString(folder.resolve("detail-aid.exe"), "MZ");
    Page page = chromium.window();

    stack.open(page, "content", "/upload", "anna.agency");
    page.locator("input[type=file]").first().setInputFiles(program);

    assertThat(page.locator("main")).containsText("detail-aid.exe");
    assertThat(page.locator("main")).containsText("Files ending in .exe are not reviewed here");
  }

  @Test
  void shouldSendAnUnsignedTaskBackAndTakeTheSignedOneInTasklist() throws IOException {
    Piece piece = stack.inReview(samples().detailAid());
    Page tasklist = chromium.window();

    stack.openTask(tasklist, piece, "MEDICAL", "max.medical");
    assertThat(tasklist.locator("body")).containsText(piece.sample().title());
    assertThat(tasklist.locator("body")).containsText(piece.sample().jobCode());
    Reviewers.complete(tasklist);
    JsonNode returned =
        await()
            .atMost(PATIENCE)
            .until(
                () -> stack.reviews().lane(piece, "MEDICAL"),
                lane -> !lane.path("returnReason").asString("").isEmpty());
    assertThat(returned.path("state").asString()).isEqualTo("OPEN");

    reviewers.approveOnSigningPage(chromium.window(), piece, "MEDICAL");

    stack.openTask(tasklist, piece, "MEDICAL", "max.medical");
    assertThat(tasklist.locator("body")).containsText(returned.path("returnReason").asString());
    Reviewers.complete(tasklist);
    reviewers.await(piece, "MEDICAL", "CLOSED");
    assertThat(stack.reviews().lane(piece, "MEDICAL").path("source").asString())
        .isEqualTo("TASKLIST");
  }

  @Test
  void shouldReviewAndSignOnTheDesk() throws IOException {
    Piece piece = stack.inReview(samples().leaflet());
    reviewers.await(piece, "REGULATORY", "OPEN");
    Page page = chromium.window();

    stack.open(page, "content", "/desk?q=" + piece.sample().jobCode(), "rhea.regulatory");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(piece.sample().title()))
        .first()
        .click();
    reviewers.signHere(page, "rhea.regulatory", "APPROVE");

    assertThat(page.locator("main")).containsText("Signature verifies");
    reviewers.await(piece, "REGULATORY", "CLOSED");
    assertThat(stack.reviews().lane(piece, "REGULATORY").path("source").asString())
        .isEqualTo("DESK");
  }

  @Test
  void shouldLaunchACampaignByThePage() {
    stack.importHcps("B" + RUN.incrementAndGet(), 20);
    String name = "Browser launch " + RUN.incrementAndGet();
    Page page = chromium.window();

    stack.open(page, "campaign", "/campaigns/new?template=journey-launch", "mia.marketer");
    page.locator("input[name=name]").fill(name);
    page.locator("input[name=brandId]").fill("zelvaro");
    page.locator("input[name=countries][value=GB]").check();
    page.locator("input[name='contactHours[GB]']").fill("00:00-24:00");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save draft")).click();
    assertThat(page.locator("h1")).containsText(name);
    press(page, "Prepare the launch");
    assertThat(page.locator("main")).containsText("Before you ask for approvals");
    String id = page.url().replaceAll(".*/campaigns/([0-9a-f-]{36}).*", "$1");
    String launch = "/campaigns/" + id + "/launch";
    Page brand = chromium.window();
    stack.open(brand, "campaign", launch, "bea.brand");
    Locator blocks = brand.locator("#readiness details.acts");
    for (int left = blocks.count(); left > 0; left--) {
      Locator block = blocks.first();
      block.locator("summary").click();
      block.locator("textarea").fill("No piece yet; touches are held until one is approved.");
      block.locator("button").click();
      assertThat(blocks).hasCount(left - 1);
    }
    press(page, "Make a dry run");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              page.reload();
              return page.locator("main").textContent().contains("Read the report");
            });
    press(page, "Ask for approvals");
    assertThat(page.locator(".stages [aria-current]")).containsText("4 open");
    approve(brand, "Brand");
    for (Map.Entry<String, String> approver :
        Map.of("Medical", "max.medical", "Privacy", "ada.admin", "Field", "finn.field")
            .entrySet()) {
      Page window = chromium.window();
      stack.open(window, "campaign", launch, approver.getValue());
      approve(window, approver.getKey());
    }

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                stack.marketer().read(id).path("counts").path("journeys").path("RUNNING").asInt()
                    > 0);
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static void approve(Page page, String kind) {
    page.reload();
    Locator card =
        page.locator(".approvals .card")
            .filter(new Locator.FilterOptions().setHasText(kind))
            .first();
    card.locator("textarea").fill("Looked at plan, readiness and dry run.");
    card.locator("button[value=true]").click();
    assertThat(page.locator("main")).containsText("Approved.");
  }

  @Test
  void shouldKeepAnAcknowledgedUploadAndVerdictWhenContentServiceIsKilled() throws IOException {
    Piece signed = stack.inReview(samples().email("DE", "reminder"));
    stack.reviews().sign(stack.browser("max.medical"), signed, "MEDICAL", "APPROVE", "desk");
    Piece uploaded = stack.agency().upload(samples().email("GB", "follow-up"));

    stack.kill("content");

    assertThat(
            stack
                .content("anna.agency")
                .get("/api/versions/" + uploaded.versionId())
                .path("metadata")
                .path("jobCode")
                .asString())
        .isEqualTo(uploaded.sample().jobCode());
    assertThat(stack.agency().submit(uploaded).reviewId()).isNotEmpty();
    reviewers.await(signed, "MEDICAL", "CLOSED");
    assertThat(stack.reviews().lane(signed, "MEDICAL").path("verdict").asString())
        .isEqualTo("APPROVE");
  }

  @Test
  void shouldHandNothingOverAfterAWithdrawalIsAcknowledged() throws IOException {
    Piece piece = stack.live(samples().email("GB", "announce"));
    stack.importHcps("W" + RUN.incrementAndGet(), 150);
    CampaignRoad marketer = stack.marketer();
    String campaign =
        marketer.create(
            "Withdrawn while it runs " + RUN.incrementAndGet(),
            Map.of("announce", List.of(piece.versionId())));
    Ledger sends = stack.ledger("campaign");
    String ofPiece = "select count(*) from send where ? = any (versions) and state = 'SENT'";
    UUID version = UUID.fromString(piece.versionId());

    marketer.launch(campaign, stack.approvers());
    await().atMost(PATIENCE).until(() -> sends.number(ofPiece, version) >= 3);
    JsonNode withdrawal =
        stack
            .content("rhea.regulatory")
            .post(
                "/api/versions/" + piece.versionId() + "/withdrawal",
                Map.of("reason", "A figure is being checked."));
    Instant acknowledged = Instant.parse(withdrawal.path("acknowledgedAt").asString());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                sends.number(
                        "select count(*) from enrolment where campaign_id = ? and state in ('ENROLLED', 'STARTING')",
                        UUID.fromString(campaign))
                    == 0);

    assertThat(withdrawal.path("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(
            sends.number(
                "select count(*) from send where ? = any (versions) and handing_over_at > ?",
                version,
                acknowledged.atOffset(ZoneOffset.UTC)))
        .isZero();
    assertThat(
            sends.number(
                "select count(*) from touch_trace where campaign_id = ? and outcome = 'HELD_UNTIL'",
                UUID.fromString(campaign)))
        .isPositive();
  }

  @Test
  void shouldListenOnLoopbackOnly() {
    assertThat(stack.listening())
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(
            socket ->
                assertThat(socket.getAddress().isLoopbackAddress()).as(socket.toString()).isTrue());
  }

  @Test
  void shouldKeepAgenciesAndPublishedPasswordsOutOfTasklist() {
    Page page = chromium.window();
    String logIn = stack.description().url("tasklist") + "/api/login?username=%s&password=%s";

    assertThat(
            page.request().post(logIn.formatted("max.medical", password("max.medical"))).status())
        .isEqualTo(204);
    assertThat(
            page.request().post(logIn.formatted("anna.agency", password("anna.agency"))).status())
        .isEqualTo(401);
    for (String published : List.of("demo", "act", "view")) {
      assertThat(page.request().post(logIn.formatted(published, published)).status())
          .as(published)
          .isEqualTo(401);
    }
  }

  private static String password(String person) {
    return stack.description().password(person);
  }

  private SampleDocuments samples() {
    return new SampleDocuments(
        folder, String.valueOf(RUN.incrementAndGet()), YearMonth.now(ZoneOffset.UTC));
  }
}
