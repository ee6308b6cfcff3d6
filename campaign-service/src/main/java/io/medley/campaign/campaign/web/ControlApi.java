package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.ControlPreview;
import io.medley.campaign.campaign.SafetyHolding;
import io.medley.campaign.campaign.SendControl;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.SendStopping;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pausing, resuming and draining for programs. */
@RestController
class ControlApi {

  private final SendControl control;
  private final SafetyHolding holding;
  private final CampaignReading reading;
  private final CurrentActor actor;

  ControlApi(
      SendControl control, SafetyHolding holding, CampaignReading reading, CurrentActor actor) {
    this.control = control;
    this.holding = holding;
    this.reading = reading;
    this.actor = actor;
  }

  /** What to pause or resume, and why. */
  record Act(KillSwitches.Scope scope, String key, String why) {}

  /** Why. */
  record Why(String why) {}

  /** How many HCPs had not begun. */
  record Drained(int notBegun) {}

  @GetMapping("/api/control")
  List<SendControl.Pause> pauses() {
    reading.require(actor.require());
    return control.pauses();
  }

  @GetMapping("/api/control/preview")
  ControlPreview preview(@RequestParam KillSwitches.Scope scope, @RequestParam String key) {
    reading.require(actor.require());
    return control.preview(scope, key);
  }

  @PostMapping("/api/control/pause")
  SendStopping.Stopped pause(@RequestBody Act act) {
    return control.pause(act.scope(), act.key(), act.why(), actor.require());
  }

  /**
   * What drug safety or medical holds.
   *
   * @param brand absent = every brand of the market
   * @param market absent = every market of the brand
   * @param effect absent = journeys wait
   */
  record Hold(
      @Nullable String brand,
      @Nullable String market,
      SafetyHolding.@Nullable Effect effect,
      String why) {}

  /** What is let go. */
  record LetGo(@Nullable String brand, @Nullable String market, String why) {}

  @PostMapping("/api/control/safety-holds")
  SafetyHolding.Held hold(@RequestBody Hold hold) {
    return holding.hold(
        hold.brand(),
        hold.market(),
        Objects.requireNonNullElse(hold.effect(), SafetyHolding.Effect.HOLD),
        hold.why(),
        actor.require());
  }

  @PostMapping("/api/control/safety-releases")
  void letGo(@RequestBody LetGo letGo) {
    holding.release(letGo.brand(), letGo.market(), letGo.why(), actor.require());
  }

  @PostMapping("/api/control/resume")
  void resume(@RequestBody Act act) {
    control.resume(act.scope(), act.key(), act.why(), actor.require());
  }

  @PostMapping("/api/campaigns/{id}/drain")
  Drained drain(@PathVariable UUID id, @RequestBody Why why) {
    return new Drained(control.drain(new CampaignId(id), why.why(), actor.require()));
  }
}
