package io.medley.platform.page;

import io.medley.platform.problem.Refusal;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tells the next page how an act ended: {@code notice} if it was done, {@code refusal} if not. */
public final class Answer {

  private Answer() {}

  /** Acts, and tells the page it redirects to. */
  public static void to(RedirectAttributes flash, String done, Runnable act) {
    try {
      act.run();
      flash.addFlashAttribute("notice", done);
    } catch (Refusal refusal) {
      flash.addFlashAttribute("refusal", refusal.getMessage());
    }
  }

  /** Shows a form again with what was refused, field by field where the refusal says which. */
  public static void refused(Model model, Refusal refusal) {
    model.addAttribute("refusal", refusal.getMessage());
    model.addAttribute("errors", refusal.details().getOrDefault("errors", List.of()));
  }
}
