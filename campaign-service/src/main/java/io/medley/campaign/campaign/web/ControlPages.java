package io.medley.campaign.campaign.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HxRequest;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.SafetyHolding;
import io.medley.campaign.campaign.SendControl;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.SendStopping;
import io.medley.platform.security.CurrentActor;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everything that is paused, and pausing more: by journey, brand, country, channel and asset. */
@Controller
class ControlPages {

  private final SendControl control;
  private final SafetyHolding holding;
  private final Campaigns campaigns;
  private final CampaignReading reading;
  private final CurrentActor actor;

  ControlPages(
      SendControl control,
      SafetyHolding holding,
      Campaigns campaigns,
      CampaignReading reading,
      CurrentActor actor) {
    this.control = control;
    this.holding = holding;
    this.campaigns = campaigns;
    this.reading = reading;
    this.actor = actor;
  }

  /** Who reads campaigns, and who may hold them for safety's sake. */
  private void require() {
    if (!holding.mayHold(actor.require())) {
      reading.require(actor.require());
    }
  }

  @HxRequest
  @GetMapping("/control/safety-preview")
  String safetyPreview(
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "") String market,
      Model model) {
    require();
    try {
      model.addAttribute("holdPreview", holding.preview(brand, market));
    } catch (CampaignRefusal.ControlUnclear unclear) {
      model.addAttribute("holdUnclear", unclear.getMessage());
    }
    return "control :: safety";
  }

  @PostMapping("/control/safety-hold")
  ModelAndView hold(
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "") String market,
      @RequestParam SafetyHolding.Effect effect,
      @RequestParam(defaultValue = "") String why,
      RedirectAttributes redirect,
      Model model) {
    try {
      SafetyHolding.Held held = holding.hold(brand, market, effect, why, actor.require());
      redirect.addFlashAttribute(
          "notice",
          "Held: nothing of it is handed over any more; %d messages had reached the provider already."
                  .formatted(held.underway())
              + (effect == SafetyHolding.Effect.END
                  ? " %d journeys end.".formatted(held.ended())
                  : ""));
      return new ModelAndView("redirect:/control");
    } catch (CampaignRefusal.ControlUnclear unclear) {
      model.addAttribute("holdBrand", brand);
      model.addAttribute("holdMarket", market);
      return again(KillSwitches.Scope.CAMPAIGN, "", "", unclear, model);
    }
  }

  @PostMapping("/control/safety-release")
  ModelAndView letGo(
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String why,
      RedirectAttributes redirect,
      Model model) {
    try {
      holding.release(brand, market, why, actor.require());
      redirect.addFlashAttribute(
          "notice",
          "Let go: held touches are decided anew over the next quarter of an hour or so.");
      return new ModelAndView("redirect:/control");
    } catch (CampaignRefusal.ControlUnclear unclear) {
      return again(KillSwitches.Scope.CAMPAIGN, "", "", unclear, model);
    }
  }

  @GetMapping("/control")
  String control(
      @RequestParam(required = false) KillSwitches.@Nullable Scope scope,
      @RequestParam(required = false) @Nullable String key,
      Model model) {
    require();
    page(scope == null ? KillSwitches.Scope.CAMPAIGN : scope, key == null ? "" : key, "", model);
    return "control";
  }

  /** What a switch would concern: asked while the form is being filled in. */
  @HxRequest
  @GetMapping("/control/preview")
  String preview(
      @RequestParam KillSwitches.Scope scope,
      @RequestParam(defaultValue = "") String key,
      Model model) {
    reading.require(actor.require());
    previewed(scope, key, model);
    return "control :: preview";
  }

  @PostMapping("/control/pause")
  ModelAndView pause(
      @RequestParam KillSwitches.Scope scope,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(required = false) @Nullable UUID campaign,
      RedirectAttributes redirect,
      Model model) {
    try {
      SendStopping.Stopped stopped = control.pause(scope, key, why, actor.require());
      redirect.addFlashAttribute(
          "notice",
          stopped.underway() == 0
              ? "Paused: nothing is handed over any more, and nothing was under way."
              : "Paused: nothing is handed over any more. "
                  + stopped.underway()
                  + " had reached the provider already and have no answer yet.");
      return new ModelAndView(back(campaign));
    } catch (CampaignRefusal.ControlUnclear unclear) {
      return again(scope, key, why, unclear, model);
    }
  }

  @PostMapping("/control/resume")
  ModelAndView resume(
      @RequestParam KillSwitches.Scope scope,
      @RequestParam String key,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(required = false) @Nullable UUID campaign,
      RedirectAttributes redirect,
      Model model) {
    try {
      control.resume(scope, key, why, actor.require());
      redirect.addFlashAttribute(
          "notice",
          "Resumed: held touches are decided anew over the next quarter of an hour or so.");
      return new ModelAndView(back(campaign));
    } catch (CampaignRefusal.ControlUnclear unclear) {
      return again(scope, key, why, unclear, model);
    }
  }

  @PostMapping("/campaigns/{id}/drain")
  String drain(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String why,
      RedirectAttributes redirect) {
    try {
      int left = control.drain(new CampaignId(id), why, actor.require());
      redirect.addFlashAttribute(
          "notice",
          "Draining: nobody enters any more, "
              + left
              + " who had not begun leave, everybody else goes on to the end.");
    } catch (CampaignRefusal.ControlUnclear unclear) {
      redirect.addFlashAttribute("refused", unclear.getMessage());
    }
    return back(id);
  }

  private static String back(@Nullable UUID campaign) {
    return campaign == null ? "redirect:/control" : "redirect:/campaigns/" + campaign;
  }

  private ModelAndView again(
      KillSwitches.Scope scope,
      String key,
      String why,
      CampaignRefusal.ControlUnclear unclear,
      Model model) {
    page(scope, key, why, model);
    model.addAttribute("refused", unclear.getMessage());
    ModelAndView again = new ModelAndView("control", model.asMap());
    again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return again;
  }

  private void page(KillSwitches.Scope scope, String key, String why, Model model) {
    model.addAttribute("pauses", control.pauses());
    model.addAttribute("mayHold", holding.mayHold(actor.require()));
    model.addAttribute("mayPause", reading.mayCampaignAnywhere(actor.require()));
    model.addAttribute("scopes", Arrays.asList(KillSwitches.Scope.values()));
    List<Campaign> all = campaigns.all();
    model.addAttribute(
        "running",
        all.stream().filter(campaign -> campaign.state() == CampaignState.LAUNCHED).toList());
    model.addAttribute(
        "brands", all.stream().map(campaign -> campaign.plan().brandId()).distinct().toList());
    model.addAttribute(
        "countries",
        all.stream()
            .flatMap(campaign -> campaign.plan().countries().stream())
            .distinct()
            .sorted()
            .toList());
    model.addAttribute("scope", scope);
    model.addAttribute("key", key);
    model.addAttribute("why", why);
    if (!key.isBlank() || scope == KillSwitches.Scope.ALL) {
      previewed(scope, key, model);
    }
  }

  private void previewed(KillSwitches.Scope scope, String key, Model model) {
    try {
      model.addAttribute("preview", control.preview(scope, key));
    } catch (CampaignRefusal.ControlUnclear unclear) {
      model.addAttribute("unclear", unclear.getMessage());
    }
  }
}
