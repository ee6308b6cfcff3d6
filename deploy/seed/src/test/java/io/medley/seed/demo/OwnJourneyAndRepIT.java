package io.medley.seed.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journey of one's own, and what a representative answers, in real browsers. */
class OwnJourneyAndRepIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

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
  void shouldSayWhatIsWrongWithAJourneyOfOnesOwnAndDeployTheMendedOne() throws IOException {
    String model =
        Files.readString(
                Path.of("../../bpmn/src/main/resources/processes/journey-launch.bpmn")
                    .toAbsolutePath()
                    .normalize())
            .replace("journey-launch", "journey-own-" + run)
            .replace("Launch: announce, follow up or remind", "Our own journey " + run);
    Path broken = folder.resolve("broken.bpmn");
    Files.writeString(broken, model.replace("key=\"slot\" value=\"announce\"", "key=\"slo\""));
    Path mended = Files.writeString(folder.resolve("mended.bpmn"), model);
    Page mia = chromium.window();

    stack.open(mia, "campaign", "/templates", "mia.marketer");
    mia.locator("#own input[type=file]").setInputFiles(broken);
    press(mia, "Check and deploy");
    assertThat(mia.locator(".box.problem")).containsText("broken.bpmn is not deployed yet");
    mia.locator("#own input[type=file]").setInputFiles(mended);
    press(mia, "Check and deploy");

    assertThat(mia.locator(".journey-card").filter(text("Our own journey " + run))).hasCount(1);
  }

  @Test
  void shouldPutACallsFollowUpBeforeTheRepresentativeWhoSaysWhyNot() throws IOException {
    Sample mail = forReps(documents().email("GB", "follow-up"));
    stack.live(mail);
    stack.importHcps(run, 30);
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("name", "After calls " + run);
    plan.put("templateId", "journey-rep-call-follow-up");
    plan.put("brandId", "zelvaro");
    plan.put("countries", List.of("GB"));
    plan.put("waits", Map.of());
    plan.put("contactHours", Map.of("GB", "00:00-24:00"));
    plan.put("caps", Map.of("days", 7, "max", 5));
    plan.put("content", Map.of());
    String campaign =
        stack.campaigns("mia.marketer").post("/api/campaigns", plan).path("id").asString();
    stack.marketer().launch(campaign, stack.approvers());
    Page rob = chromium.window();

    // Somebody may be held out; three together hardly are.
    for (String hcp :
        stack
            .ledger("campaign")
            .rows(
                "select id from hcp where external_id like ? order by external_id limit 3",
                row -> row.getString(1),
                "GB-" + run + "-%")) {
      stack.open(rob, "campaign", "/hcps/" + hcp, "rob.rep");
      rob.locator("#event-topic").fill("dosing");
      rob.locator("#event-words").fill("Wants the renal dosing table.");
      press(rob, "Note");
    }
    Locator suggestion = rob.locator("article.suggestion").filter(text("After calls " + run));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              stack.open(rob, "campaign", "/suggestions", "rob.rep");
              return suggestion.count() > 0;
            });
    assertThat(suggestion.first()).containsText(mail.title());
    Locator dismiss =
        suggestion.first().locator("details.acts").filter(text("Not relevant: which"));
    dismiss.locator("summary").click();
    dismiss.locator("input[name=reason][value=WRONG_TIMING]").check();
    dismiss.locator("textarea[name=words]").fill("On holiday until Monday.");
    dismiss.locator("button").click();

    assertThat(rob.locator("main")).containsText("What you answered");
    assertThat(rob.locator(".timeline").first()).containsText("Wrong timing");
  }

  private SampleDocuments documents() {
    return new SampleDocuments(folder, run, YearMonth.now(ZoneOffset.UTC));
  }

  /**
   * The same piece, that representatives may send too and that is made for no step in particular.
   */
  private static Sample forReps(Sample sample) {
    return new Sample(
        sample.key(),
        sample.file(),
        sample.title().replace(": follow-up", " for representatives"),
        sample.jobCode(),
        sample.materialType(),
        sample.market(),
        sample.language(),
        List.of("EMAIL", "REP_EMAIL"),
        "");
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
