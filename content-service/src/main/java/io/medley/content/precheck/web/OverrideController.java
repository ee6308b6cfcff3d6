package io.medley.content.precheck.web;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.precheck.CheckRefusal;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.Overriding;
import io.medley.content.signing.StatementSigning;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a named person decides against a blocking finding. */
@Controller
@RequestMapping("/assets/versions/{id}/findings/{key}/override")
class OverrideController {

  private final Overriding overriding;
  private final AssetVersions versions;
  private final StatementSigning signing;
  private final CurrentActor actor;

  OverrideController(
      Overriding overriding, AssetVersions versions, StatementSigning signing, CurrentActor actor) {
    this.overriding = overriding;
    this.signing = signing;
    this.versions = versions;
    this.actor = actor;
  }

  @GetMapping
  String ask(@PathVariable UUID id, @PathVariable String key, Model model) {
    Actor person = actor.require();
    show(new VersionId(id), key, person, model);
    return "precheck/override";
  }

  @PostMapping
  String decide(
      @PathVariable UUID id,
      @PathVariable String key,
      @RequestParam(defaultValue = "") String reason,
      Model model) {
    Actor person = actor.require();
    try {
      return "redirect:" + signing.begin(overriding.ask(new VersionId(id), key, reason, person));
    } catch (CheckRefusal.ReasonMissing missing) {
      show(new VersionId(id), key, person, model);
      model.addAttribute("refusal", missing.getMessage());
      model.addAttribute("reason", reason);
      return "precheck/override";
    }
  }

  private void show(VersionId id, String key, Actor person, Model model) {
    var version = versions.requireVisible(id, person);
    Finding finding = overriding.blocking(id, key, person);
    model.addAttribute("version", version);
    model.addAttribute("finding", finding);
    model.addAttribute("person", person);
    model.addAttribute("may", overriding.mayOverride(version, finding, person));
    model.addAttribute(
        "title",
        version.metadata().title().isEmpty() ? version.fileName() : version.metadata().title());
  }
}
