package io.medley.seed.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.medley.seed.document.Sample;
import io.medley.seed.document.SampleDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a coordinator reads and does beside the reviews: library, catalog, the agencies' record,
 * product master, a folder of pieces brought in at once. The pages are left as pictures beside the
 * test's other output.
 */
class CoordinatorPagesIT {

  private static final String CORA = "cora.coordinator";
  private static final double PATIENCE_MILLIS = Duration.ofMinutes(2).toMillis();

  private static FullStack stack;
  private static Chromium chromium;

  private final String run = String.valueOf(ThreadLocalRandom.current().nextInt(10_000, 99_999));

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
  void shouldFindALivePieceInLibraryCatalogAndRecordAndKeepTheSearch() throws IOException {
    Sample sample = leaflet();
    stack.live(sample);
    Page page = chromium.window();

    stack.open(page, "content", "/library?q=" + sample.jobCode(), CORA);
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page.locator("tbody")).containsText(sample.title());
    assertThat(page.locator("tbody")).containsText("northlight");
    picture(page, "library");

    String name = "My leaflets " + run;
    keepTheSearch(page, sample, name);
    stack.open(page, "content", "/catalog", CORA);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
    assertThat(page.locator(".cards .piece")).hasCount(1);
    page.locator(".cards .piece h3 a").click();
    assertThat(page.locator("h1")).hasText(sample.title());
    assertThat(page.locator("main")).containsText("Proof of approval");
    assertThat(page.locator("main")).containsText("Where it may be used");
    picture(page, "catalog-card");
    stack.open(page, "content", "/catalog", CORA);
    page.getByLabel("Forget " + name).click();
    assertThat(page.getByText(name, new Page.GetByTextOptions().setExact(true))).hasCount(0);

    stack.open(page, "content", "/scorecard", CORA);
    Locator agency =
        page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("northlight"));
    assertThat(agency.locator("td").nth(1)).hasText(Pattern.compile("[1-9]\\d*"));
    assertThat(agency.locator("td").nth(2)).hasText(Pattern.compile("\\d+%\\s*of [1-9]\\d*"));
    assertThat(page.locator("main")).containsText("How far people agree on tags");
    picture(page, "scorecard");
  }

  @Test
  void shouldBringInAFolderAndRehearseATableWithAReportRowByRow() throws IOException {
    Path pieces = Files.createDirectory(folder.resolve("pieces"));
    Files.copy(leaflet().file(), pieces.resolve("leaflet.docx"));
    Files.writeString(pieces.resolve("broken.pdf"), "no pdf at all");
    Path table =
        Files.writeString(
            folder.resolve("import-" + run + ".csv"),
            """
            file,title,jobCode,countries,channels
            leaflet.docx,Brought in %1$s,US-ZEL-B%1$s,US,PRINT
            broken.pdf,Broken %1$s,US-ZEL-C%1$s,US,PRINT
            missing.pdf,Missing %1$s,US-ZEL-D%1$s,US,PRINT
            """
                .formatted(run));
    Page page = chromium.window();

    stack.open(page, "content", "/imports", CORA);
    page.locator("#table").setInputFiles(table);
    button(page, "Begin");
    assertThat(page.locator("h1")).hasText("import-" + run + ".csv");
    assertThat(page.locator("#report tbody tr")).hasCount(3);
    page.locator("#folder").setInputFiles(pieces);
    assertThat(row(page, "leaflet.docx").getByRole(AriaRole.LINK))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    assertThat(row(page, "broken.pdf"))
        .containsText(
            Pattern.compile("Refused"),
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    assertThat(row(page, "broken.pdf").locator("td").nth(3)).not().isEmpty();
    assertThat(row(page, "missing.pdf").getByRole(AriaRole.LINK)).hasCount(0);
    picture(page, "import-report");
    row(page, "leaflet.docx").getByRole(AriaRole.LINK).click();
    assertThat(page.locator("h1")).containsText("Brought in " + run);

    stack.open(page, "content", "/products", CORA);
    assertThat(page.locator("main")).containsText("zelvarostat");
    assertThat(page.locator("main")).containsText("Registered");
    picture(page, "product-master");
    rehearse(chromium.window());
  }

  /** Only an administrator imports; nothing is written. */
  private void rehearse(Page admin) throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("registrations.csv"),
            """
            brand_id,indication_id,market,number,from
            zelvaro,hypertension-adults,GB,PL 1,someday
            nobody,hypertension-adults,GB,PL 2,2026-01-01
            """);
    stack.open(admin, "content", "/products/import", "ada.admin");
    admin.locator("#table").selectOption("REGISTRATIONS");
    admin.locator("#file").setInputFiles(table);
    button(admin, "Rehearse");
    assertThat(admin.locator("main")).containsText("Rehearsed, nothing written");
    assertThat(admin.locator("tbody tr")).hasCount(2);
    assertThat(admin.locator("tbody")).containsText("someday");
    assertThat(admin.locator("tbody")).containsText("nobody");
    picture(admin, "product-import");
  }

  private static void keepTheSearch(Page page, Sample sample, String name) {
    stack.open(page, "content", "/catalog", CORA);
    page.getByRole(AriaRole.SEARCHBOX).fill(sample.jobCode());
    button(page, "Search");
    assertThat(page.locator(".cards .piece")).hasCount(1);
    assertThat(page.locator(".cards .piece")).containsText(sample.title());
    // What was found is marked, even where the excerpt begins with it.
    assertThat(page.locator(".cards .quote mark").first()).hasText("US");
    Locator market = page.locator("section.facet a").first();
    assertThat(market).containsText("1");
    market.click();
    assertThat(page.locator("section.facet li[aria-current=true]")).hasCount(1);
    assertThat(page.locator(".cards .piece")).hasCount(1);
    page.getByLabel("Name of the search").fill(name);
    button(page, "Save search");
    assertThat(page.locator("main")).containsText("“" + name + "” is saved.");
    picture(page, "catalog");
  }

  private Sample leaflet() throws IOException {
    return new SampleDocuments(folder, run, YearMonth.now(ZoneOffset.UTC)).leaflet();
  }

  private static Locator row(Page page, String file) {
    return page.locator("#report tbody tr").filter(new Locator.FilterOptions().setHasText(file));
  }

  private static void button(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "pages", name + ".png"))
            .setFullPage(true));
  }
}
