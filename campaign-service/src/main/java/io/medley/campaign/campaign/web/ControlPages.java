package io.medley.campaign.campaign.web;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HxRequest;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.SafetyHolding;
import io.medley.campaign.campaign.SendControl;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.SendStopping;
import io.medley.platform.security.Actor;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.security.CurrentActor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

  private static final ControlChoices.Chosen NOTHING =
      new ControlChoices.Chosen(KillSwitches.Scope.CAMPAIGN, "", "");

  private final SendControl control;
  private final SafetyHolding holding;
  private final ControlChoices choices;
  private final CampaignViews names;
  private final CampaignReading reading;
  private final CurrentActor actor;

  ControlPages(
      SendControl control,
      SafetyHolding holding,
      ControlChoices choices,
      CampaignViews names,
      CampaignReading reading,
      CurrentActor actor) {
    this.control = control;
    this.holding = holding;
    this.choices = choices;
    this.names = names;
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
      return notHeld(brand, market, unclear.getMessage(), model);
    } catch (AuthorityMissing foreign) {
      return notHeld(brand, market, foreign(market), model);
    }
  }

  private ModelAndView notHeld(String brand, String market, @Nullable String refused, Model model) {
    model.addAttribute("holdBrand", brand);
    model.addAttribute("holdMarket", market);
    return again(NOTHING, "", refused, model);
  }

  private String foreign(String market) {
    return market.isBlank()
        ? "You do not sign for drug safety or medical in every market: name one in which you do."
        : "%s: you do not sign for drug safety or medical there; somebody who does has to."
            .formatted(names.country(market));
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
      return again(NOTHING, "", unclear.getMessage(), model);
    } catch (AuthorityMissing foreign) {
      return again(NOTHING, "", foreign(market), model);
    }
  }

  @GetMapping("/control")
  String control(
      @RequestParam(defaultValue = "CAMPAIGN") KillSwitches.Scope scope,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String words,
      Model model) {
    require();
    model.addAttribute("words", words);
    page(ControlChoices.Chosen.of(scope, key), "", words, model);
    return "control";
  }

  /** What a switch would concern: asked while the form is being filled in. */
  @HxRequest
  @GetMapping("/control/preview")
  String preview(
      @RequestParam KillSwitches.Scope scope,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String country,
      Model model) {
    reading.require(actor.require());
    previewed(chosen(scope, key, country), model);
    return "control :: preview";
  }

  /** A form names the country apart; a program's key, or a link's, has it in one. */
  private static ControlChoices.Chosen chosen(
      KillSwitches.Scope scope, String key, String country) {
    return country.isBlank()
        ? ControlChoices.Chosen.of(scope, key.strip())
        : new ControlChoices.Chosen(scope, country.strip(), key.strip());
  }

  @PostMapping("/control/pause")
  ModelAndView pause(
      @RequestParam KillSwitches.Scope scope,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String country,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(required = false) @Nullable UUID campaign,
      RedirectAttributes redirect,
      Model model) {
    ControlChoices.Chosen chosen = chosen(scope, key, country);
    Optional<String> against = choices.against(chosen, actor.require());
    if (against.isPresent()) {
      return again(chosen, why, against.get(), model);
    }
    try {
      SendStopping.Stopped stopped = control.pause(scope, chosen.key(), why, actor.require());
      redirect.addFlashAttribute(
          "notice",
          stopped.underway() == 0
              ? "Paused: nothing is handed over any more, and nothing was under way."
              : "Paused: nothing is handed over any more. "
                  + stopped.underway()
                  + " had reached the provider already and have no answer yet.");
      return new ModelAndView(back(campaign));
    } catch (CampaignRefusal.ControlUnclear unclear) {
      return again(chosen, why, unclear.getMessage(), model);
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
      return again(ControlChoices.Chosen.of(scope, key), why, unclear.getMessage(), model);
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
      ControlChoices.Chosen chosen, String why, @Nullable String refused, Model model) {
    page(chosen, why, "", model);
    model.addAttribute("refused", refused);
    ModelAndView again = new ModelAndView("control", model.asMap());
    again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return again;
  }

  private void page(ControlChoices.Chosen chosen, String why, String words, Model model) {
    Actor reader = actor.require();
    model.addAttribute("pauses", control.pauses());
    model.addAttribute("mayHold", holding.mayHold(reader));
    model.addAttribute("mayPause", reading.mayCampaignAnywhere(reader));
    model.addAttribute("scopes", Arrays.asList(KillSwitches.Scope.values()));
    model.addAttribute("brands", choices.brands());
    model.addAttribute("countries", choices.countries());
    model.addAttribute("choices", offered(chosen, words, reader));
    model.addAttribute(
        "within",
        ControlChoices.Chosen.inCountry(chosen.scope()) ? choices.countries(reader) : List.of());
    model.addAttribute("chosen", chosen);
    model.addAttribute("why", why);
    if (!chosen.which().isEmpty() || chosen.scope() == KillSwitches.Scope.ALL) {
      previewed(chosen, model);
    }
  }

  private List<ControlChoices.Choice> offered(
      ControlChoices.Chosen chosen, String words, Actor reader) {
    List<ControlChoices.Choice> offered = choices.of(chosen.scope(), words, reader);
    return chosen.scope() != KillSwitches.Scope.ASSET
            || offered.stream().anyMatch(choice -> choice.key().equals(chosen.which()))
        ? offered
        : Stream.concat(choices.piece(chosen.which()).stream(), offered.stream()).toList();
  }

  private void previewed(ControlChoices.Chosen chosen, Model model) {
    Optional<String> against = choices.against(chosen, actor.require());
    if (against.isPresent()) {
      model.addAttribute("unclear", against.get());
    } else {
      model.addAttribute("preview", control.preview(chosen.scope(), chosen.key()));
    }
  }
}
