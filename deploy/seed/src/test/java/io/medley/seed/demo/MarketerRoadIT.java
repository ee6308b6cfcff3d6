package io.medley.seed.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.medley.seed.document.SampleDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A marketer's whole road, each act in the browser of whom it belongs to: from the gallery by dry
 * run, readiness, approvals, pilot and wave to a withdrawal under way, a pause and its end, and why
 * somebody got nothing.
 */
class MarketerRoadIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static FullStack stack;
  private static Chromium chromium;

  private final String run = String.valueOf(ThreadLocalRandom.current().nextInt(10_000, 99_999));
  private final String name = "Marketer's road " + run;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    stack = FullStack.running();
    chromium = new Chromium();
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @Test
  void shouldGoFromTheGalleryToWhySomebodyGotNothing() throws IOException {
    stack.clearShelf("GB");
    Piece piece =
        stack.live(
            new SampleDocuments(folder, run, YearMonth.now(ZoneOffset.UTC))
                .email("GB", "announce"));
    stack.importHcps("A" + run, 60);
    Page mia = chromium.window();
    Page bea = chromium.window();

    String address = planned(mia);
    ready(mia, bea, address);
    approved(mia, bea, address);
    pilotRuns(mia, address);
    goes(bea, address);
    waveMoves(mia, address);

    pause(mia, address);
    stack.importHcps("B" + run, 40);
    stack.open(mia, "campaign", address + "/launch", "mia.marketer");
    press(mia, "Enrol new HCPs");
    heldOnTheMap(mia, address, "Kill switch");
    withdrawn(piece);
    resume(mia, address);
    heldOnTheMap(mia, address, "Content withdrawn");

    saysWhy(mia, address, "state=HELD&reason=CONTENT_WITHDRAWN", "is withdrawn");
    saysWhy(mia, address, "state=SUPPRESSED", "Consent: e-mail withdrawn");
  }

  /** From the gallery to a draft. */
  private String planned(Page mia) {
    stack.open(mia, "campaign", "/templates", "mia.marketer");
    mia.locator("#journey-launch")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Plan a campaign"))
        .click();
    mia.locator("input[name=name]").fill(name);
    mia.locator("input[name=brandId]").fill("zelvaro");
    for (Locator country : mia.locator("input[name=countries]").all()) {
      country.setChecked("GB".equals(country.getAttribute("value")));
    }
    mia.locator("input[name='contactHours[GB]']").fill("00:00-24:00");
    press(mia, "Save draft");
    assertThat(mia.locator("h1")).containsText(name);
    press(mia, "Prepare the launch");
    assertThat(mia.locator("main")).containsText("Before you ask for approvals");
    return mia.url().replaceAll(".*(/campaigns/[0-9a-f-]{36}).*", "$1");
  }

  /** The plan of the pilot, a dry run, and what stands red accepted by name. */
  private void ready(Page mia, Page bea, String address) {
    mia.locator("input[name=pilotPercent]").fill("30");
    mia.locator("input[name=pilotDays]").fill("1");
    mia.locator("input[name=waves]").fill("1");
    mia.getByLabel("HCPs contacted, at least").fill("1");
    press(mia, "Save");
    press(mia, "Make a dry run");
    stack.open(bea, "campaign", address + "/launch", "bea.brand");
    Locator blocks = bea.locator("#readiness details.acts");
    for (int left = blocks.count(); left > 0; left--) {
      Locator block = blocks.first();
      block.locator("summary").click();
      block.locator("textarea").fill("Held until a piece is approved.");
      block.locator("button").click();
      assertThat(blocks).hasCount(left - 1);
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              mia.reload();
              return button(mia, "Ask for approvals").isEnabled();
            });
    mia.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Read the report")).click();
    assertThat(mia.locator("main")).containsText("Entered");
  }

  private void approved(Page mia, Page bea, String address) {
    stack.open(mia, "campaign", address + "/launch", "mia.marketer");
    press(mia, "Ask for approvals");
    approve(bea, address, "bea.brand", "Brand");
    approve(chromium.window(), address, "max.medical", "Medical");
    approve(chromium.window(), address, "ada.admin", "Privacy");
    approve(chromium.window(), address, "finn.field", "Field");
  }

  private static void approve(Page page, String address, String person, String kind) {
    stack.open(page, "campaign", address + "/launch", person);
    Locator card = page.locator(".approvals .card").filter(text(kind)).first();
    card.locator("textarea").fill("Looked at plan, readiness and dry run.");
    card.locator("button[value=true]").click();
    assertThat(page.locator("main")).containsText("Approved.");
  }

  private void pilotRuns(Page mia, String address) {
    stack.open(mia, "campaign", address, "mia.marketer");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              mia.reload();
              return mia.locator("h1 .status").textContent().contains("Launched");
            });
    await().atMost(PATIENCE).until(() -> hereNow(mia) > 0);
  }

  /** A day later: the pilot is judged by what was written before it. */
  private void goes(Page bea, String address) {
    stack
        .ledger("campaign")
        .rows(
            """
            update launch set pilot_ends_at = now() - interval '1 minute'
            where campaign_id = ? returning 1
            """,
            row -> row.getInt(1),
            UUID.fromString(address.replaceAll(".*/", "")));
    stack.open(bea, "campaign", address + "/launch", "bea.brand");
    assertThat(bea.locator("main")).containsText("Written before the pilot");
    bea.locator("form.decision textarea").fill("Nobody complained; opens will come.");
    press(bea, "Go");
    assertThat(bea.locator("main")).containsText("Nobody complained");
  }

  /** More HCPs stand on the map than the pilot put there, without a reload. */
  private void waveMoves(Page mia, String address) {
    int pilot = hereNow(mia);
    await().atMost(PATIENCE).until(() -> hereNow(mia) > pilot);
    stack.open(mia, "campaign", address + "/launch", "mia.marketer");
    assertThat(mia.locator(".stages")).containsText("1 of 1");
  }

  private static int hereNow(Page page) {
    return page.locator(".diagram .count.waiting").allTextContents().stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private void pause(Page mia, String address) {
    stack.open(mia, "campaign", address, "mia.marketer");
    Locator pause = mia.locator("details.confirm").filter(text("Touches are held from now on"));
    pause.locator("summary").click();
    pause.locator("input[name=why]").fill("A figure is being checked.");
    press(mia, "Pause");
    assertThat(mia.locator(".box.warning").filter(text("Paused by")))
        .containsText("A figure is being checked.");
  }

  private void resume(Page mia, String address) {
    stack.open(mia, "campaign", address, "mia.marketer");
    Locator paused = mia.locator(".box.warning").filter(text("Paused by"));
    paused.locator("input[name=why]").fill("The figure was withdrawn.");
    press(mia, "Resume");
    assertThat(paused).hasCount(0);
  }

  /** The map says that they are held, the table beneath it why. */
  private void heldOnTheMap(Page mia, String address, String why) {
    stack.open(mia, "campaign", address, "mia.marketer");
    mia.locator(".diagram .count.held")
        .first()
        .waitFor(new Locator.WaitForOptions().setTimeout((double) PATIENCE.toMillis()));
    mia.locator("#figures .chips a")
        .filter(text(why))
        .first()
        .waitFor(new Locator.WaitForOptions().setTimeout((double) PATIENCE.toMillis()));
  }

  /** Who may withdraw does so on the piece's own page. */
  private void withdrawn(Piece piece) {
    Page rhea = chromium.window();
    stack.open(rhea, "content", "/assets/versions/" + piece.versionId(), "rhea.regulatory");
    rhea.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Withdraw …")).click();
    rhea.locator("#reason").fill("The figure is wrong.");
    press(rhea, "Withdraw");
    assertThat(rhea.locator("main")).containsText("The figure is wrong.");
  }

  /** One click on the number, one on the person. */
  private void saysWhy(Page mia, String address, String number, String why) {
    stack.open(mia, "campaign", address, "mia.marketer");
    mia.locator("#figures a[href*='%s']".formatted(number)).first().click();
    mia.locator("table.list tbody a").first().click();
    assertThat(mia.locator(".timeline")).containsText(why);
    assertThat(mia.locator(".timeline")).containsText("Would change it:");
  }

  private static Locator.FilterOptions text(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void press(Page page, String name) {
    button(page, name).click();
  }
}
