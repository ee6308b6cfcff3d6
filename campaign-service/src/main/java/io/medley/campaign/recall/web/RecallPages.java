package io.medley.campaign.recall.web;

import io.medley.campaign.recall.Recalling;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.CurrentActor;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Begins the campaign that sets a recalled version right, from the page of who received it. */
@Controller
class RecallPages {

  private final Recalling recalling;
  private final CurrentActor actor;

  RecallPages(Recalling recalling, CurrentActor actor) {
    this.recalling = recalling;
    this.actor = actor;
  }

  /** The campaign that was begun. */
  record Begun(UUID campaignId) {}

  @PostMapping("/exposure/{versionId}/campaign")
  String begin(@PathVariable UUID versionId, RedirectAttributes redirect) {
    try {
      return "redirect:/campaigns/" + recalling.campaign(versionId, actor.require());
    } catch (Refusal refusal) {
      redirect.addFlashAttribute("refused", refusal.getMessage());
      return "redirect:/exposure/" + versionId;
    }
  }

  @PostMapping("/api/exposure/{versionId}/campaign")
  @ResponseStatus(HttpStatus.CREATED)
  @ResponseBody
  Begun create(@PathVariable UUID versionId) {
    return new Begun(recalling.campaign(versionId, actor.require()));
  }
}
