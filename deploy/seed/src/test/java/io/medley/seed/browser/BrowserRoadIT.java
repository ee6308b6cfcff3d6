package io.medley.seed.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.medley.seed.document.Sample;
import io.medley.seed.document.SampleDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people do by the pages, in a real browser on the whole stack. */
class BrowserRoadIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static FullStack stack;
  private static Chromium chromium;

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
  void shouldUploadAFileByThePageAndShowItsFindings() throws IOException {
    Sample sample = samples().emailWithoutAdverseEvents("GB", "announce");
    Page page = chromium.window();

    stack.open(page, "content", "/upload", "anna.agency");
    page.locator("input[type=file]").setInputFiles(sample.file());
    page.waitForURL(Pattern.compile(".*/(assets|upload|library).*"));

    assertThat(page.locator("main")).containsText(sample.jobCode());
  }

  @Test
  void shouldSendTheUnsignedTaskBackAndTakeTheSignedOneInTasklist() throws IOException {
    Sample sample = samples().detailAid();
    String review = stack.submitted(sample);
    stack.awaitTask(review, "medical-gb");
    Page tasklist = chromium.window();

    stack.openTasklist(tasklist, "max.medical");
    stack.openTask(tasklist, review, "medical-gb", "max.medical");
    assertThat(tasklist.locator("body")).containsText(sample.title());
    assertThat(tasklist.locator("body")).containsText(sample.jobCode());
    complete(tasklist);

    JsonNode returned =
        await()
            .atMost(PATIENCE)
            .until(
                () -> stack.lane(review, "MEDICAL"),
                lane -> !lane.path("returnReason").asString("").isEmpty());
    assertThat(returned.path("state").asString()).isEqualTo("OPEN");

    sign(chromium.window(), review, "MEDICAL", "max.medical", "tasklist");
    stack.openTask(tasklist, review, "medical-gb", "max.medical");
    assertThat(tasklist.locator("body")).containsText(returned.path("returnReason").asString());
    complete(tasklist);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stack.lane(review, "MEDICAL").path("state").asString())
                    .isEqualTo("CLOSED"));
  }

  @Test
  void shouldReviewAndSignOnTheDesk() throws IOException {
    Sample sample = samples().leaflet();
    String review = stack.submitted(sample);
    stack.awaitTask(review, "regulatory-us");
    Page page = chromium.window();

    stack.open(page, "content", "/desk?q=" + sample.jobCode(), "rhea.regulatory");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(sample.title())).first().click();
    page.locator("form.verdict input[value=APPROVE]").check();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign…")).click();
    confirm(page, "rhea.regulatory");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stack.lane(review, "REGULATORY").path("state").asString())
                    .isEqualTo("CLOSED"));
    assertThat(stack.lane(review, "REGULATORY").path("source").asString()).isEqualTo("DESK");
  }

  @Test
  void shouldLaunchACampaignByThePage() {
    stack.importHcps("B" + System.nanoTime() % 100_000, 20);
    Page page = chromium.window();
    String name = "Browser launch " + System.nanoTime();

    stack.open(page, "campaign", "/campaigns/new?template=journey-launch", "mia.marketer");
    page.getByLabel("Name").fill(name);
    page.getByLabel("Brand").fill("zelvaro");
    page.locator("input[name=countries][value=GB]").check();
    page.locator("input[name='contactHours[GB]']").fill("00:00-24:00");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save draft")).click();
    assertThat(page.locator("h1")).containsText(name);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Launch").setExact(true)).click();

    assertThat(page.locator("h1")).containsText(Pattern.compile("Launched|Running", Pattern.CASE_INSENSITIVE));
    String id = page.url().replaceAll(".*/campaigns/([0-9a-f-]{36}).*", "$1");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stack.campaign(id).path("counts").path("journeys").path("RUNNING").asInt())
                    .isPositive());
  }

  /** Signs one lane from the signing page, as a reviewer who came from Tasklist or from the desk. */
  private static void sign(Page page, String review, String lane, String person, String from) {
    stack.open(page, "content", "/sign/%s/%s?from=%s".formatted(review, lane, from), person);
    page.locator("input[name=verdict][value=APPROVE]").check();
    confirm(page, person);
  }

  private static void confirm(Page page, String person) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enter password and sign")).click();
    page.locator("#password").fill("demo-" + person);
    Locator user = page.locator("#username");
    if (user.isEditable()) {
      user.fill(person);
    }
    page.locator("form button[type=submit]").click();
    page.waitForURL(Pattern.compile(".*/signed.*"));
  }

  private static void complete(Page tasklist) {
    tasklist.getByLabel("Approve", new Page.GetByLabelOptions().setExact(true)).check();
    tasklist
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete Task"))
        .click();
  }

  private SampleDocuments samples() {
    return new SampleDocuments(
        folder, String.valueOf(System.nanoTime() % 100_000_000_000L), YearMonth.now(ZoneOffset.UTC));
  }
}
