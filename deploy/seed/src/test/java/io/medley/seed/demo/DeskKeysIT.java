package io.medley.seed.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.medley.seed.document.LaunchFilm;
import io.medley.seed.document.Sample;
import io.medley.seed.document.SampleDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk by keyboard, and annotations on a framed mail, a slide and a moment of a film. */
class DeskKeysIT {

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
  void shouldBeReadByKeysInsideAFramedMailAndKeepItsMarginsFreeOfLetters() throws IOException {
    Page max = onTheDesk(documents().email("GB", "announce"), "");
    FrameLocator mail = max.frameLocator("iframe.sheet-frame");
    Locator body = mail.locator("body");
    // A mail is read before its last picture is there; a key is one step then, too.
    max.locator("iframe.sheet-frame").dispatchEvent("load");
    body.click();

    body.press("n");
    String first = max.locator(".panel .finding").first().getAttribute("id");
    assertThat(max.locator(".panel .finding.current")).hasId(first);
    body.press("n");
    body.press("p");
    assertThat(max.locator(".panel .finding.current")).hasId(first);
    body.press("v");
    assertThat(max.locator("#verdict input").first()).isFocused();

    mail.getByText("once-daily tablet").first().dblclick();
    assertThat(max.locator("#annotate")).isVisible();
    assertThat(max.locator("#annotate blockquote")).not().isEmpty();
    annotate(max, "Say of whom");
    Locator letter = max.locator("svg.over [data-lane=MEDICAL] .letter");
    assertThat(letter).hasCount(1);
    BoundingBox frame = max.locator("iframe.sheet-frame").boundingBox();
    // They are drawn anew with every remark that comes in.
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              for (Locator label : max.locator("svg.over :is(.letter, circle)").all()) {
                BoundingBox box = label.boundingBox();
                assertThat(box).isNotNull();
                assertThat(box.x + box.width <= frame.x + 1 || box.x >= frame.x + frame.width - 1)
                    .as("beside the mail, not on its words: %s in %s", box.x, frame.x)
                    .isTrue();
              }
            });

    body.press("a");
    assertThat(max.locator("#annotate")).isVisible();
    max.keyboard().press("Escape");
    assertThat(max.locator("#annotate")).isHidden();
  }

  @Test
  void shouldAnnotateABoxOnASlideAndThePageInView() throws IOException {
    Page max = onTheDesk(documents().launchDeck(), "?tab=comments");
    Locator slide = max.locator(".sheets .paper").first();
    slide.scrollIntoViewIfNeeded();
    BoundingBox box = slide.boundingBox();

    // Near the lower edge, where no words stand.
    max.mouse().move(box.x + 0.70 * box.width, box.y + 0.03 * box.height);
    max.mouse().down();
    max.mouse().move(box.x + 0.92 * box.width, box.y + 0.10 * box.height);
    max.mouse().up();
    assertThat(max.locator("#annotate [data-place]")).hasText("A part of page 1");
    annotate(max, "The logo is the old one");
    assertThat(max.locator(".note")).containsText("The logo is the old one");
    assertThat(max.locator("svg.notes [data-lane=MEDICAL] .on").first()).isAttached();

    max.getByText("Answer or change").click();
    max.locator(".note summary").click();
    max.locator(".note details [value=SUGGESTION]").check();
    max.locator(".note details button").click();
    assertThat(max.locator(".note header")).containsText("Suggestion");
    assertThat(max.locator(".note footer")).containsText("for Anna");
    // The page came anew; its keys work once it is whole.
    max.waitForLoadState();

    max.keyboard().press("a");
    assertThat(max.locator("#annotate [data-place]")).containsText("Page ");
    max.locator("#annotate-body").fill("Too small for a tablet");
    max.keyboard().press("Control+Enter");
    assertThat(max.locator(".note")).hasCount(2);
    assertThat(max.locator("#annotate")).isHidden();
    max.keyboard().press("n");
    assertThat(max.locator(".note.current")).hasCount(1);
  }

  @Test
  void shouldAnnotateAMomentOfAFilmToWhichTheNextReviewerIsLed() throws IOException {
    Piece piece = stack.inReview(LaunchFilm.write(folder, run(), month()));
    Page max = onTheDesk(piece, "MEDICAL", "");
    max.waitForFunction(
        "() => { const film = document.querySelector('.film video');"
            + " return film.videoWidth === 640 && film.textTracks[0]?.cues?.length > 10; }");

    max.evaluate("document.querySelector('.film video').currentTime = 6.5");
    max.keyboard().press("a");
    assertThat(max.locator("#annotate [data-place]")).hasText("At 0:06");
    annotate(max, "The voice says another figure");
    assertThat(max.locator("#moments [data-lane=MEDICAL]")).hasText("M 0:06");

    Page rhea = onTheDesk(piece, "REGULATORY", "");
    rhea.locator("#moments a").click();
    assertThat(rhea.locator(".note.current")).containsText("The voice says another figure");
    rhea.waitForFunction("() => document.querySelector('.film video').currentTime === 6.5");
    rhea.evaluate("document.querySelector('.film video').currentTime = 20");
    rhea.getByText("at 0:06").click();
    rhea.waitForFunction("() => document.querySelector('.film video').currentTime === 6.5");
  }

  private Page onTheDesk(Sample sample, String tab) {
    return onTheDesk(stack.inReview(sample), "MEDICAL", tab);
  }

  private Page onTheDesk(Piece piece, String lane, String tab) {
    new Reviewers(stack).await(piece, lane, "OPEN");
    Page window = chromium.window();
    stack.open(
        window,
        "content",
        "/desk/%s/%s%s".formatted(piece.reviewId(), lane, tab),
        FullStack.signer(lane));
    return window;
  }

  private static void annotate(Page page, String words) {
    page.locator("#annotate-body").fill(words);
    page.locator("#annotate button:not([type])").click();
    assertThat(page.locator("#annotate")).isHidden();
  }

  private SampleDocuments documents() {
    return new SampleDocuments(folder, run(), month());
  }

  private static String run() {
    return String.valueOf(ThreadLocalRandom.current().nextInt(10_000, 99_999));
  }

  private static YearMonth month() {
    return YearMonth.now(ZoneOffset.UTC);
  }
}
