package io.medley.seed.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.medley.seed.document.SampleDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two reviewers in the same piece, each in a browser of their own. */
class DeskTogetherIT {

  /** Marks the window: a reload would wipe it out. */
  private static final String MARK = "window.neverReloaded = true";

  private static final String SELECT =
      """
      () => {
        const words = document.querySelector('.sheets svg.words text');
        const range = document.createRange();
        range.selectNodeContents(words);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        document.querySelector('.sheets').dispatchEvent(new PointerEvent('pointerup', {bubbles: true}));
      }
      """;

  @TempDir private Path folder;

  @Test
  void shouldShowEachOthersAnnotationsAndSignaturesWithoutReload() throws IOException {
    FullStack stack = FullStack.running();
    String run = String.valueOf(ThreadLocalRandom.current().nextInt(10_000, 99_999));
    Piece piece =
        stack.inReview(
            new SampleDocuments(folder, run, YearMonth.now(java.time.ZoneOffset.UTC)).detailAid());
    for (String lane : new String[] {"MEDICAL", "REGULATORY"}) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> stack.reviews().lane(piece, lane).path("state").asString().equals("OPEN"));
    }
    try (Chromium chromium = new Chromium()) {
      Page max = chromium.window();
      Page rhea = chromium.window();
      stack.open(
          max,
          "content",
          "/desk/%s/MEDICAL?tab=comments".formatted(piece.reviewId()),
          "max.medical");
      stack.open(
          rhea,
          "content",
          "/desk/%s/REGULATORY?tab=comments".formatted(piece.reviewId()),
          "rhea.regulatory");
      max.evaluate(MARK);
      rhea.evaluate(MARK);

      max.evaluate(SELECT);
      annotate(max, "Say this of adults only");

      assertThat(rhea.locator(".note")).containsText("Say this of adults only");
      assertThat(rhea.locator("#note-count").first()).hasText("1");
      assertThat(rhea.locator("svg.notes [data-lane=MEDICAL] .on").first()).isAttached();

      rhea.keyboard().press("a");
      annotate(rhea, "The job code is hard to read");

      assertThat(max.locator(".note").filter(saying("hard to read"))).hasCount(1);
      assertThat(max.locator("svg.notes [data-lane=REGULATORY]").first()).isAttached();
      assertNeverReloaded(max);

      Locator approve = rhea.locator("form.verdict input[value=APPROVE]");
      approve.check();
      new Reviewers(stack).signHere(max, "max.medical", "AMEND_RETURN");

      assertThat(rhea.locator("#lanes [data-lane=MEDICAL]")).containsText("Amend and return");
      assertThat(approve).isChecked();
      assertNeverReloaded(rhea);
    }
  }

  private static void assertNeverReloaded(Page window) {
    org.assertj.core.api.Assertions.assertThat(window.evaluate("window.neverReloaded"))
        .isEqualTo(true);
  }

  private static void annotate(Page page, String words) {
    page.locator("#annotate-body").fill(words);
    page.locator("#annotate button:not([type])").click();
    assertThat(page.locator("#annotate")).isHidden();
  }

  private static Locator.FilterOptions saying(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}
