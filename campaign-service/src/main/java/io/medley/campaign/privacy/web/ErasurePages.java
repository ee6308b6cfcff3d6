package io.medley.campaign.privacy.web;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.privacy.ErasureHandling;
import io.medley.campaign.privacy.ErasureRefusal;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the privacy operator has to do, soonest due first. */
@Controller
class ErasurePages {

  private final ErasureHandling handling;
  private final Hcps hcps;
  private final CurrentActor actor;
  private final Clock clock;

  ErasurePages(ErasureHandling handling, Hcps hcps, CurrentActor actor, Clock clock) {
    this.handling = handling;
    this.hcps = hcps;
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping("/privacy")
  String requests(Model model) {
    model.addAttribute("rows", handling.all(actor.require()));
    model.addAttribute("now", clock.instant());
    return "privacy";
  }

  /** A new request for the person with this external id or pseudonym. */
  @PostMapping("/privacy")
  String receive(
      @RequestParam String who, @RequestParam String evidence, RedirectAttributes redirect) {
    return answered(
        redirect,
        "Recorded. It has to be answered within a month.",
        () -> handling.receive(person(who), evidence, actor.require()));
  }

  @PostMapping("/privacy/{id}/erase")
  String erase(@PathVariable UUID id, @RequestParam String pseudonym, RedirectAttributes redirect) {
    return answered(
        redirect,
        pseudonym.strip() + " was erased: nobody can read the personal data any more.",
        () -> handling.erase(id, pseudonym, actor.require()));
  }

  @PostMapping("/privacy/{id}/refuse")
  String refuse(@PathVariable UUID id, @RequestParam String why, RedirectAttributes redirect) {
    return answered(redirect, "Refused.", () -> handling.refuse(id, why, actor.require()));
  }

  private HcpId person(String who) {
    return hcps.findByExternalId(who.strip())
        .or(() -> hcps.findByPseudonym(who.strip()))
        .map(HcpProfile::id)
        .orElseThrow(
            () ->
                new ErasureRefusal.WordsMissing(
                    "Nobody is known under this external id or pseudonym."));
  }

  private static String answered(RedirectAttributes redirect, String notice, Runnable act) {
    try {
      act.run();
      redirect.addFlashAttribute("notice", notice);
    } catch (Refusal refused) {
      redirect.addFlashAttribute("refused", refused.getMessage());
    }
    return "redirect:/privacy";
  }
}
