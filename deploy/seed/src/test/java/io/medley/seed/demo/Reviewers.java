package io.medley.seed.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What reviewers do in real browsers: on the desk, on the signing page, in Tasklist. */
final class Reviewers {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final FullStack stack;

  Reviewers(FullStack stack) {
    this.stack = stack;
  }

  /** Waits until a lane stands so. */
  void await(Piece piece, String lane, String state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> stack.reviews().lane(piece, lane).path("state").asString().equals(state));
  }

  /** Opens the lane's desk page, chooses a verdict and signs it. */
  void signOnDesk(Page page, Piece piece, String lane, String verdict) {
    String person = FullStack.signer(lane);
    await(piece, lane, "OPEN");
    stack.open(page, "content", "/desk/%s/%s".formatted(piece.reviewId(), lane), person);
    signHere(page, person, verdict);
  }

  /** Chooses a verdict on the desk page that is open and signs it. */
  void signHere(Page page, String person, String verdict) {
    page.locator("form.verdict input[value=%s]".formatted(verdict)).check();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign…")).click();
    confirm(page, person);
  }

  /** Signs an approval on the signing page, then completes the lane's task in Tasklist. */
  void approveInTasklist(Page window, Page tasklist, Piece piece, String lane) {
    String person = FullStack.signer(lane);
    await(piece, lane, "OPEN");
    approveOnSigningPage(window, piece, lane);
    stack.openTask(tasklist, piece, lane, person);
    complete(tasklist);
    await(piece, lane, "CLOSED");
  }

  /** Signs an approval on the page that Tasklist's form links to. */
  void approveOnSigningPage(Page window, Piece piece, String lane) {
    String person = FullStack.signer(lane);
    stack.open(
        window, "content", "/sign/%s/%s?from=tasklist".formatted(piece.reviewId(), lane), person);
    window.locator("input[name=verdict][value=APPROVE]").check();
    confirm(window, person);
    assertThat(window.locator("main")).containsText("Now press Complete in Tasklist");
  }

  /** Records a step before first use on its page and signs the record. */
  void recordStep(Page page, String record, String person) {
    page.locator("#record").fill(record);
    sign(page, person);
  }

  private void confirm(Page page, String person) {
    sign(page, person);
    page.waitForURL(Pattern.compile(".*/signed.*"));
  }

  private void sign(Page page, String person) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enter password and sign"))
        .click();
    // Both components of the signature, as at a first signing (21 CFR 11.200).
    page.locator("#username").fill(person);
    page.locator("#password").fill(stack.description().password(person));
    page.locator("form[action='/login'] button").click();
  }

  /** Takes the open task and completes it with an approval, whatever that may be worth. */
  static void complete(Page tasklist) {
    tasklist
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Assign to me"))
        .click();
    // Editable once the assignment is through; the radio button itself is drawn by its label.
    Locator approve = tasklist.locator("input.fjs-input[type=radio]:not([readonly])").first();
    approve.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    tasklist
        .locator("label")
        .getByText("Approve", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(approve).isChecked();
    tasklist
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete Task"))
        .click();
  }
}
